"""Files that change or vanish between planning and reading: never taken for what was planned."""

from stages_bench import TEXTS, dispositions

OTHER = TEXTS["limoges.txt"].replace("lundi", "mardi")


def test_changed_file_is_never_kept_under_the_planned_bytes(bench):
    bench.write(a_txt=TEXTS["limoges.txt"])
    assert "mardi" in bench.read(meanwhile=lambda: bench.write(a_txt=OTHER))["a.txt"].read.article.text
    bench.write(a_txt=TEXTS["limoges.txt"])
    assert "lundi" in bench.read()["a.txt"].read.article.text
    assert bench.work["ingested"] == 1


def test_release_says_what_was_read_not_what_was_planned(bench):
    bench.write(a_txt=TEXTS["limoges.txt"])
    bench.read(meanwhile=lambda: bench.write(a_txt=OTHER))
    assert bench.planned != bench.release.manifest.input_fingerprint
    bench.read(publish=False)
    assert bench.planned == bench.release.manifest.input_fingerprint
    assert bench.work["ingested"] == 0


def test_new_file_that_vanishes_is_rejected_and_not_remembered(bench):
    bench.fill()
    documents = bench.read(meanwhile=(bench.raw / "rumeur.txt").unlink)
    assert documents["rumeur.txt"].read.scrape.document.disposition_reason.startswith("vanished")
    assert "rumeur.txt" not in bench.read()
    bench.fill()
    assert set(dispositions(bench.read()).values()) == {"article"}


def test_known_file_that_vanishes_stays_as_it_was(bench):
    bench.fill()
    first = bench.read()
    bench.write(rumeur_txt=OTHER)
    assert bench.read(meanwhile=(bench.raw / "rumeur.txt").unlink) == first
    assert bench.read() == first
    assert bench.plan_sources["gone"] == 1
