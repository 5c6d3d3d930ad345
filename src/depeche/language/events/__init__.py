"""Events of French corporate, technology and governance news: who did what, how surely, on whose word, and when.

`find_events` reads the 25 types of the ontology; `find_cues` returns the conditionals and negations of a text. All
words are in the YAML lists beside the code. Not here: other documents, and the event of the real world that mentions
share (resolve).
"""

from depeche.language.events.factuality import find_cues
from depeche.language.events.finder import find_events

__all__ = ["find_cues", "find_events"]
