"""The two long tables on corpora whose counts can be done by hand, and on corpora that are too small to say anything."""

import numpy as np
import pandas as pd
import pytest
from test_compare import event, sentence, term

from analysis import tables
from analysis.compare import contrasts, estimates, passages, result, reuse
from analysis.compare.units import NO_EPISODE, NO_OUTLET, originals, placed, spellings


def article(article_id, outlet="P", episode="spring", date="2021-04-03", **more):
    return {
        "article_id": article_id, "outlet": outlet, "outlet_basis": "stated" if outlet else "unknown", "date": date and pd.Timestamp(date),
        "text": f"Text of {article_id}.", "n_words": 4, "episode": episode, "parser": "p", **more,
    }  # fmt: skip


def corpus(articles, terms=(), events=(), **more):
    made = tables.empty()
    made["articles"] = tables.frame("articles", articles)
    made["sentences"] = tables.frame("sentences", [sentence(a["article_id"], 0) for a in articles])
    made["terms"] = tables.frame("terms", terms)
    made["events"] = tables.frame("events", events)
    return made | {name: tables.frame(name, rows) for name, rows in more.items()}


def tone(article_id, score):
    return {
        "article_id": article_id,
        "sentence_id": 0,
        "start": 0,
        "end": 1,
        "voice": "outlet",
        "vader": score,
        "vader_adjusted": score,
    }


def row(table, **values):
    """The one row with these values; None stands for null."""
    for column, value in values.items():
        table = table[table[column].isna() if value is None else table[column] == value]
    assert len(table) == 1, table
    return table.iloc[0]


def two_outlets():
    """Six articles each: P writes "occupied" in three of four mentions, Q in one of four."""
    articles = [article(f"{o.lower()}{i}", o) for o in "PQ" for i in range(6)]
    terms = [
        term(a["article_id"], "occupied" if n < (3 if a["outlet"] == "P" else 1) else "vale", "south" if n < (3 if a["outlet"] == "P" else 1) else "neutral")
        for a in articles
        for n in range(4)
    ]  # fmt: skip
    scores = [tone(a["article_id"], (0.5 if a["outlet"] == "P" else -0.1) + 0.01 * i) for i, a in enumerate(articles)]
    return corpus(articles, terms, sentiment=scores)


def test_a_share_is_its_counts_with_an_interval_and_a_difference_has_the_sign_of_the_second(small):
    found = result.compare(two_outlets(), small)
    own = {"measure": "terms.variant", "item": "territory/occupied", "voice": "outlet"}
    p = row(found["estimates"], **own, outlet="P", episode="spring")
    assert (p["k"], p["n"], p["n_articles"], p["n_clusters"], p["value"]) == (18, 24, 6, 6, 0.75)
    assert p["low"] < 0.75 < p["high"] and p["note"] == "no copies known"
    difference = row(found["contrasts"], **own, first="P", second="Q")
    assert (
        difference["difference"] == -0.5
        and difference["high"] < 0
        and difference["p"] < 0.05
        and difference["log_ratio"] < -1
    )
    mean = row(found["contrasts"], measure="tone.vader", voice="all", first="P", second="Q")
    assert mean["difference"] == pytest.approx(-0.54) and mean["q"] < 0.05 and pd.isna(mean["log_ratio"])


def test_every_month_has_its_estimates_and_no_episode(small):
    found = result.compare(two_outlets(), small)["estimates"]
    months = found[found["month"].notna()]
    assert set(months["month"]) == {"2021-04"} and months["episode"].isna().all()
    assert found.loc[found["month"].isna(), "episode"].eq("spring").all()


def test_copies_count_once_and_are_left_out_in_a_second_row(small):
    """P prints one dispatch five times with "occupied", and five articles of its own with "vale"."""
    articles = [article(f"p{i}", cluster_id="c" if i < 5 else None, wire="W" if i < 5 else None) for i in range(10)]
    terms = [term(f"p{i}", "occupied" if i < 5 else "vale", "south" if i < 5 else "neutral") for i in range(10)]
    found = result.compare(corpus(articles, terms), small)["estimates"]
    own = {"measure": "terms.variant", "item": "territory/occupied", "voice": "outlet", "month": None}
    every, without = (row(found, **own, copies=copies) for copies in ("all", "without"))
    assert (every["k"], every["n_articles"], every["n_clusters"]) == (5, 10, 6) and every["value"] == pytest.approx(
        1 / 6, abs=1e-5
    )
    assert (without["k"], without["n"], without["value"]) == (0, 5, 0) and 0 < without["high"] < 0.6


