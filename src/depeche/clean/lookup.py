"""Says which cleaning rules a line meets.

Here: one line against all rules.
Not here: where the line stands in the text, which decides whether the rule may act (`verdicts`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depeche.clean.bars import entries
from depeche.clean.dateline import is_dateline
from depeche.clean.looks import Look, look_at
from depeche.clean.matching import Hit, find_hits
from depeche.clean.rules import READERS, TELLERS, Rule, RuleBook
from depeche.clean.shapes import FoundShape
from depeche.language.view import normalised

_LONGEST_BAR = 40  # words
_HEADLINE = 6  # words of an entry that is a headline, if it has a finite verb: 'En direct | Le port rouvre …'
_LONGEST_RUN = 40  # words
_FOOT = "footer"  # of equal votes, a line of several entries is the foot of the page
_BREAKS = frozenset(":-–—|>»•·/([{«\"“‘'►→?!…#*=+%€&")


class Match(NamedTuple):
    """A rule that a line meets; `start` and `end` are its offsets in the line; `is_whole`: nothing follows."""

    rule: Rule
    start: int
    end: int
    is_whole: bool

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the line is cut."""
        return self.rule.scope == "line_suffix"


def find_matches(book: RuleBook, look: Look) -> Sequence[Match]:
    """Return the rules that a line meets by its wording or shape, the longest wording first."""
    if look.met is None or look.met[0] is not book:
        look.met = (book, _find_matches(book, look))
    return look.met[1]


def _find_matches(book: RuleBook, look: Look) -> tuple[Match, ...]:
    hits = find_hits(book.tree, look, book.networks)
    matches = [match for hit in hits if (match := _judge(book, look, hit))] if hits else []
    if not matches and look.is_divided:
        matches.extend(_find_entries(book, look))
    if shapes := book.shapes.find(look):
        matches.extend(_of_shapes(book, look, shapes))
    if not matches and look.count <= _LONGEST_RUN and (hits or look.is_camel):
        matches.extend((hits and _find_run(book, look, hits)) or _find_run(book, _split_glued(look)))
    read = [rule for rule in book.readers if look.count <= rule.most_words and _reads(rule, look, matches)]
    if not read and not matches:
        told = _find_told(book, look)
        return () if told is None else (Match(told, 0, len(look.text), True),)
    if len(matches) > 1:
        matches.sort(key=lambda match: match.is_partial)  # the whole line before its end
    return (*(Match(rule, 0, len(look.text), True) for rule in read), *matches)


def _find_told(book: RuleBook, look: Look) -> Rule | None:
    """Return the rule of the category that a line tells by itself."""
    for name, teller in TELLERS.items():
        category = teller(look)
        if category is not None and (rule := book.told.get((name, category))) is not None:
            return rule
    return None


def _of_shapes(book: RuleBook, look: Look, shapes: Sequence[FoundShape]) -> Iterator[Match]:
    """Yield the matches of the shapes that a line has, in the order of the rules."""
    for found in shapes:
        rule = book.shaped[found.number]
        start, end = (found.start, found.end) if rule.scope == "line_suffix" else (0, len(look.text))
        yield Match(rule, start, end, rule.scope == "whole_line")


def _reads(rule: Rule, look: Look, matches: list[Match]) -> bool:
    """Tell whether a rule with a reader meets a line that no other rule meets; a date also overrules a menu."""
    name = rule.reader or ""
    is_open = not matches or (
        name == "dateline"
        and (
            matches[0].is_partial
            or matches[0].rule.category == "navigation"
            or (not matches[0].rule.finite_verb and look.has_verb)  # 'il y a 20 minutes'
        )
    )
    return is_open and READERS[name](look)


def _judge(book: RuleBook, look: Look, hit: Hit) -> Match | None:
    rule = book.rules[hit.rule]
    is_whole = hit.word_count == look.count and hit.end == look.spans[-1][1]
    if is_whole:
        return Match(rule, 0, len(look.text), True)
    if rule.scope == "whole_line" or look.count > rule.most_words:
        return None
    if rule.follows != "any" and not _breaks(look.text, hit.end, only_mark=rule.follows == "mark"):
        return None
    return Match(rule, 0, len(look.text), False)


def _breaks(text: str, end: int, *, only_mark: bool) -> bool:
    """Tell whether something new begins after a wording: a mark, or unless `only_mark` a capital or figure."""
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False  # the word goes on ('intéresse-t-il')
    rest = text[end:].strip(" .*")
    if not rest:
        return True
    if rest[0].isalnum():
        return not only_mark and not rest[0].islower()
    return rest[0] in _BREAKS or (not rest[0].isascii() and rest[0] != "’")


class _Pieces(NamedTuple):
    """A text whose glued words are divided."""

    text: str
    is_camel: bool
    key: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def _split_glued(look: Look) -> _Pieces | None:
    """Return the words with glued ones divided where a capital follows a small letter ('PartagerTweet')."""
    text = look.text
    if not look.is_camel:
        return None
    spans: list[tuple[int, int]] = []
    for start, end in look.spans:
        for at in range(start + 1, end):
            if text[at].isupper() and text[at - 1].islower():
                spans.append((start, at))
                start = at
        spans.append((start, end))
    if len(spans) == look.count:
        return None
    return _Pieces(text, True, tuple(look.folded[start:end] for start, end in spans), tuple(spans))


def _find_run(book: RuleBook, look: Look | _Pieces | None, hits: Sequence[Hit] = ()) -> list[Match]:
    """Return the match of a line of several whole-line wordings in a row ('Menu Menu', 'Copier le lien Lien copié').

    `hits` are those of the line's beginning, where they are known.
    """
    if look is None or len(look.key) > _LONGEST_RUN:
        return []
    at = 0
    found: list[Rule] = []
    while at < len(look.key):
        if at or not hits:
            hits = find_hits(book.tree, look, book.networks, first=at)
        whole = [hit for hit in hits if book.rules[hit.rule].scope == "whole_line"]
        whole = [hit for hit in whole if hit.end == look.spans[hit.word_count - 1][1]]
        if not whole:
            return []
        found.append(book.rules[whole[0].rule])
        at = whole[0].word_count
    return [Match(_most_told(found), 0, len(look.text), True)] if found else []


def _find_entries(book: RuleBook, look: Look) -> list[Match]:
    """Return the match of a bar of which half the entries at least are whole-line wordings; most of them decide."""
    parts = entries(look.text) if look.count <= _LONGEST_BAR else ()
    if len(parts) < 2:
        return []
    found: list[Rule] = []
    telling = 0
    for part in map(look_at, parts):
        if sum(len(word) for word in part.key if not word.isdigit()) <= 2:
            continue  # an icon or a figure
        if part.count >= _HEADLINE and part.has_verb:
            return []
        telling += 1
        hits = [hit for hit in find_hits(book.tree, part, book.networks) if hit.word_count == part.count]
        rule = next((book.rules[hit.rule] for hit in hits), None)
        if rule is not None:
            found.append(rule)
    if not found or 2 * len(found) < telling or is_dateline(look.text):
        return []
    return [Match(_most_told(found), 0, len(look.text), True)]


def _most_told(found: Sequence[Rule]) -> Rule:
    """Return the first rule of the category that most of some rules have."""
    votes = Counter(rule.category for rule in found)
    category = max(votes, key=lambda name: (votes[name], name == _FOOT))
    return next(rule for rule in found if rule.category == category)


def match_line(book: RuleBook, line: str) -> Sequence[Match]:
    """Return the rules that a piece of text meets; for tests and tools."""
    return find_matches(book, look_at(normalised(line).strip()))
