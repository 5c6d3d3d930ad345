"""The entry point: gathers the commands and is the one edge where errors become sentences and exit statuses."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import msgspec
import typer
from rich.markup import escape
from typer.exceptions import TyperException

from depeche import __version__
from depeche.cli import clean, doctor, history, kb, language, outputs, run, show, upkeep
from depeche.cli.console import err
from depeche.cli.options import Settings
from depeche.errors import DepecheError, ExitStatus
from depeche.numeric import one_thread

app = typer.Typer(
    name="depeche",
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


for module in (run, history, upkeep, outputs, show, clean, language, kb, doctor):
    module.register(app)


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
        err.print("stopped; the last release stands")
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a reader such as `head` has seen enough
        return ExitStatus.DONE
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
        answer = {"error": {"message": message, "hint": hint, "status": int(status)}}
        sys.stderr.write(msgspec.json.encode(answer).decode() + "\n")
        return
    err.print(f"[bold red]depeche:[/bold red] {escape(message)}")
    if hint:
        err.print(f"[dim]→ {escape(hint)}[/dim]")
