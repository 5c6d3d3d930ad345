"""One sentence made ready for the event rules: words, parse, names, and the groups that can take part in an event.

Here: what stands where. Not here: what it means for an event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from depeche.language.events.grammar import compound_places, places, word_set
from depeche.language.events.kinds import kinds, kinds_by_form
from depeche.language.events.topic import Topic
from depeche.language.reading import Reading
from depeche.model import Mention, Sentence

Answer = TypeVar("Answer")

_LABEL_KIND = {"PER": "person", "ORG": "org", "PROD": "product", "LOC": "place", "MISC": "thing"}


class Nominal(NamedTuple):
    """A nominal group: token indices (end exclusive), kind, the name in it, the place that its preposition gives."""

    head: int
    start: int
    end: int
    kind: str
    mention: Mention | None
    place: str  # subject-like groups without a preposition have ""
    noun: str  # the head noun in the singular, "" for names and pronouns


@dataclass(frozen=True)
class Scene:
    """A sentence with its parse; indices are those of the tokens. `answers` are those of `remembered` functions.

    `doc` is the tuple of its tokens. `topic` is that of the text, one for all its sentences.
    """

    reading: Reading
    sentence: Sentence
    doc: Any
    topic: Topic
    lower: tuple[str, ...] = field(init=False)
    starts: tuple[int, ...] = field(init=False, repr=False)
    ends: tuple[int, ...] = field(init=False, repr=False)
    answers: defaultdict[Any, dict[Any, Any]] = field(
        init=False, repr=False, compare=False, default_factory=lambda: defaultdict(dict)
    )

    def __post_init__(self) -> None:
        tokens = tuple(self.doc)
        words = [token.text for token in tokens]
        starts = tuple(self.sentence.start + token.idx for token in tokens)
        object.__setattr__(self, "doc", tokens)
        object.__setattr__(self, "lower", tuple(word.lower() for word in words))
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "ends", tuple(at + len(word) for at, word in zip(starts, words, strict=True)))

    def start(self, index: int) -> int:
        """Return where a token starts in the text."""
        return self.starts[index]

    def end(self, index: int) -> int:
        """Return where a token ends in the text."""
        return self.ends[index]

    def word(self, index: int) -> str:
        """Return a word in lower case; "" outside of the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def places(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Return the tokens at which some words stand in a row."""
        known: dict[tuple[str, ...], tuple[int, ...]] = self.answers[Scene.places]
        if words not in known:
            last = len(self.lower) - len(words) if words[0] in self.lower else -1
            known[words] = tuple(at for at in range(last + 1) if self.lower[at : at + len(words)] == words)
        return known[words]

    def other(self, sentence_index: int) -> Scene | None:
        """Return the scene of another sentence of the text, or None where it was not parsed."""
        return build_scene(self.reading, self.reading.sentences[sentence_index], self.topic)

    @cached_property
    def names(self) -> tuple[Nominal, ...]:
        """The names of the sentence, in order."""
        found = []
        for mention in self.reading.mentions_in(self.sentence.start, self.sentence.end):
            covered = [i for i, at in enumerate(self.starts) if at < mention.end and self.ends[i] > mention.start]
            if not covered:
                continue
            head = next((i for i in covered if self.doc[i].head.i not in covered), covered[0])
            kind = _LABEL_KIND[mention.label]
            found.append(Nominal(head, covered[0], covered[-1] + 1, kind, mention, self._place(covered[0]), ""))
        return tuple(found)

    @cached_property
    def nominals(self) -> tuple[Nominal, ...]:
        """Names, nouns and personal pronouns, in order."""
        taken = {i for name in self.names for i in range(name.start, name.end)}
        taken |= {i - 1 for i in taken if i - 1 not in taken and self.word(i - 1) in word_set("civilities")}
        found = list(self.names)
        for token in self.doc:
            if token.i in taken:
                continue
            if self._is_latter(token.i):
                found.append(Nominal(token.i, token.i - 1, token.i + 1, "pronoun", None, self._place(token.i - 1), ""))
            elif self.lower[token.i] == "personne" and (token.i == 0 or self.doc[token.i - 1].pos_ != "DET"):
                found.append(Nominal(token.i, token.i, token.i + 1, "pronoun", None, self._place(token.i), ""))
            elif self.is_noun(token.i) and not self.is_pronoun(token.i):
                start = self._group_start(token.i)
                kind, noun = self.noun_kind(token.i)
                if kind != "time" and not self._is_dated(token.i):
                    found.append(Nominal(token.i, start, token.i + 1, kind, None, self._place(start), noun))
            elif self.is_pronoun(token.i):
                found.append(Nominal(token.i, token.i, token.i + 1, "pronoun", None, self._place(token.i), ""))
        return _join_shares(sorted(found, key=lambda nominal: nominal.start), self.lower)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The tokens that lie in expressions of time."""
        here = [d for d in self.reading.dates if self.sentence.start <= d.start < self.sentence.end]
        if not here:
            return frozenset()
        return frozenset(t.i for t in self.doc if any(d.start <= self.start(t.i) < d.end for d in here))

    def _is_dated(self, index: int) -> bool:
        return index in self.dated

    def _is_latter(self, index: int) -> bool:
        """Tell whether a token is 'dernier' in 'ce dernier', without a noun."""
        if self.lower[index] not in word_set("latter") or self.word(index - 1) not in word_set("before_latter"):
            return False
        return index + 1 >= len(self.doc) or self.doc[index + 1].pos_ not in ("NOUN", "PROPN", "ADJ")

    def _is_aside(self, index: int) -> bool:
        """Tell whether a noun only turns from one to another: 'pour sa part', 'de son côté', 'à son tour'."""
        preposition, noun = self.word(index - 2), self.lower[index]
        return self.word(index - 1) in word_set("POSS") and f"{preposition} {noun}" in word_set("asides")

    def is_noun(self, index: int) -> bool:
        """Tell whether a token is a noun outside of names."""
        token = self.doc[index]
        if self._is_aside(index):
            return False
        if self.is_misread_noun(index):
            return True
        if token.pos_ not in ("NOUN", "PROPN", "NUM") and not (
            token.pos_ == "ADJ" and self.lower[index] in kinds_by_form() and self._after_determiner(index)
        ):
            return False
        return bool(token.pos_ != "NUM" and (token.text[:1].isalpha() or token.text == "%"))

    def is_misread_noun(self, index: int) -> bool:
        """Tell whether the tagger took a noun after its article for a verb ('rejette l'offre de X')."""
        if self.word(index - 1) not in word_set("before_misread_nouns"):
            return False
        token = self.doc[index]
        return bool(token.pos_ == "VERB" and token.dep_ in ("obj", "nsubj", "nsubj:pass", "obl:arg", "nmod"))

    def is_pronoun(self, index: int) -> bool:
        """Tell whether a token is a personal pronoun (not an article)."""
        token = self.doc[index]
        if self.lower[index] in word_set("first_halves") and self._is_before_ci(index):
            return True
        if self.lower[index] not in word_set("pronouns"):
            return False
        if self.lower[index] in word_set("articles_or_pronouns"):
            return (
                token.dep_ not in ("det", "case")
                and index + 1 < len(self.doc)
                and self.doc[index + 1].pos_ in ("VERB", "AUX")
            )
        return True

    def has_copula(self, index: int) -> bool:
        """Tell whether a noun or adjective is a predicate ('est candidat')."""
        return any(child.dep_ == "cop" for child in self.doc[index].children)

    def _is_before_ci(self, index: int) -> bool:
        return self.word(index + 1) == "-ci" or self.lower[index + 1 : index + 3] == ("-", "ci")

    def noun_kind(self, index: int) -> tuple[str, str]:
        """Return the kind of a common noun and its singular; 'thing' for nouns of no known kind."""
        word = self.lower[index]
        if self.doc[index].pos_ == "PROPN" and self.doc[index].text[:1].isupper():
            return "name", ""
        readings = kinds_by_form().get(word) or self._without_prefix(word)
        for kind in ("time", "person", "people", "body", "org", "product", "post", "money", "jobs", "measure"):
            for found, noun in readings:
                if found == kind:
                    return kind, noun
        if word in word_set("percent"):
            return "money", word
        return "thing", word

    @staticmethod
    def _without_prefix(word: str) -> tuple[tuple[str, str], ...]:
        """Return the readings of a person noun behind a prefix of rank or time ('ex-édile', 'haut-commissaire')."""
        prefix, hyphen, noun = word.partition("-")
        if not hyphen or prefix not in word_set("prefixes_of_persons"):
            return ()
        return tuple((kind, word) for kind, _ in kinds_by_form().get(noun, ()) if kind in ("person", "people"))

    def _may_be_company(self, nominal: Nominal, mention: Mention) -> bool:
        """Tell whether a name is one unknown word, for which the recogniser often takes companies."""
        linked = self.reading.entities.get(mention.entity_id or "")
        is_unknown = linked is None or (linked.wikidata_id is None and " " not in linked.name)
        return is_unknown and nominal.end - nominal.start == 1 and nominal.kind in ("person", "product")

    def kinds_of(self, nominal: Nominal) -> frozenset[str]:
        """Return every kind that a nominal may be read as ('salariés': people and jobs)."""
        if nominal.mention is not None and self._may_be_company(nominal, nominal.mention):
            return frozenset((nominal.kind, "org"))
        if nominal.mention is not None and self.lower[nominal.start] in kinds()["body_names"]:
            return frozenset((nominal.kind, "body"))
        if nominal.mention is not None or nominal.kind == "pronoun":
            return frozenset((nominal.kind,))
        if nominal.kind == "name":  # a name that was not recognised may be anything
            return frozenset(("person", "org", "product", "thing"))
        readings = {kind for kind, _ in kinds_by_form().get(self.lower[nominal.head], ())}
        if nominal.noun in kinds()["inside_org"]:
            readings.add("insider")
        return frozenset(readings | {nominal.kind})

    def _after_determiner(self, index: int) -> bool:
        return self.word(index - 1) in word_set("determiners")

    def _group_start(self, index: int) -> int:
        start = index
        while start > 0 and (
            (self.doc[start - 1].pos_ in ("DET", "NUM", "ADJ") and self.lower[start - 1] not in word_set("au_aux"))
            or self.lower[start - 1] in word_set("determiners")
        ):
            if self.lower[start - 1] in word_set("du_des") and self.doc[start - 1].pos_ == "ADP":
                break
            start -= 1
            if start < index - 4:
                break
        return start

    def _place(self, start: int) -> str:
        """Return the place that the words before a group give it."""
        index = start - 1
        steps = 0
        while index >= 0 and steps < 4:
            word = self.lower[index]
            if word in word_set("du_des") and self.doc[index].pos_ == "DET":
                return ""
            if word in places():
                return self._compound(index)
            if (
                word in word_set("determiners")
                or self.doc[index].pos_ in ("DET", "NUM")
                or (self.doc[index].pos_ == "ADJ" and steps < 2)
            ):
                index -= 1
                steps += 1
                continue
            return self._place_of_title(index)
        return ""

    def _compound(self, index: int) -> str:
        word, before = self.lower[index], self.word(index - 1)
        counts = self.doc[index + 1].pos_ == "NUM" or self.lower[index + 1][:1].isdigit()
        if word == "entre" and counts:
            return ""  # 'entre 300 et 400 postes'
        if word in word_set("de") and before in word_set("approximators"):
            return self._place(index - 1)  # 'plus de 300 postes'
        return compound_places().get(before) or places()[word]

    def _place_of_title(self, index: int) -> str:
        """Return the place of the role noun that a name follows ('par le patron Paul Amiot')."""
        if self.doc[index].pos_ == "NOUN" and self.noun_kind(index)[0] in ("person", "org"):
            return self._place(index)
        return ""


def remembered(find: Callable[[Scene, int], Answer]) -> Callable[[Scene, int], Answer]:
    """Let what is asked of a token again and again be worked out once; the scene keeps the answers."""

    @wraps(find)
    def recall(scene: Scene, index: int) -> Answer:
        known: dict[int, Answer] = scene.answers[find]
        if index not in known:
            known[index] = find(scene, index)
        return known[index]

    return recall


def _join_shares(nominals: list[Nominal], words: tuple[str, ...]) -> tuple[Nominal, ...]:
    """Join a share with what it is a share of: 'la moitié de ses effectifs' is one group, headed by 'effectifs'."""
    joined: list[Nominal] = []
    for nominal in nominals:
        share = joined[-1] if joined else None
        if (
            share is not None
            and share.mention is None
            and words[share.head].removesuffix("s") in kinds()["partitive"]
            and nominal.place == "of"
            and nominal.start - share.end <= 2
            and nominal.kind != "time"
        ):
            joined[-1] = nominal._replace(start=share.start, place=share.place)
        else:
            joined.append(nominal)
    return tuple(joined)


def build_scene(reading: Reading, sentence: Sentence, topic: Topic) -> Scene | None:
    """Return the scene of a sentence, or None where it was not parsed; a text's topic keeps those made."""
    if sentence.sentence_index not in topic.scenes:
        doc = reading.parses.get(sentence.sentence_index)
        scene = Scene(reading, sentence, doc, topic) if doc is not None and len(doc) else None
        topic.scenes[sentence.sentence_index] = scene
    return topic.scenes[sentence.sentence_index]


def scenes(reading: Reading) -> Iterator[Scene]:
    """Yield the scenes of the sentences that were parsed, in order."""
    topic = Topic(reading)
    for sentence in reading.sentences:
        scene = build_scene(reading, sentence, topic)
        if scene is not None:
            yield scene
