"""Decides about each line: which rule cuts it, or that it stays.

Here: what a rule may do at a place in the text, what falls with a marker, what structure alone says.
Not here: wordings (rules/*.yml), the partition (`ledger`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from depeche.clean.bars import entries
from depeche.clean.boxes import cut_boxes
from depeche.clean.evidence import Sign, find_signs
from depeche.clean.headline import find_title, is_masthead
from depeche.clean.lines import Line
from depeche.clean.looks import Look, look_at
from depeche.clean.lookup import Match, find_matches
from depeche.clean.pointers import cut_among_debris, cut_rest, cut_titles
from depeche.clean.reading import Reading, Verdict, category_of
from depeche.clean.rules import RuleBook
from depeche.clean.signatures import BESIDE_BYLINE, cut_signatures, stands_above_byline
from depeche.clean.tails import cut_bare_tail
from depeche.clean.zones import find_zones, line_worth
from depeche.model import Declared

_LONGEST_QUESTION = 20  # words
_READER = frozenset({"vous", "votre", "vos"})
_POST_LINES = 6  # lines of an embedded post above its signature
_SENTENCE_GAP = re.compile(r"[.!?…][»”\"]? +(?=[A-ZÀ-ÖØ-ÞŒ«“])")
_PLAIN = 0.3  # link share below which a line of a page is no teaser
_SHORTEST_STANDFIRST = 12  # words
_SHORTEST_FACT = 6  # words of a line between title and text that says something: 'La ministre annonce un plan d'aide'
_MISLEADING = frozenset({"advertising", "paywall", "byline", "read_also"})
_OPENING = 4  # running text among the first lines of a text is a standfirst, wherever its title is
_LONGER_WORD, _RECURRING = 5, 0.4  # letters of a word that tells a subject; share of a line's such words that return
_SITE_PLACES = frozenset({"navigation", "footer"})  # containers that make a menu's entry of the head of a list
_SHORTEST_DATELINE = 4  # words; a shorter one could be the subheading of a chronology
_SHORTEST_KICKER, _LONGEST_SLOGAN = 3, 16  # words of a line above the title
_ROWS = frozenset({"navigation.bar", "navigation.site_words", "navigation.menu_run"})
_TAGS_NEAR, _LEAST_TAGS = 8, 2  # lines below the text; entries
_SIGNS = re.compile(r"[|>›»/\d]")
_LINKED = 0.5  # link share from which a line's worth for the body falls


def read_lines(lines: Sequence[Line], book: RuleBook, declared: Declared) -> Reading:
    """Match every line, find the zones and the title, and decide."""
    matches = [choose(line.look, find_matches(book, line.look)) for line in lines]
    signs: list[Sign | None] = find_signs(lines, book) if any(line.block for line in lines) else [None] * len(lines)
    worths = [_worth(line, match, sign) for line, match, sign in zip(lines, matches, signs, strict=True)]
    zones = find_zones(lines, matches, worths)
    title = find_title(lines, matches, zones, declared)
    body = [n for n in range(zones.body, zones.tail) if n != title]
    real = [n for n in body if lines[n].is_prose and matches[n] is None and signs[n] is None]
    reading = Reading(
        lines=lines,
        matches=matches,
        signs=signs,
        zones=zones,
        title=title,
        verdicts=[None] * len(lines),
        first_prose=min(real, default=0),
        second_prose=real[1] if len(real) > 1 else 0,
        last_prose=max(real, default=len(lines) - 1),
    )
    for run_pass in (
        _cut_worded,
        _cut_signs,
        _cut_posts,
        cut_titles,
        cut_boxes,
        cut_rest,
        _cut_margins,
        _cut_bare_runs,
        _cut_prompts,
        cut_among_debris,
        cut_signatures,
    ):
        run_pass(reading)
    cut_prompt_sentences(reading, book)
    cut_bare_tail(reading)
    return reading


def _worth(line: Line, match: Match | None, sign: Sign | None) -> float:
    worth = line_worth(line, match)
    if sign is not None:
        return min(worth, -4.0)
    return min(worth, -3.0) if line.link_share > _LINKED else worth


def choose(look: Look, matches: Sequence[Match]) -> Match | None:
    """Return the match that may act on a line: a sentence with a finite verb resists rules that do not allow one."""
    ending: Match | None = None  # a rule for the end of a line that takes all of it: any other rule says more
    for match in matches:
        if match.is_partial and match.start == 0:
            ending = ending or match
        elif match.rule.finite_verb or match.is_partial or not look.has_verb:
            return match
    return ending


def _cut_worded(reading: Reading) -> None:
    """Cut the lines whose wording a rule knows, where they stand in a place the rule allows."""
    for number, match in enumerate(reading.matches):
        if match is None or number == reading.title or not _is_allowed(reading, number, match):
            continue
        sign = reading.signs[number]
        if sign is not None and sign.category in _SITE_PLACES and match.rule.takes == "rest":
            reading.verdicts[number] = Verdict(sign.category, sign.rule)
            continue
        if sign is None and number > reading.last_prose and _is_row_of_tags(reading, number, match):
            reading.verdicts[number] = Verdict("hashtag", "structure.tags")
            continue
        part = match.is_partial
        reading.verdicts[number] = Verdict(
            match.rule.category, match.rule.id, match.start if part else None, match.end if part else None
        )


def _is_row_of_tags(reading: Reading, number: int, match: Match) -> bool:
    """Tell whether a row of entries right below the text names its subjects: words of the text, and no menu's signs."""
    line = reading.lines[number]
    if match.rule.id not in _ROWS or number > reading.last_prose + _TAGS_NEAR or _SIGNS.search(line.text):
        return False
    return len(entries(line.text)) >= _LEAST_TAGS and _recurs(reading, line)


