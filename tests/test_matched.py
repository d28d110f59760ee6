"""Outlets within the same events, and what chance lists."""

import numpy as np
import pandas as pd
import pytest
from test_compare import term
from test_estimates import article, corpus, row, tone
from test_reuse import DISPATCH, OWN
from test_reuse import corpus as texts

from analysis.compare import estimates, matched, placebo, result, reuse


def test_labels_are_exchanged_within_events_exactly():
    """Eight events, the second outlet always higher: of 256 exchanges two are as extreme."""
    k1, n1 = np.full((1, 8), 2.0), np.full((1, 8), 10.0)
    difference, p, events = matched.exchanged(k1, n1, k1 + 3, n1)
    assert (difference[0], p[0], events[0]) == (pytest.approx(0.3), 2 / 256, 8)


def test_an_event_that_one_of_them_leaves_out_counts_for_nothing_and_few_events_have_no_p():
    k1, n1 = np.array([[1.0, 5, 0, 0]]), np.array([[10.0, 10, 10, 0]])
    k2, n2 = np.array([[3.0, 0, 2, 9]]), np.array([[10.0, 0, 10, 10]])
    difference, p, events = matched.exchanged(k1, n1, k2, n2)
    assert difference[0] == pytest.approx(0.2) and events[0] == 2 and np.isnan(p[0])


def test_many_events_follow_the_law_of_the_exchanges():
    rng = np.random.default_rng(1)
    k1, k2, n = rng.integers(0, 9, (400, 30)) * 1.0, rng.integers(0, 9, (400, 30)) * 1.0, np.full((400, 30), 8.0)
    assert 0.02 < (matched.exchanged(k1, n, k2, n)[1] < 0.05).mean() < 0.09


def told(small, events=8):
    """P and Q tell of the same events, whose tone differs more than the outlets do; Q is a little higher in each."""
    articles = [article(f"{o}{i}", o, date=f"2021-04-{1 + 3 * i:02}") for o in "PQ" for i in range(events)]
    scores = [
        tone(a["article_id"], 0.2 * (int(a["article_id"][1:]) % 4) - 0.4 + 0.05 * (a["outlet"] == "Q"))
        for a in articles
    ]
    made = corpus(articles, sentiment=scores)
    marked = {**made, "articles": made["articles"].assign(story=made["articles"]["article_id"].str[1:])}
    return [c for c in estimates.groupings(marked, small) if c.places.columns[-1] == "episode"][0]


def test_a_difference_that_events_hide_is_seen_within_them(small):
    c = told(small)
    difference, p, events = matched.matched(c.counts, c.place, np.array([0]), np.array([1]))
    cell = c.counts.cells.query("measure == 'tone.vader' and voice == 'all'").index[0]
    assert difference[cell, 0] == pytest.approx(0.05) and p[cell, 0] < 0.05 and events[cell, 0] == 8


def test_outlets_that_share_no_event_are_told_so(small):
    articles = [article(f"{o}{i}", o) for o in "PQ" for i in range(5)]
    found = result.compare(corpus(articles, [term(a["article_id"], "vale", "neutral") for a in articles]), small, 3)
    only = row(found["contrasts"], measure="terms.variant", voice="all")
    assert only["n_events"] == 0 and "no event in common" in only["note"]


def test_the_placebo_lists_less_than_a_real_difference_and_is_the_same_every_time(small):
    articles = [article(f"{o}{i}", o) for o in "PQ" for i in range(12)]
    scores = [tone(a["article_id"], 0.3 * (a["outlet"] == "Q") + 0.02 * (i % 5)) for i, a in enumerate(articles)]
    made = corpus(articles, sentiment=scores)
    first, second = (result.compare(made, small, 20)["placebo"] for _ in range(2))
    assert first.equals(second)
    real = row(first, measure="tone.vader", kind="pairs")
    assert real["listed"] == 2 > 2 * real["expected"]
    assert len(result.compare(made, small, 0)["placebo"]) == 0 and list(first.columns) == placebo.COLUMNS


def test_articles_on_one_event_are_alike_and_close_in_time():
    dates = [pd.Timestamp(d) for d in ("2021-05-03", "2021-05-04", "2021-05-04", "2021-06-09")]
    found = reuse.stories(texts([DISPATCH, DISPATCH[60:], "Rain fell on empty fields all week.", DISPATCH], date=dates))
    assert found.tolist() == ["a", "a", "c", "d"]
    assert reuse.stories(texts([DISPATCH, OWN, DISPATCH[40:]])).tolist()[2] == "a"
