"""The visible text of an HTML page in document order, and which block element each stretch of it comes from.

One line per block element, white space as a browser collapses it, <br> as a line break. Not here: what is worth keeping
(that is `clean`) and what the page declares outside its text (`page_metadata`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from depeche.ingest.reasons import Reason
from depeche.model import Block

# What browsers lay out inside a line. Everything else, unknown elements included, starts a line of its own.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rb", "rp",
        "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "u", "var", "wbr",
    }
)  # fmt: skip
_INVISIBLE = frozenset(
    {
        "area", "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "map", "meta",
        "noembed", "noframes", "noscript", "object", "param", "rp", "script", "style", "svg", "template",
        "title", "track", "video",
    }
)  # fmt: skip
_WITHOUT_TEXT = _INVISIBLE | {"br", "img"}  # "source" may hold what follows it: the parser does not know it as empty
_PREFORMATTED = frozenset({"pre", "textarea"})
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_BLANKS = " \t\n\r\f"
_SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")  # what is no single space already
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINT_ATTRIBUTES = frozenset({"class", "id", "role", "aria-label", "itemprop"})
_MOST_ANCESTORS = 64  # the nearest ones; keeps deep pages linear
_MOST_HINTS = 128
_MOST_INLINE = 16
_LONGEST_HINTS = 1000  # characters of one attribute
_LONGEST_HINT = 80  # characters of one word: what is longer was made by a machine and says nothing


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with its visible text."""

    root: Any
    text: str
    blocks: tuple[Block, ...]


class _Frame:
    """An open element. What only few elements are asked for is worked out when asked (see `_settle`)."""

    __slots__ = ("above", "attributes", "hints", "is_block", "is_preformatted", "number", "parent", "tag")

    def __init__(
        self,
        tag: str,
        attributes: Sequence[tuple[str, str]],
        parent: _Frame | None,
        number: int,
        is_block: bool,
        is_preformatted: bool,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.number = number
        self.is_block = is_block
        self.is_preformatted = is_preformatted
        self.hints: tuple[str, ...] | None = None  # of the element and its ancestors, outermost first
        self.above: _Above | None = None  # what its children have above them


class _Above(NamedTuple):
    """The ancestors of an element, outermost first."""

    tags: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


_NOTHING = _Above()


def read_page(text: str) -> Page | Reason:
    """Return the visible text of a page, or the reason why it cannot be read to its end."""
    root = parse(text)
    if isinstance(root, Reason):
        return root
    flattener = _Flattener()
    flattener.walk(root)
    visible, blocks = flattener.result()
    return Page(root, visible, blocks)


def parse(text: str) -> Any | Reason:
    """Return the root element of a page; the parser loads nothing, and stops at 2,048 levels."""
    # Without huge_tree libxml2 silently drops everything below 256 levels; our own bounds on size stand in for its.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Reason.UNPARSABLE_HTML
    if root is None:
        return Reason.UNPARSABLE_HTML
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return Reason.TOO_DEEP
    return root


class _Flattener:
    """Walks a tree once, without recursion, and collects lines with their blocks."""

    def __init__(self) -> None:
        self._frame: _Frame | None = None  # the innermost open element
        self._owners: list[_Frame] = []  # the open blocks
        self._inline: list[_Frame] = []  # the open inline elements
        self._bases: list[int] = [0]  # of how many of them the open blocks began
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._count = 0  # elements met
        self._run: list[str] = []  # the line under way
        self._run_links = 0
        self._run_path: tuple[_Frame, ...] | None = None  # inline elements that hold all of the line so far
        self._ends_blank = True
        self._link_depth = 0
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}  # of attribute values met before

    def result(self) -> tuple[str, tuple[Block, ...]]:
        return "\n".join(self._lines), tuple(self._blocks)

    def walk(self, root: Any) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, element in walker:
            if event == "start":
                tag = element.tag
                attributes = () if tag in _WITHOUT_TEXT else element.items()
                if tag in _WITHOUT_TEXT or ((attributes or tag == "dialog") and _is_hidden(tag, attributes)):
                    if tag == "br":
                        self._break()
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._open(tag, attributes)
                if (text := element.text) and not (self._ends_blank and text.isspace() and text.isascii()):
                    self._add(text)
                continue
            if element is skipped:
                skipped = None
            else:
                self._close()
            if (text := element.tail) and self._frame is not None:
                self._add(text)
        if self._run:
            self._flush()

    def _open(self, tag: str, attributes: Sequence[tuple[str, str]]) -> None:
        parent = self._frame
        is_preformatted = tag in _PREFORMATTED or (parent is not None and parent.is_preformatted)
        self._count += 1
        is_block = tag not in _INLINE
        frame = _Frame(tag, attributes, parent, self._count, is_block, is_preformatted)
        if is_block:
            if self._run:
                self._flush()
            self._owners.append(frame)
            self._bases.append(len(self._inline))
        else:
            self._inline.append(frame)
            if tag == "a":
                self._link_depth += 1
        self._frame = frame

    def _close(self) -> None:
        frame = self._frame
        if frame is None:
            return
        if frame.is_block:
            if self._run:
                self._flush()
            self._owners.pop()
            self._bases.pop()
        else:
            self._inline.pop()
            if frame.tag == "a":
                self._link_depth -= 1
        self._frame = frame.parent

    def _break(self) -> None:
        if self._run and self._run[-1].endswith(" "):
            self._run[-1] = self._run[-1][:-1]
        self._run.append("\n")
        self._ends_blank = True

    def _add(self, text: str) -> None:
        """Add a piece of text to the line under way, white space collapsed."""
        if self._frame is not None and self._frame.is_preformatted:
            piece = text.replace("\r\n", "\n")
        else:
            if self._ends_blank and not (text := text.lstrip(_BLANKS)):
                return
            piece = _collapsed(text)
        self._run.append(piece)
        self._ends_blank = piece[-1] in " \n"
        if self._link_depth:
            self._run_links += len(piece)
        if self._run_path != () and not piece.isspace():
            base = self._bases[-1]
            path = tuple(self._inline[base : base + _MOST_INLINE])
            self._run_path = path if self._run_path is None else _common(self._run_path, path)

    def _flush(self) -> None:
        """End the line under way and record its block."""
        line = "".join(self._run).strip()
        if line:
            self._record(line)
        self._run = []
        self._run_links = 0
        self._run_path = None
        self._ends_blank = True

    def _record(self, line: str) -> None:
        owner = self._owners[-1]
        hints = self._hints(self._run_path[-1] if self._run_path else owner)
        above = _above(owner.parent)
        start = self._length + 1 if self._lines else 0
        end = start + len(line)
        links = min(self._run_links, len(line))
        self._blocks.append(Block(start, end, owner.tag, above.tags, hints, links, owner.number, above.numbers))
        self._lines.append(line)
        self._length = end

    def _hints(self, frame: _Frame) -> tuple[str, ...]:
        """Return the telling words of an element after those of its ancestors; the nearest when many."""
        waiting: list[_Frame] = []
        at: _Frame | None = frame
        while at is not None and at.hints is None:
            waiting.append(at)
            at = at.parent
        hints = at.hints if at is not None and at.hints is not None else ()
        for each in reversed(waiting):
            own = self._own_hints(each)
            if own:
                hints = (*hints, *own)
                if len(hints) > _MOST_HINTS:
                    hints = hints[-_MOST_HINTS:]
            each.hints = hints
        return hints

    def _own_hints(self, frame: _Frame) -> list[str]:
        """Return the words of an element's telling attributes, and its name where the site has made it up."""
        own = [frame.tag] if "-" in frame.tag else []
        for name, value in frame.attributes:
            if name in _HINT_ATTRIBUTES:
                words = self._words.get((name, value))
                if words is None:
                    words = self._words[name, value] = _split_hints(name, value)
                own.extend(words)
        return own


