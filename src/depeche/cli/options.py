"""The options that every command takes, and the ones that several share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from depeche import paths


class Settings:
    """What the command line was asked for as a whole."""

    debug = False
    as_json = False


def _remember_debug(value: bool) -> bool:
    Settings.debug = Settings.debug or value
    return value


def _remember_json(value: bool) -> bool:
    Settings.as_json = Settings.as_json or value
    return value


def _remember_kb(value: Path | None) -> Path | None:
    """Let every process that this command starts read the same knowledge base."""
    if value is not None:
        os.environ["DEPECHE_KB"] = str(value.absolute())
    return value


Data = Annotated[
    str,
    typer.Option(
        "--data",
        envvar="DEPECHE_DATA",
        metavar="DIR",
        help="The store: a folder, or s3://bucket/prefix.",
        show_default=True,
    ),
]
Raw = Annotated[
    str,
    typer.Option(
        "--raw",
        envvar="DEPECHE_RAW",
        metavar="DIR",
        help="The raw scrapes: a folder, s3://bucket/prefix, or a pattern such as 'data/raw/**/*.jsonl'. Only read.",
        show_default=True,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Answer as JSON on standard output, for scripts.", callback=_remember_json)
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.", callback=_remember_debug)]
Wait = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait for another run on the same store.")
]
Release = Annotated[
    str | None,
    typer.Option(
        "--release",
        "-r",
        metavar="R",
        help="A release: its id, the beginning of its id, or 'latest'.",
        show_default="latest",
    ),
]

Kb = Annotated[
    Path | None,
    typer.Option(
        "--kb",
        envvar="DEPECHE_KB",
        metavar="DIR",
        help="Your own knowledge base, beside the one that is shipped (see depeche kb).",
        callback=_remember_kb,
    ),
]

DATA_DEFAULT = str(paths.DEFAULT_DATA)
RAW_DEFAULT = str(paths.DEFAULT_RAW)
