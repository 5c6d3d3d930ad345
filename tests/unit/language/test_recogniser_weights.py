"""The weights of our recogniser are those that this version names, or the run ends with a clear word."""

import hashlib

import pytest

from depeche import versions
from depeche.errors import EnvironmentProblem
from depeche.language import nlp


def test_the_shipped_weights_are_those_of_the_version():
    weights = nlp.RECOGNISER.read_bytes()
    assert hashlib.sha256(weights).hexdigest() == nlp.RECOGNISER_SHA256
    assert len(weights) < 12_000_000


def test_a_release_names_the_weights():
    assert nlp.RECOGNISER_SHA256[:12] in str(versions.model_versions())


def test_missing_weights_are_an_error_that_names_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(nlp, "RECOGNISER", tmp_path / "recogniser.msgpack")
    with pytest.raises(EnvironmentProblem, match=r"recogniser\.msgpack"):
        nlp.recogniser_weights()


def test_other_weights_are_refused(monkeypatch, tmp_path):
    other = tmp_path / "recogniser.msgpack"
    other.write_bytes(b"other weights")
    monkeypatch.setattr(nlp, "RECOGNISER", other)
    with pytest.raises(EnvironmentProblem, match="not those of this version"):
        nlp.recogniser_weights()
