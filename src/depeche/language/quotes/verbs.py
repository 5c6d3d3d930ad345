"""Reporting verbs where they stand: simple and compound forms, inverted pronouns, pronominal verbs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from depeche.language.inflection import conjugate
from depeche.language.parse import Token
from depeche.language.quotes.reporting import ReportingForm, Stance, forms, read_form
from depeche.language.quotes.wordings import glued, pattern, words
from depeche.language.reading import Reading
from depeche.words import read_words

_WORD = re.compile(r"[a-zà-ÿœ]+(?:-[a-zà-ÿœ]+)*", re.IGNORECASE)
_BETWEEN = 5  # words between auxiliary and participle


class Said(NamedTuple):
    """A reporting verb in a text, with its auxiliary; `at` is the word that carries the meaning (the participle)."""

    start: int
    end: int
    at: int
    lemma: str
    stance: Stance
    is_conditional: bool
    is_finite: bool
    pronoun: str | None  # inverted: 'a-t-il dit'
    is_future: bool = False


@cache
def cues(name: str) -> frozenset[str]:
    """Return a list of cues.yml."""
    lists = read_words("language/quotes", "cues")
    return frozenset(str(word).lower() for word in lists[name])


@cache
def _auxiliaries() -> dict[str, bool]:
    """Return the finite forms of 'avoir' and 'être', and whether they are conditional."""
    found: dict[str, bool] = {}
    for verb in words("auxiliaries"):
        for form in conjugate(verb):
            if form.person == 3:
                found[form.form] = form.tense == "conditional"
    return found


def find_said(reading: Reading, start: int, end: int) -> list[Said]:
    """Return the reporting verbs of a stretch in order; nouns that look like verbs are left out."""
    found: list[Said] = []
    tokens = list(_WORD.finditer(reading.view, start, end))
    auxiliaries, reporting = _auxiliaries(), forms()
    for index, token in enumerate(tokens):
        word = token.group()
        inverted = pattern("inverted").fullmatch(word) if "-" in word else None
        word = (inverted["verb"] if inverted else word).lower()
        if word not in auxiliaries and word not in reporting and word not in cues("leading_verbs"):
            continue
        pronoun = inverted["pronoun"].lower() if inverted else None
        if word in auxiliaries:
            said = _compound(reading, tokens, index, word, pronoun, end) or _led(reading, tokens, index, word, pronoun)
        elif word in reporting:
            said = _simple(reading, token, word, pronoun, end) or _joined(reading, token)
        else:
            said = _led(reading, tokens, index, word, pronoun)
        if said is not None and (not found or said.at != found[-1].at):
            found.append(said)
    return found


def _compound(
    reading: Reading, tokens: list[re.Match[str]], index: int, word: str, pronoun: str | None, end: int
) -> Said | None:
    """Read an auxiliary and the participle after it: 'a-t-il écrit', 'aurait déclaré', 's'est félicité'."""
    is_etre = word in words("forms_of_etre")
    for other in tokens[index + 1 : index + 1 + _BETWEEN]:
        between = reading.view[tokens[index].end() : other.start()]
        if any(f" {participle} " in f" {between} ".lower() for participle in words("passive")):
            return None
        if any(mark in between for mark in ".;:!?") or between.count(",") % 2:
            return None
        reflexive = _is_reflexive(reading, tokens[index].start())
        form = read_form(other.group(), reading.view[other.end() : min(end, other.end() + 24)], is_reflexive=reflexive)
        if form is not None and not form.tail and form.tense != "participle":
            form = _participle(other.group(), is_reflexive=reflexive)
        if form is None or (form.tense != "participle" and not form.tail):
            continue
        if is_etre != reflexive and (is_etre or form.is_pronominal):
            return None  # passive, or 'a présenté' where only 'se présenter' reports
        stop = other.end() + (len(form.tail) + 1 if form.tail else 0)
        conditional = _auxiliaries()[word]
        start = tokens[index].start() - (2 if reflexive and word[0] in "aeéê" else 3 if reflexive else 0)
        return Said(start, stop, other.start(), form.lemma, form.stance, conditional, True, pronoun)
    return None


