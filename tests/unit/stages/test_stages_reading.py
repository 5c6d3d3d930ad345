"""An error inside one document rejects that document only."""

import hashlib

from depeche.model import Document, Scrape
from depeche.stages import reading
from depeche.stages.handover import ReadShard, load, save


def scrape(uri: str, text: str) -> Scrape:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Scrape(Document(f"doc-{uri}", uri, None, "text/plain", "utf-8", len(text), digest, text, None, "article"))


def test_a_failing_document_is_rejected_and_the_others_are_read(tmp_path, monkeypatch):
    def fail_on_b(document: Scrape) -> reading.ReadScrape:
        if document.document.source_uri == "b.txt":
            raise RuntimeError("impossible")
        return reading.ReadScrape(document)

    monkeypatch.setattr(reading, "_read", fail_on_b)
    path = save(
        tmp_path / "distinct-00000.msgpack", tuple(scrape(uri, "Un texte.") for uri in ("a.txt", "b.txt", "c.txt"))
    )
    shard = load(reading.read_shard(path), ReadShard)
    ends = {d.scrape.document.source_uri: d.scrape.document.disposition for d in shard.documents}
    assert ends == {"a.txt": "article", "b.txt": "rejected", "c.txt": "article"}
    assert [(r.row_key, r.detail) for r in shard.rejections] == [("doc-b.txt", "RuntimeError: impossible")]
