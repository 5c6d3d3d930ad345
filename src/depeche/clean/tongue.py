"""Decides in which language a text is written.

Here: the detector, restricted to languages of the press, on a bounded sample.
Not here: what follows from it (`rejection`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depeche.clean.prose import function_share
from depeche.words import read_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 1200  # characters from each of three places: enough, and never the whole of a huge text
_LEAST = 3  # words
_FRENCH_SHARE = 0.3  # a text of which that many words are French function words is French, whatever its names are


class Tongue(NamedTuple):
    """A language code and how sure the detector is, 0 to 1."""

    language: str
    confidence: float


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # not before a language is asked for: slow to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(read_words("clean", "language")["languages"])
    return identifier


def find_tongue(text: str) -> Tongue | None:
    """Return the language of a text; None where there is nothing to judge by."""
    if len(text.split()) < _LEAST:
        return None
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = (
        text
        if len(text) <= 3 * _SAMPLE
        else text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE] + " " + text[-_SAMPLE:]
    )
    language, confidence = _identifier().classify(sample)
    if language != "fr" and function_share(sample) >= _FRENCH_SHARE and confidence < 0.99:
        return Tongue("fr", 0.5)
    return Tongue(str(language), round(float(confidence), 4))
