"""A lower-case view of a text without accents, of the same length, for word lists that need not care about either."""

from __future__ import annotations

from functools import lru_cache

_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"
_TABLE = str.maketrans(_ACCENTED, _PLAIN)


@lru_cache(maxsize=16)  # several rooms ask for the same text
def folded(view: str) -> str:
    """Return `view` in lower case without accents; same length, same offsets."""
    lower = view.lower()
    if len(lower) != len(view):  # 'İ' has two characters in lower case
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in view)
    return lower.translate(_TABLE)