def test_what_is_unresolved_bounds_a_share(small):
    articles = [article(f"p{i}") for i in range(5)]
    events = [event(a["article_id"], side) for a in articles for side in ("north", "south", "unresolved", "unresolved")]
    found = result.compare(corpus(articles, events=events), small)["estimates"]
    doers = row(found, measure="blame.doers", side="north", voice="outlet", month=None)
    assert (doers["value"], doers["bound_low"], doers["bound_high"]) == (0.5, 0.25, 0.75)


def test_articles_without_an_episode_are_one_of_their_own(small):
    articles = [article(f"p{i}", episode=None, date=None) for i in range(5)]
    found = result.compare(corpus(articles, [term(a["article_id"], "vale", "neutral") for a in articles]), small)[
        "estimates"
    ]
    assert set(found["episode"]) == {NO_EPISODE} and found["month"].isna().all()


@pytest.mark.parametrize(
    ("articles", "says"),
    [
        ([article("a")], "1 article: no interval"),
        ([article("a", None), article("b", None)], "2 articles: no interval"),
        ([article(i, cluster_id="c") for i in "abcdefg"], "1 article apart from copies: no interval"),
        ([article("a", date=None, episode=None)], "1 article: no interval"),
    ],
)
def test_a_corpus_that_can_say_nothing_says_what_is_lacking(small, articles, says):
    made = corpus(articles, [term(a["article_id"], "vale", "neutral") for a in articles])
    found = result.compare(made, small)
    first = found["estimates"][found["estimates"]["copies"] == "all"]
    assert first["low"].isna().all() and first["note"].str.contains(says).all() and len(first)
    assert found["contrasts"]["p"].isna().all() and found["contrasts"]["note"].notna().all()
    assert "No difference between outlets could be tested; contrasts.csv says why." in result.warnings(made, found)


def test_two_outlets_with_too_few_articles_have_one_row_that_says_so(small):
    made = corpus(
        [article("a", "P"), article("b", "Q")], [term("a", "vale", "neutral"), term("b", "occupied", "south")]
    )
    only = row(result.compare(made, small)["contrasts"], first="P", second="Q")
    assert pd.isna(only["measure"]) and "needs 5" in only["note"]


def test_one_outlet_has_estimates_and_nobody_to_be_compared_with(small):
    made = corpus([article(f"p{i}") for i in range(6)], [term(f"p{i}", "vale", "neutral") for i in range(6)])
    found = result.compare(made, small)
    assert found["estimates"]["low"].notna().any() and set(found["estimates"]["outlet"]) == {"P"}
    assert len(found["placebo"]) == 0
    alone = row(found["contrasts"], second="P", copies="all")
    assert pd.isna(alone["first"]) and pd.isna(alone["measure"]) and alone["note"] == contrasts.ALONE


def test_no_articles_give_tables_without_rows(small):
    found = result.compare(tables.empty(), small)
    assert list(found["estimates"].columns) == estimates.COLUMNS and not len(found["estimates"])
    assert list(found["contrasts"].columns) == contrasts.COLUMNS and not len(found["contrasts"])
    assert result.warnings(tables.empty(), found) == ["There are no articles: the tables are empty."]


def test_an_outlet_in_two_spellings_is_warned_of(small):
    made = corpus(
        [article("a", "The Herald"), article("b", "herald"), article("c", "Post")], [term("a", "vale", "neutral")]
    )
    assert result.warnings(made, result.compare(made, small))[:2] == [
        "'The Herald': the same outlet as 'herald'?",
        "'herald': the same outlet as 'The Herald'?",
    ]
    assert spellings(pd.Series(["Post", "Mail"])) == {}


def test_an_unknown_outlet_is_estimated_and_compared_with_nobody(small):
    articles = [article(f"{o}{i}", o) for o in (None, "P", "Q") for i in range(5)]
    found = result.compare(corpus(articles, [term(a["article_id"], "vale", "neutral") for a in articles]), small)
    assert NO_OUTLET in set(found["estimates"]["outlet"])
    assert NO_OUTLET not in set(found["contrasts"]["first"]) | set(found["contrasts"]["second"])