def _is_allowed(reading: Reading, number: int, match: Match) -> bool:
    is_head, is_tail = number < reading.first_prose, number > reading.last_prose
    if match.is_partial:
        is_tail = number >= reading.last_prose
    if match.rule.category == "byline" and reading.lines[number].count >= _SHORTEST_DATELINE:  # below a standfirst
        is_head = is_head or number < reading.second_prose
    match match.rule.position:
        case "any":
            return True
        case "head":
            return is_head
        case "tail":
            return is_tail
        case "margin":
            return is_head or is_tail
        case "body":
            return not is_head and not is_tail
        case "below":
            return not is_head


def _cut_signs(reading: Reading) -> None:
    """Cut the lines whose containers say that they are no article."""
    for number, sign in enumerate(reading.signs):
        if sign is not None and reading.is_free(number) and not _is_standfirst(reading, number, sign):
            reading.verdicts[number] = Verdict(sign.category, sign.rule)


def _is_standfirst(reading: Reading, number: int, sign: Sign) -> bool:
    """Tell whether a line is running text between title and body, in a container whose name misleads ('promo')."""
    line = reading.lines[number]
    if reading.title is None or not reading.title < number <= reading.first_prose or not line.is_prose:
        return False
    return sign.category in _MISLEADING and line.count >= _SHORTEST_STANDFIRST and line.link_share < _PLAIN


def _cut_posts(reading: Reading) -> None:
    """Cut the lines of an embedded post above the signature that was found."""
    for number, verdict in enumerate(reading.verdicts):
        if verdict is None or verdict.rule != "embed.post_signature":
            continue
        for above in range(number - 1, max(-1, number - 1 - _POST_LINES), -1):
            line = reading.lines[above]
            if not reading.is_free(above) or not _reads_as_post(line):
                break
            reading.verdicts[above] = Verdict("embed", "structure.post_text")


def _reads_as_post(line: Line) -> bool:
    marks = any(sign in line.text for sign in ("#", "@", "pic.twitter", "t.co/", "https://"))
    return marks and line.count <= 70


def _cut_margins(reading: Reading) -> None:
    """Cut what stands above the title and below the body of a whole page."""
    top = reading.title if reading.title is not None and reading.title < reading.zones.body else reading.zones.body
    if not reading.zones.is_page:
        for number in range(top):
            if reading.is_free(number) and _is_above_title(reading, number):
                category = category_of(reading.lines[number], "navigation")
                reading.verdicts[number] = Verdict(category, "structure.above_title")
        return
    for number, line in enumerate(reading.lines):
        if not reading.is_free(number) or reading.zones.body <= number < reading.zones.tail:
            continue
        if reading.title is not None and line.key == reading.lines[reading.title].key:
            reading.verdicts[number] = Verdict("duplicate", "duplicate.line")
        elif number < top:
            if not (number < _OPENING and line.is_prose and line.link_share < _PLAIN and _recurs(reading, line)):
                reading.verdicts[number] = Verdict(category_of(line, "navigation"), "structure.above_title")
        elif number < reading.zones.body:
            if not _says_something(line):
                is_name = stands_above_byline(reading, number)
                reading.verdicts[number] = BESIDE_BYLINE if is_name else Verdict("navigation", "structure.below_title")
        else:
            category = category_of(line, "read_also" if line.count >= 5 else "navigation")
            reading.verdicts[number] = Verdict(category, "structure.below_body")


