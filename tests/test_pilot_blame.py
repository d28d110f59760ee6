"""Ties of blame that the pilot articles must give, each found by its words in the text."""

import pytest
from conftest import ROOT

from analysis import codebook, corpus
from analysis.annotate import run


@pytest.fixture(scope="module")
def tables():
    source = corpus.read(ROOT / "corpus" / "nagorno-karabakh")
    return run.annotate(source, codebook.load(source.codebook))


def ties(tables, article: str, words: str) -> list[dict]:
    """The ties that overlap the first place of the words in an article; null is None."""
    text = tables["articles"].set_index("article_id").loc[article, "text"]
    start = text.index(words)
    rows = tables["blame"]
    inside = (rows["article_id"] == article) & (rows["start"] < start + len(words)) & (rows["end"] > start)
    return rows[inside].astype("object").where(rows[inside].notna(), None).to_dict("records")


def shown(row: dict) -> tuple:
    return row["basis"], row["blamer"], row["blamed_side"], row["voice"]


def test_targeting_of_settlements_is_told_in_the_outlets_own_voice(tables):
    found = ties(tables, "03", "Armenian forces targeted Azerbaijani civilian settlements")
    assert [shown(row) for row in found] == [("event", "outlet", "armenia", "outlet")]


def test_launch_of_the_operation_is_told_in_the_outlets_own_voice(tables):
    found = ties(tables, "04", "Azerbaijan on Tuesday launched a military operation")
    assert [shown(row) for row in found] == [("event", "outlet", "azerbaijan", "outlet")]


def test_firing_on_the_towns_is_told_by_a_ministry_through_an_agency(tables):
    found = ties(tables, "05", "started firing in the direction of")
    assert [(r["basis"], r["blamer_side"], r["blamed_side"], r["via"]) for r in found] == [
        ("event", "armenia", "azerbaijan", "Bloomberg")
    ]
    assert "Ministry" in found[0]["blamer"]


def test_they_both_blame_each_other_is_two_ties(tables):
    found = ties(tables, "01", "they both blame each other")
    assert {(r["basis"], r["blamer_side"], r["blamed_side"]) for r in found} == {
        ("accusation", "armenia", "azerbaijan"),
        ("accusation", "azerbaijan", "armenia"),
    }
    assert len(found) == 2
