"""What is known beforehand: people, organisations, media, products, places, their names, and who held which post when.

Here: the YAML files of facts, their loader, the index that finds their names in a text, and a lint. Not here: whether a
name found in an article is a mention (`language.entities`). Facts are never shown as statements of an article.
"""

from depeche.kb.index import Hit, find_names
from depeche.kb.lint import Problem, lint
from depeche.kb.records import Fact, KbEntity, KnowledgeBase, NameKind
from depeche.kb.store import load_kb

__all__ = ["Fact", "Hit", "KbEntity", "KnowledgeBase", "NameKind", "Problem", "find_names", "lint", "load_kb"]
