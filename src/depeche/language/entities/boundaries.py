"""Mend the limits of what the recogniser found: elisions, titles, marks, lines, two people in one span.

Here: one span at a time, looking only at the text. What label a name has is settled in `votes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depeche.kb.records import folded
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, starts_sentence
from depeche.language.entities.wordings import pattern, words
from depeche.language.reading import Reading
from depeche.model import Span

_GIVEN = re.compile(rf"(?<=[^ ] )[{CAPITAL}][\w'-]+(?= [{CAPITAL}])")
_ASIDE = re.compile(r" [-–—] (?=[a-zà-öø-ÿ])")
_SMALL_WORD = re.compile(r"(?P<noun>[a-zà-öø-ÿœ-]+)(?= |')")
_FIRST_WORD = re.compile(r"(?P<word>[\w-]+) (?=\w)")
_CAPITAL = re.compile(rf"(?<![\w-])[{CAPITAL}\d]")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")  # "U.S. Navy"


def mended(reading: Reading, start: int, end: int, label: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the names that a span of the recogniser really holds: none, one, or two joined by "et"."""
    view = reading.view
    line = view.find("\n", start, end)
    if line != -1:
        yield from mended(reading, start, line, label, lexicon)
        yield from mended(reading, line + 1, end, label, lexicon)
        return
    sentence = reading.sentence_at(start)
    is_glued = sentence is not None and start < sentence.end < end and not _INITIALS.search(view[start : sentence.end])
    if sentence and is_glued:  # a scraper glued two sentences
        yield from mended(reading, start, sentence.end, label, lexicon)
        yield from mended(reading, sentence.end, end, label, lexicon)
        return
    aside = _ASIDE.search(view, start, end)
    if aside:
        end = aside.start()
    joint = pattern("joint").search(view, start, end) if label == "PER" else None
    if joint:
        yield from mended(reading, start, joint.start(), label, lexicon)
        yield from mended(reading, joint.end(), end, label, lexicon)
        return
    medium = _medium_before(view, start, end, lexicon) if label == "PER" else None
    if label in ("ORG", "PER") and (holder := _holder_after(view, start, end, lexicon)):
        yield from mended(reading, start, holder - 1, "ORG", lexicon)
        yield from mended(reading, holder, end, "PER", lexicon)
        return
    if medium:
        yield from mended(reading, start, medium, "ORG", lexicon)
        yield from mended(reading, medium + 1, end, label, lexicon)
        return
    start, end = _completed(view, start, end)
    start, end = _trimmed(view, start, end, label, lexicon, starts_sentence(view, start, reading.sentence_at(start)))
    start = _past_office(view, start, end, lexicon)
    if breton := pattern("breton_end").match(view, end - 1):
        end = breton.end()
    is_title = (
        label == "ORG"
        and view[start:end] in lexicon.press_nouns
        and pattern("to_the").search(view[max(0, start - 4) : start])
    )
    if end > start and is_name(reading, start, end, lexicon, is_family_name=bool(is_title), is_small=label == "ORG"):
        yield Span(start, end)


