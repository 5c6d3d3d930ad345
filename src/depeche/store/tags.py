"""Names that people give to releases, in `tags.json`: given, moved and taken away under the one-writer lock.

A tag that a release was published with stands in its manifest and stays. Not here: opening a release by its tag (see
`releases`), what keeps a tagged release from being deleted (see `retention`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from depeche.errors import UsageError
from depeche.store.releases import TAGS, Release, Store
from depeche.store.writer import Writer, check_tags

_LONGEST = 100
_LIKE_AN_ID = re.compile(r"r\d+(?:-[0-9a-f]{0,10})?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name of a release. `is_fixed`: the release was published with it, it cannot be moved or taken away."""

    name: str
    release_id: str
    is_fixed: bool = False


def list_tags(store: Store) -> tuple[Tag, ...]:
    """Return all tags in alphabetical order."""
    given = [Tag(name, release) for name, release in store.tags().items()]
    fixed = [Tag(name, made.release_id, is_fixed=True) for made in store.summaries() for name in made.tags]
    return tuple(sorted([*given, *fixed], key=lambda tag: (tag.name, tag.is_fixed, tag.release_id)))


def give_tag(writer: Writer, ref: str, name: str, *, move: bool = False) -> Release:
    """Give a release a name. Raises UsageError when the name is another release's, unless it is to `move`."""
    _check(name)
    release = writer.store.open(ref)
    tags = writer.store.tags()
    named = tags.get(name)
    if named == release.id:
        return release
    if named is not None and not move:
        raise UsageError(f"The tag {name!r} names {named} already.", hint="Add --move to let it name another release.")
    save_tags(writer, tags | {name: release.id})
    return release


def take_tag(writer: Writer, name: str) -> str:
    """Take a name away and return the id of the release that had it."""
    tags = writer.store.tags()
    if name not in tags:
        fixed = [tag.release_id for tag in list_tags(writer.store) if tag.name == name]
        if fixed:
            raise UsageError(
                f"{fixed[-1]} was published with the tag {name!r}.", hint="Such a tag cannot be taken away."
            )
        raise UsageError(f"There is no tag {name!r}.", hint="List them with `depeche tag`.")
    release = tags.pop(name)
    save_tags(writer, tags)
    return release


def save_tags(writer: Writer, tags: dict[str, str]) -> None:
    """Replace all names that people gave."""
    before = writer.place.read(TAGS)
    writer.lease.confirm()
    writer.place.replace(TAGS, msgspec.json.encode(tags, order="sorted"), expected=before)


def _check(name: str) -> None:
    """Raise UsageError for a name that could be taken for something else, or that nobody could type again."""
    check_tags((name,))
    if name != name.strip() or not name.isprintable() or name.startswith("-") or len(name) > _LONGEST:
        raise UsageError(
            f"{name!r} cannot be a tag.",
            hint=f"Choose a word of at most {_LONGEST} printable characters that does not begin with a hyphen.",
        )
    if _LIKE_AN_ID.fullmatch(name):
        raise UsageError(f"{name!r} cannot be a tag.", hint="It could be taken for the beginning of a release's id.")
