"""Says why a text is no article: the reason, or nothing. The caller writes the rejection."""

from __future__ import annotations

from collections.abc import Sequence

from depeche.clean.spans import Cut
from depeche.clean.tongue import Tongue

# The shortest real dispatches, one-sentence alerts of the agencies, have about a dozen words;
# a title with a photo credit has fewer.
_LEAST_WORDS = 10
_STUB_WORDS = 90  # what pages show in front of a paywall: the standfirst and the first lines


def find_rejection(body: str, *, has_sentence: bool, tongue: Tongue | None, cuts: Sequence[Cut]) -> str | None:
    """Return `code: sentence` for a text that is no article; `body` is the kept text without its title."""
    count = len(body.split())
    walls = any(cut.rule.startswith("paywall.reserved") for cut in cuts)
    if count == 0:
        return "empty: Nothing is left of the text once page debris is cut."
    if tongue is not None and tongue.language != "fr":
        return f"not_french: The text reads as {tongue.language!r} with a confidence of {tongue.confidence:.2f}."
    if walls and count < _STUB_WORDS:
        return f"paywall_stub: Only {count} words stand in front of the paywall."
    if count < _LEAST_WORDS or (not has_sentence and count < 3 * _LEAST_WORDS):
        return f"too_short: {count} words without a title are fewer than a dispatch has."
    return None
