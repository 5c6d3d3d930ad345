"""Which state, town or body a post without a name in it means: "le ministre malaisien", "le président de la région".

Here: from a word beside the post to a place or body that the text itself names. The words stand in nations.yml.
"""

from __future__ import annotations

from functools import cache

from depeche.language.affiliations.masking import Masked
from depeche.language.affiliations.phrases import OF_STATES, RolePhrase
from depeche.language.affiliations.wordings import pattern
from depeche.language.reading import Reading
from depeche.model import Mention
from depeche.words import read_words


def state_or_body(reading: Reading, sentence: Masked, phrase: RolePhrase) -> Mention | None:
    """Return the country or the body that a post of states has beside it as a word, and the text as a name."""
    if phrase.role not in OF_STATES or phrase.generic is not None:
        return None
    before, after = sentence.text[phrase.start : phrase.form_start], sentence.text[phrase.form_end :]
    nation = _nation(reading, before, after, sentence.offset + phrase.start)
    return nation or _body(reading, sentence.text[phrase.form_start : phrase.end])


def _nation(reading: Reading, before: str, after: str, start: int) -> Mention | None:
    """Return the mention next to `start` of the country whose word of nationality stands beside a post.

    `before`: the words between its article and the post; `after`: what follows it, of which the first words count.
    """
    near = pattern("beside_post").match(after)
    words = [*before.lower().split(), *(near.group().lower().split() if near else ())]
    country = next((key for word in words if (key := _countries().get(word))), None)
    if country is None:
        return None
    named = [m for m in reading.mentions if m.label == "LOC" and _is(reading, m, country)]
    return min(named, key=lambda m: (abs(m.start - start), m.start), default=None)


def _is(reading: Reading, mention: Mention, country: str) -> bool:
    entity = reading.entities.get(mention.entity_id or "")
    return entity is not None and entity.kb_key == country


@cache
def _countries() -> dict[str, str]:
    """Return the countries by all forms of their words of nationality."""
    nations = read_words("language/affiliations", "nations")["nations"]
    return {
        form + plural: country
        for country, words in nations.items()
        for word in words
        for form in (word, f"{word}e", f"{word}ne")
        for plural in ("", "s")
    }


def _body(reading: Reading, post: str) -> Mention | None:
    """Return the one body of the text that a post's noun begins the name of: "le président de la métropole"."""
    found = pattern("civic_body").match(post)
    if found is None:
        return None
    noun = post[found.start("noun") :].lower()
    named = [m for m in reading.mentions if m.label in ("ORG", "LOC") and m.surface.lower().startswith(f"{noun} ")]
    return named[0] if len({m.entity_id for m in named}) == 1 else None
