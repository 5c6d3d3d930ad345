"""Mend the limits of what the recogniser found: elisions, titles, marks, lines, two people in one span.

Here: one span at a time, looking only at the text. What label a name has is settled in `votes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depeche.kb.records import folded
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, starts_sentence
from depeche.language.reading import Reading
from depeche.model import Span

_LEADING = re.compile(
    r"(?:[\s\"«»“”„‹›'(\[{*•:;,.–—/|-]+|(?:[lLdDsSnNjJmMcCtT]|[qQ]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)'\s?)"
)
_TRAILING = re.compile(
    r"(?:[\s\"«»“”„‹›'([{*•:;,!?…–—/|-]+|\s[nslcjmtd]'|\s(?:et|ou|de|du|des|à|au|aux|le|la|les|en|dans|pour|par|sur|a|est|qui|que|d|l|n|s))$"
)
_SMALL = "les?|la|une?|des|cette|cet?|du|de|aux?|leurs?|son|sa|ses|selon|mais|pour|avec|dans|chez|et|si|en"
_ARTICLE = re.compile(rf"(?:(?i:{_SMALL}) )(?=[{CAPITAL}\d])")
_AND = re.compile(rf"(?<=[\w.]) (?:et|ou|/) (?=[{CAPITAL}])")
_ASIDE = re.compile(r" [-–—] (?=[a-zà-öø-ÿ])")
_VERB_TAIL = re.compile(r"-t-(?:il|elle|on)s?$|-(?:il|elle|ils|elles|t)$")
_SMALL_WORD = re.compile(r"(?P<noun>[a-zà-öø-ÿœ-]+)(?= |')")
_FIRST_WORD = re.compile(r"(?P<word>[\w-]+) (?=\w)")
_BEFORE_NATIONALITY = re.compile(r"(?i:(?:^|[^\w])(?:l'|d'|le |la |les |du |au |aux |des |une? |et |de |par )$)")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")  # "U.S. Navy"
_ELIDED_TITLE = re.compile(rf"L'[{CAPITAL}]")
_MONTH_BEFORE = re.compile(r"(?:\d|er|en|de|^|[.\n]) ?$")  # "en Mars" is a month
_TO_THE = re.compile(r"\b(?:au|du|le) $")
_PARTICLE = re.compile(rf"De (?=[{CAPITAL}])")
_ELIDED_PARTICLE = re.compile(r"(?:D'[A-ZÀ-Ý]\w+|O'[A-Z]\w+)")


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
    joint = _AND.search(view, start, end) if label == "PER" else None
    if joint:
        yield from mended(reading, start, joint.start(), label, lexicon)
        yield from mended(reading, joint.end(), end, label, lexicon)
        return
    start, end = _completed(view, start, end)
    start, end = _trimmed(view, start, end, label, lexicon, starts_sentence(view, start, reading.sentence_at(start)))
    start = _past_office(view, start, end, lexicon)
    is_title = (
        label == "ORG" and view[start:end] in lexicon.press_nouns and _TO_THE.search(view[max(0, start - 4) : start])
    )
    if end > start and is_name(reading, start, end, lexicon, is_family_name=bool(is_title), is_small=label == "ORG"):
        yield Span(start, end)


def _past_office(view: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the place after a minister's domain that was taken for a first name: "de l'Intérieur Jean Roy"."""
    first = _FIRST_WORD.match(view, start, end)
    if first and view[first.end()].isupper() and lexicon.office.search(view[max(0, start - 60) : start]):
        return first.end()
    return start


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
        found = _LEADING.match(view, start, end)
        if found and not _is_elided_name(view[start:end], label, is_first):
            start = found.end()
        if found := lexicon.leading_title.match(view, start, end):
            start = found.end()
        if label in ("PER", "MISC") and (found := lexicon.leading_role.match(view, start, end)):
            start = found.end()
        if label == "ORG" and (found := lexicon.leading_office.match(view, start, end)):
            start = found.end()
        is_particle = label == "PER" and _PARTICLE.match(view, start, end) is not None  # "De Meo veut …"
        if (is_first or view[start : start + 1].islower()) and (found := _ARTICLE.match(view, start, end)):
            start = start if is_particle else found.end()
        start = _past_demonym(view, start, end, label, lexicon)
        start = _past_small_words(view, start, end, label, lexicon)
        tail = _TRAILING.search(view[start:end])
        if tail:
            end = start + tail.start()
        if found := _VERB_TAIL.search(view[start:end]):
            end = start + found.start()
        end = _balanced(view, start, end)
        changed = (start, end) != before
    return start, end


