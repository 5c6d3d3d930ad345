"""What a scrape holds is shown by the terminal, never obeyed, and never moves an offset."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from depeche.cli.console import fitted, out, table, visible


@given(st.text())
def test_visible_text_has_the_same_length(text):
    assert len(Text(visible(text)).plain) == len(text)


def test_escape_sequences_do_not_reach_the_terminal():
    assert "\x1b" not in visible("avant\x1b]8;;file:///etc/passwd\x07après\x9b31m")


def test_cells_and_headers_are_never_markup():
    with out.capture() as captured:
        out.print(table(["[/]", "b"], [("[red]rouge[/red]", 1)]))
    assert "[/]" in captured.get()
    assert "[red]rouge[/red]" in captured.get()


def shown(columns, rows, *, width, is_terminal):
    console = Console(file=io.StringIO(), width=width, force_terminal=is_terminal, color_system=None, soft_wrap=True)
    console.print(table(columns, rows))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


ID = "clm-0123456789abcdef"
LONG = "Le groupe a annoncé mardi la fermeture de son usine de Brest, selon la direction."


def test_a_pipe_gets_whole_lines():
    assert shown(["id", "text"], [(ID, LONG)], width=20, is_terminal=False)[1] == f"{ID}  {LONG}"


def test_a_terminal_breaks_texts_between_words_and_ids_never():
    lines = shown(["claim_id", "number", "text"], [(ID, 1234567, LONG)], width=60, is_terminal=True)
    assert lines[1].startswith(f"{ID}  1 234 567  Le groupe a annoncé")
    assert " ".join(" ".join(lines[1:]).split()) == f"{ID} 1 234 567 {LONG}"
    assert max(map(len, lines)) <= 60


def test_a_row_that_is_too_wide_for_a_terminal_has_one_line_a_column():
    lines = shown(["id", "parent_id"], [(ID, ID), (ID, None)], width=32, is_terminal=True)
    assert [line.split() for line in lines] == [["id", ID], ["parent_id", ID], [], ["id", ID], ["parent_id", "–"]]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 500)), max_size=12), st.integers(1, 300))
def test_widths_fill_the_room_and_never_more(columns, space):
    least, whole = [few for few, _ in columns], [few + more for few, more in columns]
    widths = fitted(least, whole, space=space)
    if widths:
        assert sum(widths) + 2 * (len(widths) - 1) <= space
        assert all(low <= width <= high for low, width, high in zip(least, widths, whole, strict=True))
    else:
        assert not columns or sum(least) + 2 * (len(least) - 1) > space
