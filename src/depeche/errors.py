"""Every exception that this package raises on purpose, and the exit status that each means.

Here: the classes and what they carry. Not here: where they are caught (that is `cli`, at the edge).
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a script may rely on after `depeche` has ended."""

    DONE = 0
    CHECK_FAILED = 1
    WRONG_USE = 2
    INPUT_PROBLEM = 3


class DepecheError(Exception):
    """Something the user can act on: one sentence saying what is wrong, and what to do next."""

    exit_status = ExitStatus.INPUT_PROBLEM

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DepecheError):
    """The command was called with values that cannot be meant."""

    exit_status = ExitStatus.WRONG_USE


class InputError(DepecheError):
    """A raw folder or file that is not there or cannot be read at all."""


class EnvironmentProblem(DepecheError):
    """Something is missing from the installation or differs from what was locked."""


class ContractError(DepecheError):
    """A table or a declaration that departs from the contract; carries the table and the column."""

    def __init__(
        self, message: str, *, table: str | None = None, column: str | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.table = table
        self.column = column


class StoreError(DepecheError):
    """A release store that cannot be read or written."""


class StoreLocked(StoreError):
    """Another run is writing to the store."""


class CheckFailed(DepecheError):
    """A critical check failed: nothing was published. Carries the names of the failed checks."""

    exit_status = ExitStatus.CHECK_FAILED

    def __init__(self, message: str, *, failed: tuple[str, ...], hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.failed = failed
