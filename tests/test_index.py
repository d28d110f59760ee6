"""The framing index on articles whose parts can be added up by hand."""

import pandas as pd
import pytest
from test_compare import event, term
from test_estimates import article, corpus

from analysis.compare import index


def found(small, articles, **tables):
    return index.framing_index(corpus(articles, **tables), small).set_index("article_id")


def suffers(article_id, side, basis="said", **more):
    return event(article_id, None, patient_side=side, **more) | {
        "event_class": "kill",
        "patient": "x",
        "patient_basis": basis,
    }


def mention(article_id, side, score, voice="outlet"):
    return {
        "article_id": article_id,
        "sentence_id": 0,
        "start": 0,
        "end": 1,
        "voice": voice,
        "target_side": side,
        "target_score": score,
    }


def test_each_part_leans_to_the_side_that_it_favours(small):
    """The first side is north: its usage, the other's acts, its sufferers and a good tone towards it."""
    row = found(
        small,
        [article("a")],
        terms=[term("a", "free", "north"), term("a", "free", "north"), term("a", "occupied", "south"), term("a", "free", "north", distanced=True)],
        events=[event("a", "south"), suffers("a", "north"), suffers("a", "north")],
        sentiment=[mention("a", "north", 0.8), mention("a", "south", -0.4)],
    ).loc["a"]  # fmt: skip
    assert row[list(index.PARTS)].tolist() == pytest.approx([1 / 4, 1 / 2, 2 / 3, 0.8 / 4 + 0.4 / 4])
    assert row["index"] == pytest.approx((1 / 4 + 1 / 2 + 2 / 3 + 0.3) / 4) and row["n_units"] == 8


def test_whose_a_sufferer_is_may_be_inferred_and_a_cause_is_no_doer(small):
    rows = found(
        small,
        [article("a"), article("b")],
        events=[suffers("a", "north", "opponent"), event("b", "south", construction="cause")],
    )
    assert rows.loc["a", "victims"] == 0.5 and rows.loc["a", "n_units"] == 1
    assert rows.loc["b", "n_units"] == 0 and pd.isna(rows.loc["b", "index"]) and rows.loc["b", "note"]


def test_words_of_others_are_not_in_the_outlets_own_index(small):
    row = found(
        small, [article("a")], terms=[term("a", "free", "north", "direct"), term("a", "occupied", "south")]
    ).loc["a"]
    assert row["usage"] == 0 and row["own_usage"] == -0.5 and row["own_index"] == -0.125


def test_the_index_turns_round_with_the_sides(small):
    made = corpus([article("a")], [term("a", "free", "north")], [event("a", "north")])
    turned = corpus([article("a")], [term("a", "free", "south")], [event("a", "south")])
    values = [index.framing_index(t, small)[["index", "own_index"]].to_numpy() for t in (made, turned)]
    assert values[0] == pytest.approx(-values[1])
