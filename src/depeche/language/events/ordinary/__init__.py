"""Events outside the ontology, for `depeche annotate`: every verb, and the nouns and adjectives that evoke an event.

They are judged by the same factuality as typed events and carry the word that reports them. Not here: the 25 types, and
anything that `depeche run` stores.
"""

from depeche.language.events.ordinary.finder import find_ordinary_events, with_reports

__all__ = ["find_ordinary_events", "with_reports"]
