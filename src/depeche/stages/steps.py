"""What is done to one document, step by step: exactly what the cache keeps under the version of each stage.

Every line of this module is part of the versions of `ingest`, `clean` and `language`: changing it reads everything
anew. Not here: which documents are read, and what becomes of one that a step cannot cope with (see `reading`).
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.clean import clean
from depeche.errors import ContractError
from depeche.ingest import Reading, SourceFile, read_source
from depeche.language.annotate import annotate
from depeche.language.nlp import MOST_CHARACTERS, load_french
from depeche.model import Annotation, Article, LearnedLine, Reference, Scrape
from depeche.stages.soundness import find_fault


def ingested(file: SourceFile) -> Reading:
    """Return the documents of a source file."""
    return read_source(file)


def cleaned(scrape: Scrape, learned: Sequence[LearnedLine] = ()) -> Article:
    """Return the article of a document, less the lines that were learned to be boilerplate of its outlet."""
    return clean(scrape, learned=learned)


def annotated(article: Article) -> Annotation | str:
    """Return what an article's text says, or why it is not read; raises ContractError when the answer is not sound."""
    if len(article.text) > MOST_CHARACTERS:
        return f"too_long: more than {MOST_CHARACTERS} characters of text were kept"
    annotation = annotate(article.text, model=load_french(), reference=reference_of(article))
    if fault := find_fault(article, annotation):
        raise ContractError(fault)
    return annotation


def reference_of(article: Article) -> Reference:
    """Return the date that an article's relative expressions refer to."""
    return Reference(article.published_on, article.published_granularity)
