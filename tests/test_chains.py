"""Who says what by way of whom, and where one speaker's words end and another's begin."""

import pytest
from agency import annotate


def rows(text, codebook):
    return [(r.source, r.via, text[r.start : r.end]) for r in annotate(text, codebook)._.attributions]


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper quoted the Norlandish ministry as saying that it rained.",
        "The newspaper cited the Norlandish ministry as saying that it rained.",
        "The newspaper, citing the Norlandish ministry, reported that it rained.",
    ],
)
def test_an_outlet_that_quotes_somebody_relays_him(small, text):
    assert rows(text, small) == [("the Norlandish ministry", "The newspaper", "that it rained")]


def test_who_cites_reasons_is_no_relay(small):
    assert rows("Norland, citing the weather, said that it would stay.", small)[-1][:2] == ("Norland", None)


def test_words_around_a_cue_between_two_quotations_are_the_outlets(small):
    text = '"It rains," Carl Dahl told his guests, "and it will rain."'
    doc = annotate(text, small)
    assert [r.form for r in doc._.attributions] == ["direct"]
    assert [v.voice for v in doc._.voices if "guests" in text[v.start : v.end]] == ["outlet"]


def test_a_sentence_between_two_quotations_is_the_outlets(small):
    text = '"It rains," Carl Dahl said. He looked at the sky. "It will rain for days."'
    assert [v.voice for v in annotate(text, small)._.voices if "looked" in text[v.start : v.end]] == ["outlet"]


def test_two_reports_in_one_sentence_keep_their_own_words(small):
    text = "According to Norland the town was lost, and according to Sudland it was saved."
    assert rows(text, small) == [("Norland", None, "the town was lost"), ("Sudland", None, "it was saved")]


def test_what_somebody_calls_so_ends_with_the_name(small):
    text = 'What Sudland calls a "police operation" has emptied nine villages.'
    assert rows(text, small) == [("Sudland", None, 'a "police operation"')]


def test_a_clause_before_an_inverted_report_is_its_content(small):
    assert rows("They were cooks with a licence, said Carl Dahl.", small) == [
        ("Carl Dahl", None, "They were cooks with a licence")
    ]