def test_of_a_cluster_the_first_is_nobodys_copy(small):
    rows = [
        article("a", cluster_id="c", date="2021-04-02"), article("b", "Q", cluster_id="c", date="2021-04-01"),
        article("d", cluster_id="e"), article("e", "Q", cluster_id="e"), article("f", wire="W"), article("g"),
    ]  # fmt: skip
    assert originals(tables.frame("articles", rows))["article_id"].tolist() == ["b", "g"]
    assert placed(tables.frame("articles", rows))["cluster"].tolist() == ["c", "c", "e", "e", "f", "g"]


def test_three_outlets_are_each_set_against_the_rest(small):
    rng = np.random.default_rng(4)
    articles = [article(f"{o}{i}", o) for o in "PQR" for i in range(6)]
    scores = [
        tone(a["article_id"], float(np.clip((a["outlet"] == "R") * 0.8 + rng.normal(0, 0.05), -1, 1))) for a in articles
    ]
    found = result.compare(corpus(articles, sentiment=scores), small)["contrasts"]
    rest = found[(found["measure"] == "tone.vader") & (found["voice"] == "all") & (found["first"] == contrasts.REST)]
    assert rest.set_index("second")["difference"].idxmax() == "R" and len(rest) == 3
    assert rest.set_index("second").loc["R", "q"] < 0.01 and (rest["family_size"] == 3).all()


def test_one_other_outlet_with_enough_articles_is_no_rest(small):
    """R has articles but no score in most of them: for the tone P has Q alone, and the pair says it."""
    articles = [article(f"{o}{i}", o) for o in "PQR" for i in range(6)]
    scores = [tone(a["article_id"], 0.01 * i) for i, a in enumerate(articles) if a["outlet"] != "R" or i == 17]
    found = result.compare(corpus(articles, sentiment=scores), small, 0)["contrasts"]
    tones = found[(found["measure"] == "tone.vader") & (found["voice"] == "all") & (found["first"] == contrasts.REST)]
    assert tones["p"].isna().all() and tones.set_index("second").loc["P", "note"].startswith("fewer than two")


def test_every_value_leads_to_the_rows_that_it_counts(small):
    made = reuse.mark(two_outlets(), small)
    found = result.compare(made, small, 0)["estimates"]
    counted = found[found["k"].notna() & (found["copies"] == "all")]
    assert len(counted) > 20
    for _, estimate in counted.iterrows():
        assert len(passages.behind(made, small, estimate)) == estimate["k"], estimate.to_dict()
    means = found[(found["measure"] == "tone.vader") & (found["copies"] == "all")]
    assert all(len(passages.behind(made, small, estimate)) == estimate["n"] for _, estimate in means.iterrows())


def test_what_outlets_print_of_the_same_dispatches_is_no_difference_between_them(small):
    """Both print eight dispatches of very different tone, and Q's four own articles are a little higher than P's."""
    shared = [0.9, -0.8, 0.5, -0.6, 0.1, 0.8, -0.9, 0.2]
    articles = [article(f"{o}{i}", o, cluster_id=f"c{i}" if i < 8 else None) for o in "PQ" for i in range(12)]
    own = {"P": [0.1, 0.12, 0.09, 0.11], "Q": [0.3, 0.33, 0.28, 0.31]}
    scores = [tone(f"{o}{i}", (shared + own[o])[i]) for o in "PQ" for i in range(12)]
    found = result.compare(corpus(articles, sentiment=scores), small, 0)["contrasts"]
    joint = row(found, measure="tone.vader", voice="all", first="P", second="Q", copies="all")
    apart = [a | {"cluster_id": None} for a in articles]
    alone = result.compare(corpus(apart, sentiment=scores), small, 0)["contrasts"]
    plain = row(alone, measure="tone.vader", voice="all", first="P", second="Q")
    assert joint["difference"] == pytest.approx(plain["difference"]) and joint["p"] < plain["p"]
    assert joint["high"] - joint["low"] < 0.6 * (plain["high"] - plain["low"])
