"""A normalised view of a text, of exactly the same length, so that every offset found in it is an offset into the text.

Only one-to-one replacements belong here: typographic apostrophes, no-break spaces and the like. The text itself is
never changed.
"""

from __future__ import annotations

_ONE_TO_ONE = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200a": " ", "\u3000": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip


def normalised(text: str) -> str:
    """Return `text` with plain apostrophes, spaces, hyphens and line breaks; same length, same offsets."""
    for odd, plain in _ONE_TO_ONE.items():  # a search for each is much faster than one look at every character
        text = text.replace(odd, plain)
    return text
