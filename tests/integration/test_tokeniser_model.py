"""The quickly loaded tokeniser against spaCy's own pattern: the same words stay whole."""

from __future__ import annotations

from importlib import import_module, reload

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.language.nlp import load_french

WORDS = [
    "grand-mère",
    "arc-en-ciel",
    "vice-président",
    "mini-jupes",
    "pet-en-l'air",
    "presqu'île",
    "aujourd'hui",
    "anti-inflammatoires",
    "PORTE-PAROLE",
    "Rond-Point",
    "entr’ouvrir",
    "grand'rue",
    "r’animer",
    "jusqu'au-boutiste",
    "Saint-Maur-des-Fossés",
    "Pont-l'Abbé",
    "après-midi",
    "ex-préfète",
    "l'après-midi",
    "a-t-il",
    "dit-elle",
    "10-12",
    "a.b@exemple.fr",
    "saut‑de‑ski",
    "semi-conducteurs",
    "Bruay-la-Buissière",
    "va-t-en-guerre",
]


def test_the_same_words_stay_whole() -> None:
    own = load_french()._pipeline.tokenizer.token_match
    plain = reload(import_module("spacy.lang.fr.tokenizer_exceptions")).TOKEN_MATCH
    assert len(own.__self__.pattern) < len(plain.__self__.pattern) / 10

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        st.sampled_from(WORDS) | st.text(max_size=10) | st.from_regex(r"[a-zé]{1,6}[-'’][a-zç]{1,6}(?:-[a-z]{1,4})?")
    )
    def same(word: str) -> None:
        for form in (word, word.upper(), word.capitalize()):
            assert bool(own(form)) == bool(plain(form))

    same()
    assert [word for word in WORDS if own(word)] == [word for word in WORDS if plain(word)] != []
