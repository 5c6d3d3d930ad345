"""`depeche doctor`: what is wrong with the installation, each finding with what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Annotated, NamedTuple

import typer

from depeche import paths
from depeche.cli.console import emit_json, err, out
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Wait
from depeche.cli.wording import counted
from depeche.errors import DepecheError, ExitStatus


class Finding(NamedTuple):
    """The outcome of one look."""

    what: str
    ok: bool
    detail: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(examine)


def examine(
    data: Data = DATA_DEFAULT,
    mend: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Mend the store: replace damaged files by sound twins of other releases, step from a damaged release "
            "to the last sound one before it, drop tags that lead nowhere. Never changes a row.",
        ),
    ] = False,
    deep: Annotated[bool, typer.Option("--deep", help="Read every byte of every release of the store.")] = False,
    wait: Wait = 0,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Say what is wrong with the installation: Python, packages, the French model, declarations, the store."""
    findings = [_guarded(look) for look in (_python, _packages, _model, _declarations, _expectations)]
    if mend:
        findings += _mended(data, wait)
    way_back = "" if mend else "; see `depeche doctor --repair`"
    findings += [_guarded(lambda: _store(data, deep=deep or mend, way_back=way_back))]
    if as_json:
        emit_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            mark = "[green]ok[/green]   " if finding.ok else "[red]wrong[/red]"
            out.print(mark, end=" ")
            out.print(f"{finding.what}: {finding.detail}", markup=False)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(int(ExitStatus.INPUT_PROBLEM))


def _guarded(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except ImportError as error:
        return Finding(look.__name__.strip("_<>").replace("lambda", "store"), False, f"{error}; run `make install`")
    except DepecheError as error:
        return Finding(look.__name__.strip("_<>").replace("lambda", "store"), False, f"{error.message} ({error.hint})")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), f"{version}; 3.11 or newer is needed")


def _packages() -> Finding:
    wrong = list(_departures())
    return Finding("packages", not wrong, "; ".join(wrong) + "; run `make install`" if wrong else "as required")


def _departures() -> Iterator[str]:
    from packaging.requirements import Requirement  # slow to load, and needed by this command alone

    for text in metadata.requires("depeche") or []:
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield f"{requirement.name} is missing"
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement.name} is {version}, needs {requirement.specifier}"


def _model() -> Finding:
    from depeche.language.nlp import MODEL, MODEL_VERSION, check_model

    check_model()
    return Finding("model", True, f"{MODEL} {MODEL_VERSION}, weights as locked")


def _declarations() -> Finding:
    from depeche.contract import SCHEMA_VERSION, load_contract

    return Finding(
        "schemas", True, f"version {SCHEMA_VERSION}, {len(load_contract().tables)} tables in {paths.SCHEMAS}"
    )


def _expectations() -> Finding:
    from depeche.quality import load_suites

    suites = load_suites()
    return Finding("expectations", True, f"{sum(len(s.expectations) for s in suites.values())} in {len(suites)} suites")


def _mended(data: str, wait: float) -> list[Finding]:
    """Repair the store and say what was done and what was not."""
    from depeche.store import Store, repair

    with err.status(f"repairing {data}"), Store(data).writer(timeout=wait) as writer:
        made = repair(writer)
    done = [Finding("repair", True, what) for what in made.done]
    return done + [Finding("repair", False, what) for what in made.left]


def _store(data: str, *, deep: bool, way_back: str) -> Finding:
    from depeche.store import Store, examine

    store = Store(data)
    with err.status(f"looking at {data}"):
        damage = examine(store, deep=deep)
        current = store.latest_id() if damage.is_none else None
    if not damage.is_none:
        return Finding("store", False, f"{damage}{way_back}")
    if current is None:
        return Finding("store", True, f"{data} has no release yet; the first run makes one")
    count = len(store.ids())
    sound = f"{counted(count, 'release')} {'is' if count == 1 else 'are'} sound"
    return Finding("store", True, f"{data}: {current} is current, {sound}")
