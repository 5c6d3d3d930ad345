"""What articles have in common: copies, stories, entities, events, contradictions, figures. A pure function of all
articles read.

Not here: anything that concerns one text alone (`language`), and tables (`store`).
"""

from depeche.resolve.corpus import resolve
from depeche.resolve.memory import Forgetful, Memory

__all__ = ["Forgetful", "Memory", "resolve"]
