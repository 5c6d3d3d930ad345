"""Whether the clause of a date looks back or ahead: 'lundi' is the last one after a past tense, else the next one.

Reads a parsed sentence; decides nothing when the parse says nothing.
"""

from __future__ import annotations

from typing import Any

from depeche.language.dates.expression import Direction
from depeche.language.dates.lexicon import table
from depeche.language.dates.wordings import pattern, words
from depeche.language.figures.folding import folded
from depeche.language.quotes.reporting import stance_of

_CLIMB = 12


def direction(sentence: Any, start: int, end: int, *, is_weekday: bool = False) -> Direction | None:
    """Return where the verb that governs a stretch of a parsed sentence looks; offsets into the sentence.

    What stands directly before the date ('d'ici', 'prévu', 'depuis') goes before any tense. A present tense says
    nothing, save beside a weekday: 'le comité se réunit mardi' looks ahead, 'dit-il mardi' does not.
    """
    text = folded(sentence.text)
    nearest = _directly_before(text, start)
    if nearest is not None:
        return nearest
    tokens = [token for token in sentence if token.idx < end and start < token.idx + len(token)]
    if not tokens:
        return None
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in inside), tokens[0])
    clause, found = _governing(head, inside)
    if found is None and pattern("announcing").search(text[max(0, start - 60) : end + 40]):
        return "future"
    if found is None and is_weekday and _is_present(clause) and stance_of(clause.lemma_) is None:
        return "future"
    return found or _of_sentence(sentence, clause) or _by_ending(text)


def _directly_before(text: str, start: int) -> Direction | None:
    match = pattern("directly_before").search(text, max(0, start - 30), start)
    if match is None:
        return None
    return "future" if match["future"] else "past"


def _governing(head: Any, inside: set[int]) -> tuple[Any, Direction | None]:
    """Climb from a date to the first verb that has a tense; return where the climb ended and what the verb says."""
    clause = head
    for _ in range(_CLIMB):
        if clause.pos_ in ("VERB", "AUX") or (clause.i not in inside and _auxiliaries(clause)):
            found = _of_clause(clause)
            if found is None and clause.i == head.i and _is_purpose(clause):
                found = "future"
            if found is not None or not _is_finite_clause(clause):
                return clause, found
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return clause, None


def _is_purpose(verb: Any) -> bool:
    """Whether an infinitive stands under a present tense: 'il reste à voter lundi'."""
    is_infinitive = "Inf" in verb.morph.get("VerbForm") and verb.head.i != verb.i
    return is_infinitive and _is_present(verb.head) and stance_of(verb.head.lemma_) is None


def _by_ending(text: str) -> Direction | None:
    """Return 'future' where a sentence that no parser reads (all capitals) has a word with a future ending."""
    return "future" if pattern("future").search(text) else None


def _auxiliaries(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in ("aux:tense", "aux", "aux:pass", "cop")]


def _is_finite_clause(token: Any) -> bool:
    return "Fin" in token.morph.get("VerbForm") or bool(_auxiliaries(token))


def _tense(token: Any) -> str:
    """Return the tense of a finite form; future and conditional also where the model took them for another."""
    if "Cnd" in token.morph.get("Mood"):
        return "Cnd"
    tense = next(iter(token.morph.get("Tense")), "") if "Fin" in token.morph.get("VerbForm") else ""
    if token.pos_ in ("VERB", "AUX") and pattern("plain_future").search(token.lower_):
        return "Fut"
    if tense == "Past" and token.lower_ in words("presents_like_pasts"):
        return "Pres"
    if (
        tense == "Imp"
        and pattern("conditional").search(token.lower_)
        and not token.lemma_.endswith(words("conditional_infinitives"))
    ):
        return "Cnd"
    return tense


def _is_present(token: Any) -> bool:
    return _tense(token) == "Pres" and not _auxiliaries(token)


def _of_clause(verb: Any) -> Direction | None:
    """Return where one verb with its auxiliaries looks; a present tense says nothing by itself."""
    auxiliaries = _auxiliaries(verb)
    tenses = [_tense(auxiliary) for auxiliary in auxiliaries] + [_tense(verb)]
    if "Fut" in tenses or any("Sub" in token.morph.get("Mood") for token in (*auxiliaries, verb)):
        return "future"
    is_participle = "Part" in verb.morph.get("VerbForm") and "Past" in verb.morph.get("Tense")
    if _is_condition(verb, tenses):
        return "future"
    if any(t in ("Past", "Imp") for t in tenses):
        return "past"
    if is_participle and any(a.dep_ in ("aux:tense", "aux") and a.lemma_ in words("auxiliaries") for a in auxiliaries):
        return "past"
    if "Cnd" in tenses:
        is_perfect = any(a.lemma_ in words("perfect") or a.dep_ == "aux:tense" for a in auxiliaries)
        return "past" if is_perfect else "future"
    if "Inf" in verb.morph.get("VerbForm") or _is_passive_infinitive(verb, auxiliaries):
        return _of_infinitive(verb)
    if is_participle and not auxiliaries:
        return "past"
    if is_participle and any(a.dep_ == "aux:pass" for a in auxiliaries):
        return None if any(_tense(a) == "Pres" for a in auxiliaries) else "past"
    return None


def _is_condition(verb: Any, tenses: list[str]) -> bool:
    """Whether a verb in the present stands after 'si': 's'il n'arrive pas vendredi'."""
    conditions = (child for child in verb.children if child.lower_ in words("conditions"))
    return "Pres" in tenses and any(child.dep_ in ("mark", "advmod") for child in conditions)


def _is_passive_infinitive(verb: Any, auxiliaries: list[Any]) -> bool:
    """Whether a participle is one with the infinitive 'être': 'devrait être rétablie'."""
    return any("Inf" in a.morph.get("VerbForm") and a.dep_ == "aux:pass" for a in auxiliaries)


def _of_infinitive(verb: Any) -> Direction | None:
    """Return where an infinitive looks: ahead after a verb of will, duty or asking, else as the verb above it.

    One without any verb above it ('ensuite, sortir en mai') is a purpose.
    """
    if any(a.dep_ == "aux:tense" for a in _auxiliaries(verb)):
        return "past"
    if verb.head.i == verb.i:
        return "future"
    head = verb.head
    if any(child.lower_ in words("before") for child in verb.children):
        return None  # 'a alerté la direction avant de démissionner en mai'
    if head.lemma_ in words("recent") and any(child.lower_ in words("recent_link") for child in verb.children):
        return "past"
    return "future" if folded(head.lemma_) in table("ahead_governors") else None


def _of_sentence(sentence: Any, clause: Any) -> Direction | None:
    """Return where the main verb of the sentence looks, for a date in a clause without a tense of its own."""
    for token in sentence:
        if token.head.i == token.i and token.i != clause.i:
            return _of_clause(token)
    return None
