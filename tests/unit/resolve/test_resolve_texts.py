"""The words of texts as numbers."""

from hypothesis import given
from hypothesis import strategies as st
from resolve_builder import Draft

from depeche.resolve.names import words_of
from depeche.resolve.texts import Texts, read_texts

PIECES = ["l'État", "œuvre", "½ litre", "N° 12", "e\u0301t\u00e9", "\u00a0", "\u2028", "…", "ﬁn", "_", "\n", " ", "ẞ"]


def read(*drafts: Draft) -> Texts:
    return read_texts([draft.build() for draft in drafts])


def spelled(texts: Texts, article: int = 0) -> list[str]:
    return [texts.vocabulary[number] for number in texts.articles[article].words]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join))
def test_words_are_those_of_the_folded_text(text: str) -> None:
    assert spelled(read(Draft("a.txt", text))) == words_of(text)


def test_one_word_has_one_number_in_all_texts() -> None:
    texts = read(Draft("a.txt", "Grève levée."), Draft("b.txt", "La GREVE dure."))
    assert texts.articles[0].words[0] == texts.articles[1].words[1]


def test_title_line_is_told_from_the_text() -> None:
    texts = read(Draft("a.txt", "Grève levée !\nLe travail reprend.", title="Grève levée"))
    assert (texts.articles[0].title_words, texts.articles[0].line_ends) == (2, (2, 5))


def test_text_that_is_its_title_is_kept() -> None:
    assert read(Draft("a.txt", "Grève levée", title="Grève levée")).articles[0].title_words == 0
