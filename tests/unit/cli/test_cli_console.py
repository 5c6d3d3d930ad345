"""What a scrape holds is shown by the terminal, never obeyed, and never moves an offset."""

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from depeche.cli.console import out, table, visible


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