def _is_elided_name(surface: str, label: str, is_first: bool) -> bool:
    """Say whether a capital elision belongs to a name: "D'Angelo", "L'Équipe", but not "D'Altman" at the beginning."""
    pattern = _ELIDED_PARTICLE if label == "PER" else _ELIDED_TITLE
    return not is_first and pattern.match(surface) is not None


def _past_demonym(view: str, start: int, end: int, label: str, lexicon: Lexicon) -> int:
    """Return the place after a word of nationality before a person's name: "l'Espagnole Ana Ruiz"."""
    first = _FIRST_WORD.match(view, start, end)
    if label == "ORG" or first is None or first["word"].casefold() not in lexicon.demonyms:
        return start
    has_article = _BEFORE_NATIONALITY.search(view[max(0, start - 5) : start]) is not None
    return first.end() if has_article and view[first.end()].isupper() else start


def _past_small_words(view: str, start: int, end: int, label: str, lexicon: Lexicon) -> int:
    """Return the place after nouns in small letters that are no part of the name ("aéroport de Bruxelles")."""
    word = _SMALL_WORD.match(view, start, end)
    if word is None or word["noun"] in lexicon.lower_heads or (label == "PER" and word["noun"] in lexicon.particles):
        return start
    capital = re.compile(rf"(?<![\w-])[{CAPITAL}\d]").search(view, word.end(), end)
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
    if surface.endswith(".") and not re.search(r"(?:\b\w|\.\w|Inc|Corp|Ltd|Jr|Sr|Co|St)\.$", surface):
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
    if not any(c.isalpha() for c in surface) or not (
        any(c.isupper() for c in surface)
        or (is_small and _has_nation(surface, lexicon))
        or lexicon.ministry.fullmatch(view, start, end)
    ):
        return False
    if view[start - 1 : start] in ("@", "#") or surface[0] in "@#" or "http" in surface or "www." in surface:
        return False
    if lexicon.office.search(view[max(0, start - 60) : start]):
        return False
    words = surface.casefold().split()
    if len(surface) == 1 or len(words) > 12:
        return False
    is_planet = surface == "Mars" and not _MONTH_BEFORE.search(view[max(0, start - 4) : start])
    known = lexicon.common_words | lexicon.time_words
    if not is_planet and all(w.strip(".,'") in known or w.isdigit() for w in words):
        return False
    if folded(surface) in lexicon.role_words:
        return False
    if len(words) == 1 and words[0] in lexicon.demonyms and not is_family_name:
        return False
    if len(words) == 1 and lexicon.inhabitants.fullmatch(surface) and _are_several(view, start, lexicon):
        return False
    if any(
        surface.casefold().startswith(month) and surface[len(month) :].isalpha()
        for month in ("novembre", "décembre", "octobre", "septembre")
    ):
        return False
    return not (
        len(words) == 1 and starts_sentence(view, start, reading.sentence_at(start)) and _is_common_here(view, surface)
    )


def _are_several(view: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a plural or a number stands before a word: it names the people of a place."""
    before = view[max(0, start - 24) : start]
    return bool(re.search(r"\d $", before)) or lexicon.several.search(before) is not None


def _has_nation(surface: str, lexicon: Lexicon) -> bool:
    """Say whether a noun in small letters has a word beside it that says of which nation it is."""
    return any(word in lexicon.demonyms or word in lexicon.scope_words for word in surface.split()[1:])


def _is_common_here(view: str, surface: str) -> bool:
    """Say whether a word that begins a sentence also stands in the text in small letters."""
    if not surface[1:].islower():
        return False
    return re.search(rf"(?<![\w-]){re.escape(surface.lower())}(?![\w-])", view) is not None
