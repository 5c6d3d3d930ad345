"""The visible text of an HTML page in document order, and which block element each stretch of it comes from.

One line per block element, white space as a browser collapses it, <br> as a line break. Not here: what is worth keeping
(that is `clean`) and what the page declares outside its text (`page_metadata`).
"""

from __future__ import annotations

import re
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
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HINT_ATTRIBUTES = frozenset({"class", "id", "role", "aria-label", "itemprop"})
_MOST_ANCESTORS = 64  # the nearest ones; keeps deep pages linear
_MOST_HINTS = 128
_MOST_INLINE = 16
_LONGEST_HINTS = 1000  # characters of one attribute


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with its visible text."""

    root: Any
    text: str
    blocks: tuple[Block, ...]


class _Frame(NamedTuple):
    """An open element."""

    tag: str
    is_block: bool
    is_link: bool
    is_preformatted: bool
    hints: tuple[str, ...]  # of the element and its ancestors


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
        self._stack: list[_Frame] = []
        self._block_depths: list[int] = []  # where in the stack the blocks stand
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._run: list[str] = []  # the line under way
        self._run_links = 0
        self._run_path: tuple[_Frame, ...] | None = None  # inline elements that hold all of the line so far
        self._ends_blank = True
        self._link_depth = 0

    def result(self) -> tuple[str, tuple[Block, ...]]:
        return "\n".join(self._lines), tuple(self._blocks)

    def walk(self, root: Any) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if _is_invisible(element):
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._open(element)
            elif element is skipped:
                skipped = None
            else:
                self._close()
            if event == "end" and element.tail and self._stack:
                self._add(element.tail)
        self._flush()

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        parent = self._stack[-1] if self._stack else None
        is_block = _is_block(tag)
        if is_block:
            self._flush()
        frame = _Frame(
            tag,
            is_block,
            tag == "a",
            tag in ("pre", "textarea") or (parent is not None and parent.is_preformatted),
            _hints(element, parent.hints if parent else ()),
        )
        if is_block:
            self._block_depths.append(len(self._stack))
        self._stack.append(frame)
        self._link_depth += frame.is_link
        if element.text:
            self._add(element.text)

    def _close(self) -> None:
        frame = self._stack[-1]
        if frame.is_block:
            self._flush()
            self._block_depths.pop()
        self._stack.pop()
        self._link_depth -= frame.is_link

    def _break(self) -> None:
        if self._run and self._run[-1].endswith(" "):
            self._run[-1] = self._run[-1][:-1]
        self._run.append("\n")
        self._ends_blank = True

    def _add(self, text: str) -> None:
        """Add a piece of text to the line under way, white space collapsed."""
        if self._stack[-1].is_preformatted:
            piece = text.replace("\r\n", "\n")
        else:
            piece = _SPACE.sub(" ", text)
            if self._ends_blank and piece.startswith(" "):
                piece = piece[1:]
        if not piece:
            return
        self._run.append(piece)
        self._ends_blank = piece[-1] in " \n"
        if self._link_depth:
            self._run_links += len(piece)
        if not piece.isspace():
            path = self._inline_path()
            self._run_path = path if self._run_path is None else _common(self._run_path, path)

    def _inline_path(self) -> tuple[_Frame, ...]:
        """Return the outermost inline elements that are open inside the innermost block."""
        first = self._owner() + 1
        return tuple(self._stack[first : first + _MOST_INLINE])

    def _owner(self) -> int:
        """Return where in the stack the innermost block stands."""
        return self._block_depths[-1] if self._block_depths else 0

    def _flush(self) -> None:
        """End the line under way and record its block."""
        if not self._run:
            return
        line = "".join(self._run).strip()
        if line:
            owner = self._owner()
            frame = self._stack[owner]
            hints = self._run_path[-1].hints if self._run_path else frame.hints
            ancestors = tuple(
                above.tag for above in self._stack[max(0, owner - _MOST_ANCESTORS) : owner] if above.tag != "html"
            )
            start = self._length + 1 if self._lines else 0
            links = min(self._run_links, len(line))
            self._blocks.append(Block(start, start + len(line), frame.tag, ancestors, hints, links))
            self._lines.append(line)
            self._length = start + len(line)
        self._run = []
        self._run_links = 0
        self._run_path = None
        self._ends_blank = True


def _is_block(tag: str) -> bool:
    return tag not in _INLINE and tag != "br"


def _is_invisible(element: Any) -> bool:
    """Tell whether a browser would show nothing of an element."""
    tag = element.tag
    if tag in _INVISIBLE:
        return True
    if tag in ("html", "body"):
        return False  # pages that scripts unveil
    for name, value in element.items():
        if name == "hidden" or (name == "style" and _HIDING.search(value) is not None):
            return True
    return tag == "dialog" and element.get("open") is None


def _hints(element: Any, inherited: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of an element's telling attributes after those of its ancestors; the nearest when many."""
    own: list[str] = []
    for name, value in element.items():
        if name in _HINT_ATTRIBUTES:
            own.extend(value[:_LONGEST_HINTS].lower().split())
    return (*inherited, *own)[-_MOST_HINTS:] if own else inherited


def _common(left: tuple[_Frame, ...], right: tuple[_Frame, ...]) -> tuple[_Frame, ...]:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one is not other:
            break
        count += 1
    return left[:count]
