"""What is gathered on the way from a trigger to its main clause, and the order in which the values of realis weaken."""

from __future__ import annotations

from dataclasses import dataclass, field

from depeche.language.events.factuality.wordlists import Effect
from depeche.language.events.scene import Scene
from depeche.model import Cue, Realis

WEAKENING: tuple[Realis, ...] = (
    "ACTUAL",
    "UNCONFIRMED",
    "PLANNED",
    "ATTEMPTED",
    "THREATENED",
    "REQUESTED",
    "POSSIBLE",
    "HYPOTHETICAL",
    "QUESTION",
    "GENERIC",
)
_KINDS = {
    "UNCONFIRMED": "rumour", "PLANNED": "plan", "ATTEMPTED": "attempt", "THREATENED": "threat", "REQUESTED": "request",
    "POSSIBLE": "possibility", "HYPOTHETICAL": "condition", "QUESTION": "question", "GENERIC": "generic",
}  # fmt: skip
_INTENTIONS = frozenset(("governor.plan", "governor.PLANNED", "governor.threat", "governor.THREATENED"))


@dataclass
class Walk:
    """The state of a walk: the weakest value so far, polarity, cues, the verbs of reports and asking, the nodes."""

    scene: Scene
    realis: Realis = "ACTUAL"
    is_negative: bool = False
    is_stopped: bool = False
    shares_purpose: bool = False  # what something is done for is as sure as what is done; else it is a plan
    opens_later: bool = False  # a date of the clause may be that of what is asked or threatened
    is_process: bool = False  # it goes on until it ends: talks that fail were held
    is_filed: bool = False  # it was handed in: what is turned down was asked all the same
    covered: range = range(0)  # the tokens of the trigger: a negation inside it belongs to its sense
    cues: list[Cue] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)
    askers: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)

    def weaken(self, realis: Realis, index: int, rule: str) -> None:
        """Cap the realis by a cue."""
        if WEAKENING.index(realis) > WEAKENING.index(self.realis):
            self.realis = realis
        self.note(index, _KINDS.get(realis, "certain"), rule)

    def negate(self, indices: tuple[int, ...], rule: str) -> None:
        """Turn the polarity round."""
        self.is_negative = not self.is_negative
        for index in indices:
            self.note(index, "negation", rule)

    def apply(self, effect: Effect, index: int) -> None:
        """Apply what a governor does to its complement."""
        if effect.resets and not (effect.name == "deny" and self._is_intended()):
            self.realis = "ACTUAL"
        if effect.is_negative:
            is_undone = self.is_negative and any(cue.rule.startswith("governor.") for cue in self.cues)
            self.negate((index,), f"governor.{effect.name}")
            if is_undone:
                self.weaken("POSSIBLE", index, "governor.open")  # 'refuse d'écarter une vente'
        if effect.realis is not None:
            self.weaken(effect.realis, index, f"governor.{effect.name}")
        if effect.is_report:
            self.reports.append(index)
        if effect.asks:
            self.askers.append(index)
        if effect.is_true:
            self.note(index, "certain", f"governor.{effect.name}")
            self.is_stopped = True

    def _is_intended(self) -> bool:
        """Tell whether a plan or a threat governs the event: 'dément vouloir vendre' denies the plan."""
        return any(cue.rule in _INTENTIONS for cue in self.cues)

    def note(self, index: int, kind: str, rule: str) -> None:
        """Keep the span of a cue."""
        start, end = self.scene.start(index), self.scene.end(index)
        cue = Cue(start, end, self.scene.reading.text[start:end], kind, rule)
        if cue not in self.cues:
            self.cues.append(cue)
