"""Who takes part in an event: places in the clause, what fills them, and the roles that they play."""

from depeche.language.events.arguments.roles import find_arguments

__all__ = ["find_arguments"]