def _collapsed(text: str) -> str:
    """Return a text with white space as a browser collapses it; most have none but single spaces."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACE.sub(" ", text)
    return text


def _is_hidden(tag: str, attributes: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a browser would show nothing of an element because of its attributes."""
    if tag == "html" or tag == "body":
        return False  # pages that scripts unveil
    for name, value in attributes:
        if name == "hidden" or (name == "style" and _HIDING.search(value) is not None):
            return True
    return tag == "dialog" and all(name != "open" for name, _ in attributes)


def _split_hints(name: str, value: str) -> tuple[str, ...]:
    """Return the words of an attribute in lower case; names of the site's own with hyphens: 'relatedArticles'."""
    words = [word for word in value[:_LONGEST_HINTS].split() if len(word) <= _LONGEST_HINT]
    if not words:
        return ()
    joined = " ".join(words)
    if name != "itemprop" and not joined.islower():  # schema.org's are whole: 'associatedMedia' is a picture
        joined = _CAMEL.sub("-", joined)
    return tuple(joined.lower().split(" "))


def _above(frame: _Frame | None) -> _Above:
    """Return the ancestors that the children of an element have: the element and its own, the nearest when many."""
    waiting: list[_Frame] = []
    at = frame
    while at is not None and at.above is None:
        waiting.append(at)
        at = at.parent
    above = at.above if at is not None and at.above is not None else _NOTHING
    for each in reversed(waiting):
        if each.tag != "html":
            above = _Above((*above.tags, each.tag)[-_MOST_ANCESTORS:], (*above.numbers, each.number)[-_MOST_ANCESTORS:])
        each.above = above
    return above


def _common(left: tuple[_Frame, ...], right: tuple[_Frame, ...]) -> tuple[_Frame, ...]:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one is not other:
            break
        count += 1
    return left[:count]
