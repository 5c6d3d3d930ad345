"""A raw folder, a store, and runs over them that read and publish for real, but for the model: sentences only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from depeche import stages
from depeche.contract import load_contract, to_table
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Annotation, Article
from depeche.stages import keys, steps
from depeche.stages.assembling import Assembled
from depeche.stages.handover import ReadDocument, load
from depeche.stages.loading import load_documents
from depeche.store import Release, ReleaseFacts, Store
from depeche.versions import StageName, code_version, stage_version

TEXTS = {
    "limoges.txt": "Le conseil d'administration d'Orvane a limogé lundi son directeur général, Paul Amiot. Claire "
    "Vasseur, directrice financière du groupe, assure désormais l'intérim.",
    "rumeur.txt": "Selon Le Courrier des Alpes, Paul Amiot aurait démissionné dimanche soir. Le groupe Orvane n'a pas "
    "souhaité commenter cette information devant la presse.",
    "page.html": '<html lang="fr"><head><title>Lumora lève des fonds</title>'
    '<meta property="og:site_name" content="La Gazette du Lac"></head><body><nav><a href="/">Accueil</a></nav><article>'
    "<h1>Lumora lève des fonds</h1><p>La société grenobloise Lumora a levé 45 millions d'euros auprès de plusieurs "
    "fonds, a annoncé jeudi sa fondatrice, Claire Vasseur.</p></article><footer>Tous droits réservés</footer></body>"
    "</html>",
}


class Bench:
    """`work` counts what was really done in the last run: files ingested, documents cleaned, texts annotated."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, zone: str | None = None, store: str | None = None
    ) -> None:
        """`zone` and `store`: other places than the folders `raw` and `store` of `folder`."""
        self.folder = folder
        self.raw = folder / "raw"
        self.raw.mkdir()
        self.zone: str | Path = zone or self.raw
        self.store = Store(store or folder / "store")
        self.work: Counter[str] = Counter()
        self.plan_sources: dict[str, int] = {}
        self.failing: str | None = None
        self._monkeypatch = monkeypatch
        self._count("ingested", steps.ingested)
        self._count("cleaned", steps.cleaned)
        self._count("annotated", self._annotate)

    def _count(self, name: str, do: Callable[..., object]) -> None:
        def counted(*given: object) -> object:
            self.work[name] += 1
            return do(*given)

        self._monkeypatch.setattr(steps, name, counted)

    def _annotate(self, article: Article) -> Annotation:
        if self.failing is not None and self.failing in article.text:
            raise RuntimeError("impossible")
        view = normalised(article.text)
        return Annotation(find_sentences(view, find_marked(view)), (), (), (), (), (), (), (), ())

    def write(self, **texts: str) -> None:
        """Write files; `limoges_txt` stands for limoges.txt."""
        for name, text in texts.items():
            (self.raw / name.replace("_", ".")).write_text(text, encoding="utf-8")

    def fill(self) -> None:
        """Write two texts and a page."""
        for name, text in TEXTS.items():
            (self.raw / name).write_text(text, encoding="utf-8")

    def change_version(self, *changed: StageName) -> None:
        """Let stages be of another version from now on."""
        self._monkeypatch.setattr(
            keys, "stage_version", lambda stage: f"new {stage}" if stage in changed else stage_version(stage)
        )

    def drop_cache(self, kind: str = "") -> None:
        """Delete the cache of the store, or one folder of it."""
        for path in (self.folder / "store" / "cache" / kind).rglob("*.*"):
            path.unlink()

    def read(
        self,
        *,
        fresh: bool = False,
        prune: bool = False,
        publish: bool = True,
        meanwhile: Callable[[], object] | None = None,
    ) -> dict[str, ReadDocument]:
        """Do what the flow does and return the documents of the run by address; `meanwhile` happens after planning."""
        self.work.clear()
        with self.store.writer() as writer:
            before = writer.parent
            plan = stages.make_plan(self.zone, writer.staging, release=before, workers=2, prune=prune)
            self.plan_sources = stages.load_plan(plan).sources
            self.planned = stages.load_plan(plan).input_fingerprint
            if meanwhile is not None:
                meanwhile()
            recalled = stages.recall(plan, writer.place, release=before, anew=fresh)
            address = str(self.store.address)
            indexes = range(len(stages.load_recalled(recalled).shards))
            ingested = [stages.keep(stages.ingest_shard(recalled, index), address) for index in indexes]
            listing = stages.deduplicate(plan, recalled, ingested)
            indexes = range(len(stages.load_listing(listing).shards))
            read = [stages.keep(stages.read_shard(listing, index), address) for index in indexes]
            corpus = stages.gather(plan, listing, read, writer.place)
            documents = load_documents(corpus)
            if publish:
                laid = load(stages.assemble(corpus, writer), Assembled)
                pieces = {name: [part.piece for part in parts] for name, parts in laid.tables.items()}
                others = set(load_contract().tables) - set(pieces) - {"releases"}
                writer.publish(
                    pieces | {name: to_table(name, []) for name in others},
                    ReleaseFacts(laid.input_fingerprint, code_version()),
                )
                stages.tidy_cache(recalled, listing, corpus, writer.place, before=before)
        return {document.read.scrape.document.source_uri: document for document in documents}

    @property
    def release(self) -> Release:
        return self.store.open()

    @property
    def packs(self) -> list[Path]:
        return sorted((self.folder / "store" / "cache" / "read").iterdir())


def dispositions(documents: dict[str, ReadDocument]) -> dict[str, str]:
    """Return what became of each document."""
    return {uri: document.read.scrape.document.disposition for uri, document in documents.items()}