def _past_office(view: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the place after a minister's domain that was taken for a first name: "de l'Intérieur Jean Roy"."""
    first = _FIRST_WORD.match(view, start, end)
    if first and view[first.end()].isupper() and lexicon.office.search(view[max(0, start - 60) : start]):
        return first.end()
    return start


def _medium_before(view: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where a name ends to which a person's is glued ("a dit à Hexa Anne Roy", "députée PLR Anne Roy")."""
    parts = view[start:end].split(" ")
    if len(parts) < 3 or parts[0].capitalize() in lexicon.first_names or parts[1] not in lexicon.first_names:
        return None
    if parts[0].isupper() and parts[0].isalpha() and len(parts[0]) > 1:
        return start + len(parts[0])
    if len(parts) != 3:
        return None
    return start + len(parts[0]) if pattern("credited").search(view[max(0, start - 60) : start]) else None


def _holder_after(view: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where a person begins who is glued to the organisation of a post: "la directrice d'Hexa Anne Roy"."""
    before = view[max(0, start - 60) : start]
    if not (lexicon.organisation_post.search(before) or pattern("holder_of").search(before)):
        return None
    return person_within(view, start, end, lexicon)


def person_within(view: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where a person's name begins in that of a company: "Hexa Anne Roy", but not "Espace Anne Roy"."""
    opening = view[start:end].split(" ")[0]
    if opening in lexicon.organisation_prefix or opening in lexicon.namesakes or opening in lexicon.first_names:
        return None
    for name in _GIVEN.finditer(view, start, end):
        if name.group().split("-")[0] in lexicon.first_names:
            return name.start()
    return None


def _completed(view: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a word that the recogniser cut."""
    while start > 0 and view[start - 1].isalnum() and view[start].isalnum():
        start -= 1
    while end < len(view) and view[end].isalnum() and view[end - 1].isalnum():
        end += 1
    return start, end


def _trimmed(view: str, start: int, end: int, label: str, lexicon: Lexicon, is_first: bool) -> tuple[int, int]:
    """Take off elisions, marks, civility titles, roles and articles."""
    changed = True
    while changed and start < end:
        before = start, end
        found = pattern("leading").match(view, start, end)
        if found and not _is_elided_name(view[start:end], label, is_first):
            start = found.end()
        if found := lexicon.leading_title.match(view, start, end):
            start = found.end()
        if label in ("PER", "MISC") and (found := lexicon.leading_role.match(view, start, end)):
            start = found.end()
        if label == "ORG" and (found := lexicon.leading_office.match(view, start, end)):
            start = found.end()
        is_particle = label == "PER" and pattern("particle").match(view, start, end) is not None  # "De Meo veut …"
        if (is_first or view[start : start + 1].islower()) and (found := pattern("article").match(view, start, end)):
            start = start if is_particle else found.end()
        start = _past_demonym(view, start, end, label, lexicon)
        start = _past_small_words(view, start, end, label, lexicon)
        if label == "ORG" and (past := pattern("past_name").search(view[start:end])):
            end = start + past.start()
        if prosecutor := pattern("prosecutor").match(view, start, end):
            start = prosecutor.end()
        tail = pattern("trailing").search(view[start:end])
        if tail:
            end = start + tail.start()
        if found := pattern("verb_tail").search(view[start:end]):
            end = start + found.start()
        end = _balanced(view, start, end)
        changed = (start, end) != before
    return start, end


def _is_elided_name(surface: str, label: str, is_first: bool) -> bool:
    """Say whether a capital elision belongs to a name: "D'Angelo", "L'Équipe", but not "D'Altman" at the beginning."""
    elided = pattern("elided_particle" if label == "PER" else "elided_title")
    return not is_first and elided.match(surface) is not None


def _past_demonym(view: str, start: int, end: int, label: str, lexicon: Lexicon) -> int:
    """Return the place after a word of nationality before a person's name: "l'Espagnole Ana Ruiz"."""
    first = _FIRST_WORD.match(view, start, end)
    if label == "ORG" or first is None or first["word"].casefold() not in lexicon.demonyms:
        return start
    has_article = pattern("nationality_before").search(view[max(0, start - 5) : start]) is not None
    return first.end() if has_article and view[first.end()].isupper() else start


def _past_small_words(view: str, start: int, end: int, label: str, lexicon: Lexicon) -> int:
    """Return the place after nouns in small letters that are no part of the name ("aéroport de Bruxelles")."""
    if noun := pattern("class_noun").match(view, start, end):
        return noun.end()
    word = _SMALL_WORD.match(view, start, end)
    if word is None or word["noun"] in lexicon.lower_heads or (label == "PER" and word["noun"] in lexicon.particles):
        return start
    if label == "ORG" and lexicon.lower_seat_head.match(view, start, end):
        return start
    capital = _CAPITAL.search(view, word.end(), end)
    return capital.start() if capital else start


def _balanced(view: str, start: int, end: int) -> int:
    """Return an end that leaves no bracket or quotation mark half open, and no full stop but an abbreviation's."""
    surface = view[start:end]
    for opening, closing in ("()", "[]", "«»", "“”"):
        if surface.count(opening) != surface.count(closing):
            cut = surface.find(opening) if opening in surface else surface.find(closing)
            return start + max(cut, 0)
    if surface.endswith(")") and surface.count("(") == 0:
        return end - 1
    if surface.endswith(".") and not pattern("abbreviated").search(surface):
        return end - 1
    return end


def is_name(
    reading: Reading,
    start: int,
    end: int,
    lexicon: Lexicon,
    *,
    is_family_name: bool = False,
    is_small: bool = False,
) -> bool:
    """Say whether a span can be a name: no common word, date, handle, nationality or bare office is one.

    A family name of the document or a newspaper may well be a word of nationality ("Breton", "Parisien"). `is_small`:
    words in small letters may be a name, too, with a word of nationality among them ("armée suisse").
    """
    view = reading.view
    surface = view[start:end]
    if not _has_letters_of_name(view, start, end, lexicon, is_small=is_small) or _is_handle(view, start, surface):
        return False
    if lexicon.office.search(view[max(0, start - 60) : start]):
        return False
    parts = surface.casefold().split()
    if pattern("state_of").fullmatch(surface) and parts[1] in lexicon.demonyms:
        return False
    if (
        len(surface) == 1
        or len(parts) > 12
        or folded(surface).removeprefix("ex-").removeprefix("ex ") in lexicon.role_words
    ):
        return False
    if not _is_planet(view, start, surface) and all(_is_common(part, lexicon) for part in parts):
        return False
    months = (month for month in words("glued_months") if surface.casefold().startswith(month))
    if any(surface[len(month) :].isalpha() for month in months):
        return False
    if len(parts) > 1:
        return True
    if (parts[0] in lexicon.demonyms and not is_family_name) or (
        lexicon.inhabitants.fullmatch(surface) and _are_several(view, start, lexicon)
    ):
        return False
    return not (starts_sentence(view, start, reading.sentence_at(start)) and _is_common_here(view, surface))


def _has_letters_of_name(view: str, start: int, end: int, lexicon: Lexicon, *, is_small: bool) -> bool:
    """Say whether a span has letters, and a capital among them or what stands for one."""
    surface = view[start:end]
    return any(c.isalpha() for c in surface) and (
        any(c.isupper() for c in surface)
        or (is_small and _has_nation(surface, lexicon))
        or lexicon.ministry.fullmatch(view, start, end) is not None
    )


def _is_handle(view: str, start: int, surface: str) -> bool:
    """Say whether a span is an account, a hashtag or an address on the web."""
    is_marked = view[start - 1 : start] in ("@", "#") or surface[0] in "@#"
    return is_marked or any(address in surface for address in words("addresses"))


def _is_planet(view: str, start: int, surface: str) -> bool:
    """Say whether a month's name is a planet's here."""
    return surface in words("planets") and not pattern("month_before").search(view[max(0, start - 4) : start])


def _is_common(word: str, lexicon: Lexicon) -> bool:
    bare = word.strip(".,'")
    return bare in lexicon.common_words or bare in lexicon.time_words or word.isdigit()


def _are_several(view: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a plural or a number stands before a word: it names the people of a place."""
    before = view[max(0, start - 24) : start]
    return bool(re.search(r"\d $", before)) or lexicon.several.search(before) is not None


def _has_nation(surface: str, lexicon: Lexicon) -> bool:
    """Say whether a noun in small letters has a word beside it that says of which nation it is."""
    parts = surface.split()
    if any(part in words("clause_words") for part in parts):
        return False
    return any(part in lexicon.demonyms or part in lexicon.scope_words for part in parts[1:])


def _is_common_here(view: str, surface: str) -> bool:
    """Say whether a word that begins a sentence also stands in the text in small letters."""
    if not surface[1:].islower():
        return False
    return re.search(rf"(?<![\w-]){re.escape(surface.lower())}(?![\w-])", view) is not None
