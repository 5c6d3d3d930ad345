"""What a run does for the next one once its release is out: it merges packs and drops what no document uses."""

from __future__ import annotations

from pathlib import Path

from depeche.stages.handover import Corpus, load
from depeche.stages.keys import article_key, lines_key
from depeche.stages.listing import load_listing
from depeche.stages.recalling import load_recalled
from depeche.stages.remembering import used_answers
from depeche.stages.shelf import Bytes, tidy
from depeche.stages.sources import drop_sources
from depeche.store.releases import Release


def tidy_cache(recalled: Path, listing: Path, corpus: Path, place: Bytes, *, before: Release | None) -> None:
    """Leave in the cache of a store what the documents of this run use; `before`: the release it came after."""
    known, listed, made = load_recalled(recalled), load_listing(listing), load(corpus, Corpus)
    used = {key for d in made.documents for key in (d.scrape, d.article, d.annotation) if key is not None}
    used.update(find(document.scrape) for document in made.documents for find in (lines_key, article_key))
    used.update(source.entry for source in listed.sources)
    not_new = {*known.packs, *listed.loose}
    answers = used_answers(corpus.parent)
    used.update(answers.used)
    new = [Path(pack) for pack in (*made.packs, answers.pack) if pack is not None and pack not in not_new]
    tidy(place, [Path(pack) for pack in known.packs], used, new=new, anew=known.anew)
    earlier = () if before is None else (before.manifest.input_fingerprint,)
    drop_sources(place, keep={made.input_fingerprint, *earlier})