def _says_something(line: Line) -> bool:
    """Tell whether a line between title and text is no button or label: running text, a sentence, a headline."""
    if line.is_prose or line.count >= _SHORTEST_STANDFIRST:
        return True
    return line.has_verb and (bool(line.mark) or line.count >= _SHORTEST_FACT)


def _is_above_title(reading: Reading, number: int) -> bool:
    """Tell whether a line above the title, or above the body of a text without one, is no sentence of the article."""
    line = reading.lines[number]
    if line.count <= _SHORTEST_KICKER:
        return not line.mark
    if is_masthead(reading.lines, reading.matches, number):
        return True
    if reading.title is None or number > reading.title or line.count > _LONGEST_SLOGAN or line.is_prose:
        return False
    return line.mark != "." and not _recurs(reading, line)


def _recurs(reading: Reading, line: Line) -> bool:
    """Tell whether a line speaks of what the body speaks of."""
    body = {word for other in reading.lines[reading.zones.body : reading.zones.tail] for word in other.key}
    longer = {word for word in line.key if len(word) >= _LONGER_WORD}
    return bool(longer) and len(longer & body) >= _RECURRING * len(longer)


def _cut_bare_runs(reading: Reading) -> None:
    """Cut headlines of other articles that stand alone: beside a pointer, or where no text of their own follows."""
    for number, line in enumerate(reading.lines):
        if not reading.is_free(number) or not line.is_headline or number < reading.first_prose or line.is_glued:
            continue
        following = next((n for n in range(number + 1, len(reading.lines)) if reading.verdicts[n] is None), None)
        if following is None and number > 0 and number >= reading.last_prose:
            reading.verdicts[number] = Verdict(category_of(line, "read_also"), "structure.headline_at_end")
        elif following is not None and _beside_pointer(reading, number) and reading.lines[following].is_bare:
            reading.verdicts[number] = Verdict("read_also", "structure.headline_beside_pointer")


def _beside_pointer(reading: Reading, number: int) -> bool:
    near = [reading.verdicts[n] for n in (number - 1, number + 1) if 0 <= n < len(reading.lines)]
    return any(verdict is not None and verdict.category == "read_also" for verdict in near)


def _cut_prompts(reading: Reading) -> None:
    """Cut the questions that lead up to a prompt to the reader: glued to it, or to the reader and right above it."""
    for number, verdict in enumerate(reading.verdicts):
        if verdict is None or verdict.category != "reader_prompt":
            continue
        above = number - 1
        while above >= 0 and reading.is_free(above) and _leads_up(reading, above):
            reading.verdicts[above] = Verdict("reader_prompt", "structure.question_before_prompt")
            above -= 1


def _leads_up(reading: Reading, number: int) -> bool:
    """Tell whether a line is a question that belongs to the prompt below it."""
    line = reading.lines[number]
    if line.mark != "?" or line.count > _LONGEST_QUESTION:
        return False
    return reading.lines[number + 1].is_glued or (number >= reading.last_prose and not _READER.isdisjoint(line.key))


def cut_prompt_sentences(reading: Reading, book: RuleBook) -> None:
    """Cut the prompts to the reader that stand behind the last sentence on the same line."""
    number = next((n for n in range(len(reading.lines) - 1, -1, -1) if reading.verdicts[n] is None), None)
    if number is None or number == reading.title:
        return
    text = reading.lines[number].text
    starts = [0, *(match.end() for match in _SENTENCE_GAP.finditer(text))]
    found: Verdict | None = None
    for start, end in zip(reversed(starts), reversed([*starts[1:], len(text)]), strict=True):
        prompt = _find_prompt(book, text[start:end].strip())
        if prompt is None:
            break
        found = Verdict("reader_prompt", prompt, start, len(text))
    if found is not None:
        reading.verdicts[number] = found


def _find_prompt(book: RuleBook, sentence: str) -> str | None:
    """Return the id of the rule by which a sentence is a prompt to the reader."""
    matches = find_matches(book, look_at(sentence))
    return next((match.rule.id for match in matches if match.rule.category == "reader_prompt"), None)
