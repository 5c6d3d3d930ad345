"""The entry point: gathers the commands and is the one edge where errors become sentences and exit statuses."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from depeche import __version__
from depeche.cli.options import Settings
from depeche.errors import DepecheError, ExitStatus
from depeche.numeric import one_thread

# Each command with the module that registers it, in the order of the help.
_HOMES = {
    "run": "run",
    "releases": "history",
    "diff": "history",
    "rollback": "history",
    "tag": "upkeep",
    "gc": "upkeep",
    "export": "outputs",
    "report": "outputs",
    "query": "outputs",
    "parts": "outputs",
    "check": "outputs",
    "show": "show",
    "clean": "clean",
    "annotate": "language",
    "kb": "kb",
    "doctor": "doctor",
}


class _Commands(TyperGroup):
    """Loads the module of a command when the command is asked for: no other command waits for its libraries."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._loaded: set[str] = set()

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(_HOMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None where there is none of this name, and all are loaded to suggest one that is alike."""
        for home in (_HOMES[cmd_name],) if cmd_name in _HOMES else dict.fromkeys(_HOMES.values()):
            if home not in self._loaded:
                self._loaded.add(home)
                part = typer.Typer(rich_markup_mode="rich")
                import_module(f"depeche.cli.{home}").register(part)
                found = typer.main.get_group(part)
                _unwrap(found)
                self.commands.update(found.commands)
        return super().get_command(ctx, cmd_name)


def _unwrap(command: Any) -> None:
    """Let each paragraph of a help be one line, which the terminal wraps: not where the source code happened to."""
    if command.help:
        command.help = "\n\n".join(" ".join(part.split()) for part in command.help.split("\n\n"))
    for below in getattr(command, "commands", {}).values():
        _unwrap(below)


app = typer.Typer(
    name="depeche",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Turn raw scrapes of French news into a structured, versioned dataset.\n\n"
    "[bold]depeche run[/bold] does everything; the other commands look at what it published, or use one part alone.",
    epilog="Exit status: 0 done, 1 a critical check failed and nothing was published, 2 wrong use, "
    "3 a problem with input or environment.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"depeche {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def main() -> NoReturn:
    """Run the command line and leave with the status that `errors.ExitStatus` promises."""
    sys.exit(_run())


def _run() -> int:
    one_thread()
    try:
        status = app(standalone_mode=False)
        return int(status or ExitStatus.DONE)
    except typer.Exit as leave:
        return leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("stopped; the last release stands", err=True)
        return 130
    except TyperException as error:
        if message := _told(error):  # none where the help was shown instead
            _explain(message, hint=_help_hint(error), status=ExitStatus.WRONG_USE)
        return ExitStatus.WRONG_USE
    except DepecheError as error:
        if Settings.debug:
            raise
        _explain(error.message, hint=error.hint, status=error.exit_status)
        return error.exit_status
    except Exception as error:
        if Settings.debug:
            raise
        _explain(
            f"unexpected error: {type(error).__name__}: {error}",
            hint="run again with --debug to see where",
            status=ExitStatus.INPUT_PROBLEM,
        )
        return ExitStatus.INPUT_PROBLEM


def _told(error: TyperException) -> str:
    tell = getattr(error, "format_message", None)
    return str(tell()) if tell is not None else str(error)


def _help_hint(error: TyperException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"see {context.command_path} --help" if context is not None else None


def _explain(message: str, *, hint: str | None, status: int) -> None:
    if Settings.as_json:
        import msgspec

        answer = {"error": {"message": message, "hint": hint, "status": int(status)}}
        sys.stderr.write(msgspec.json.encode(answer).decode() + "\n")
        return
    from rich.markup import escape

    from depeche.cli.console import err

    err.print(f"[bold red]depeche:[/bold red] {escape(message)}")
    if hint:
        err.print(f"[dim]→ {escape(hint)}[/dim]")