def _led(reading: Reading, tokens: list[re.Match[str]], index: int, word: str, pronoun: str | None) -> Said | None:
    """Read a verb that leads to one of saying: 's'est-il borné à écrire', 'tient à préciser', 'a préféré souligner'."""
    led: re.Match[str] | None = tokens[index]
    if word in _auxiliaries():
        near = tokens[index + 1 : index + 1 + _BETWEEN]
        led = next((token for token in near if token.group().lower() in cues("leading_participles")), None)
    if led is None:
        return None
    saying = pattern("saying").match(reading.view, led.end())
    form = next((f for f in forms().get(saying["verb"], ()) if f.tense == "infinitive"), None) if saying else None
    between = reading.view[tokens[index].end() : led.start()]
    if saying is None or form is None or set(between) & set(".,;:!?"):
        return None
    conditional = _auxiliaries().get(word, False)
    return Said(tokens[index].start(), saying.end(), led.start(), form.lemma, form.stance, conditional, True, pronoun)


def _joined(reading: Reading, token: re.Match[str]) -> Said | None:
    """Read a participle that shares the auxiliary of the verb before it: 'a accusé le club de mentir, et promis «'."""
    form = _participle(token.group(), is_reflexive=False)
    parsed = parsed_token(reading, token.start())
    if form is None or form.is_pronominal or parsed is None or parsed.dep_ != "conj":
        return None
    if not pattern("joint_before").search(reading.view[max(0, token.start() - 20) : token.start()]):
        return None
    if not any(child.dep_ == "aux:tense" for child in parsed.head.children):
        return None
    return Said(token.start(), token.end(), token.start(), form.lemma, form.stance, False, True, None)


def _is_reflexive(reading: Reading, start: int) -> bool:
    return reading.view[max(0, start - 3) : start].lower().endswith(glued("reflexive"))


def _participle(word: str, *, is_reflexive: bool) -> ReportingForm | None:
    """Return the reading of a form as participle: 'dit' and 'écrit' are present and participle alike."""
    readings = [r for r in forms().get(word.lower(), ()) if r.tense == "participle" and not r.tail]
    return min(readings, key=lambda r: r.is_pronominal != is_reflexive, default=None)


def _simple(reading: Reading, token: re.Match[str], word: str, pronoun: str | None, end: int) -> Said | None:
    reflexive = _is_reflexive(reading, token.start())
    form = read_form(word, reading.view[token.end() : min(end, token.end() + 24)], is_reflexive=reflexive)
    if form is None or form.tense in ("participle", "infinitive"):
        return None
    if form.is_pronominal != reflexive and form.lemma not in words("plain_when_reflexive"):
        return None
    if reading.view[token.start() - 1 : token.start()] == "[":
        return None  # a note
    if pronoun is None and (form.person in (1, 2) or not _is_verb(reading, token, word)):
        return None
    finite = form.tense != "gerund"
    stop = token.end() + (len(form.tail) + 1 if form.tail else 0)
    return Said(
        token.start(),
        stop,
        token.start(),
        form.lemma,
        form.stance,
        form.tense == "conditional",
        finite,
        pronoun,
        form.tense == "future",
    )


def _is_verb(reading: Reading, token: re.Match[str], word: str) -> bool:
    """Whether a form is a verb where it stands: not after a determiner, and not a noun for the parser."""
    if pattern("after_mark").search(reading.view[max(0, token.start() - 6) : token.start()]):
        return True  # '», alerte Anne Roy': the parser takes it for a noun
    before = re.search(r"([a-zà-ÿœ]+)(?:'| +)$", reading.view[max(0, token.start() - 16) : token.start()].lower())
    if before and before[1] in words("before_gerund") and word.endswith(words("gerund_endings")):
        return True  # 'tout en prévenant que'
    if before and before[1] in cues("determiners") and before[1] not in words("article_or_pronoun"):
        return False
    if before and before[1] in words("article_or_pronoun"):
        parsed = parsed_token(reading, token.start())
        return parsed is not None and parsed.pos_ in ("VERB", "AUX")
    if token.group()[:1].isupper() and token.start() > 0 and reading.view[token.start() - 1] not in '«"“ \n':
        return False
    parsed = parsed_token(reading, token.start())
    return parsed is None or parsed.pos_ not in ("NOUN", "PROPN", "ADP", "DET") or parsed.dep_ in ("ROOT", "ccomp")


def without_clitics(lead: str) -> str:
    """Return what stands before a verb without the small words that belong to it: 'se', 'l'', 'lui'."""
    return pattern("clitics_before").sub("", lead).rstrip()


def parsed_token(reading: Reading, offset: int) -> Token | None:
    """Return the parsed token that holds an offset of the text, None where there is no parse."""
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    parse = reading.parses.get(sentence.sentence_index)
    if parse is None:
        return None
    return parse.at(offset - sentence.start)
