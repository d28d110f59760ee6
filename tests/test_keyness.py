"""Words that set an outlet apart: ranked with a prior, tested with the article as the unit."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import tables
from analysis.compare import enrichment, keyness, own_words

COMMON = [
    "the",
    "talks",
    "went",
    "on",
    "and",
    "nobody",
    "in",
    "the",
    "hall",
    "could",
    "say",
    "for",
    "how",
    "long",
    "they",
    "would",
    "last",
]


def corpus(texts, quoted=()):
    """Articles of outlets P and Q in turn, all in the outlet's voice but for the stretches `quoted`: (article, start, end)."""
    made = tables.empty()
    ids = [f"a{i:02}" for i in range(len(texts))]
    articles = [
        {
            "article_id": i,
            "outlet": "PQ"[n % 2],
            "outlet_basis": "stated",
            "text": t,
            "n_words": 9,
            "parser": "p",
            "episode": "spring",
        }
        for n, (i, t) in enumerate(zip(ids, texts, strict=True))
    ]
    made["articles"] = tables.frame("articles", articles)
    whole = [{"article_id": i, "start": 0, "end": len(t)} for i, t in zip(ids, texts, strict=True)]
    made["sentences"] = tables.frame(
        "sentences", [w | {"sentence_id": 0, "position": 0.0, "kind": "prose"} for w in whole]
    )
    voices = [w | {"voice": "outlet", "n_words": 9} for w in whole if w["article_id"] not in {q[0] for q in quoted}]
    voices += [{"article_id": a, "start": s, "end": e, "voice": "direct", "n_words": 9} for a, s, e in quoted]
    made["voices"] = tables.frame("voices", voices)
    return made


def text(rng, *more):
    return " ".join([*rng.choice(COMMON, 60), *more])


def test_a_word_that_an_outlet_writes_in_every_article_is_its_own(small):
    rng = np.random.default_rng(1)
    texts = [text(rng, *(["grim", "stalemate"] * 2 if n % 2 == 0 else [])) for n in range(24)]
    found = keyness.keyness(corpus(texts), small)
    top = found[found["outlet"] == "P"].iloc[:3]
    assert {"grim", "stalemate", "grim stalemate"} == set(top["word"]) and (top["q"] < 0.05).all()
    first = top[top["word"] == "grim stalemate"].iloc[0]
    assert (first["k"], first["rest_k"], first["n_clusters"]) == (24, 0, 12)
    assert texts[0][first["start"] : first["end"]] == "grim stalemate" and first["article_id"] == "a00"


def test_a_word_that_one_article_repeats_is_that_articles(small):
    rng = np.random.default_rng(1)
    texts = [text(rng, *(["grim"] * (40 if n == 0 else n < 6))) for n in range(24)]
    found = keyness.keyness(corpus(texts), small)
    row = found[(found["outlet"] == "P") & (found["word"] == "grim")].iloc[0]
    assert row["z"] > 3 and row["q"] > 0.05


def test_quoted_words_are_not_the_outlets_and_names_are_marked(small):
    rng = np.random.default_rng(1)
    texts = [text(rng, "Norland", "grim") for _ in range(12)]
    parts = own_words.stretches(corpus(texts, [("a00", 0, len(texts[0]))]))
    assert parts[0].tolist() == [] and parts[1].tolist() == [[0, len(texts[1])]]
    counted = own_words.counted(texts, parts, 5)
    forms = [counted.text(form) for form in range(counted.counts.shape[1])]
    assert counted.size[0] == 0 and counted.counts[[0]].sum() == 0
    assert counted.counts[1, forms.index("norland grim")] == 1 and counted.size[1] == 62
    lean = [text(rng, *(["Norland"] * (n % 2 == 0))) for n in range(24)]
    row = keyness.keyness(corpus(lean), small).set_index("word").loc["norland"]
    assert bool(row["name"])


@pytest.mark.parametrize("count", [0, 1, 6])
def test_outlets_with_too_few_articles_have_no_words(small, count):
    found = keyness.keyness(corpus([text(np.random.default_rng(1))] * count), small)
    assert list(found.columns) == keyness.COLUMNS and not len(found) and isinstance(found, pd.DataFrame)


def test_a_word_that_an_outlet_has_in_six_of_ten_articles_and_the_others_hardly_ever_is_found(small):
    rng = np.random.default_rng(3)
    texts = [text(rng, *(["grim"] if (n % 2 == 0 and n % 5 < 3) or n == 1 else [])) for n in range(40)]
    found = keyness.keyness(corpus(texts), small).set_index(["outlet", "word"])
    assert found.loc[("P", "grim"), "n_clusters"] == 12 and found.loc[("P", "grim"), "q"] < 0.05


def test_a_form_is_counted_where_its_words_stand_with_one_space_between_them_in_one_stretch():
    texts = ["Grim talks, grim talks. Grim\ntalks", "grim  talks grim talks"]
    parts = [np.array([(0, middle), (middle, len(text))]) for middle, text in zip((10, 16), texts, strict=True)]
    counted = own_words.counted(texts, parts, 1)
    counts = {
        counted.text(form): counted.counts[:, [form]].toarray().ravel().tolist()
        for form in range(counted.counts.shape[1])
    }
    assert counts == {"grim": [3, 2], "talks": [3, 2], "grim talks": [2, 0], "talks grim": [0, 1]}
    assert own_words.first(texts[0], parts[0], "grim talks") == (0, 10)
    assert own_words.first(texts[0], parts[0][1:], "talks") == (17, 22)


def test_the_chance_of_an_outlets_units_is_fishers_where_all_are_of_one_length():
    size, own = np.full(30, 100.0), np.arange(30) < 10
    x, m = np.array([0, 3, 7, 10]), np.array([5, 9, 8, 30])
    found = enrichment.enriched(x, m, size, own)
    assert found.p == pytest.approx(stats.hypergeom.sf(x - 1, 30, 10, m))


def test_long_articles_are_expected_to_have_a_word_more_often_than_short_ones():
    own = np.arange(40) < 20
    size = np.where(own, 1000.0, 100.0)
    assert enrichment.enriched(np.array([9]), np.array([10]), size, own).p[0] > 0.5
    assert enrichment.enriched(np.array([9]), np.array([10]), size, ~own).p[0] < 1e-6


def test_tests_that_cannot_be_small_are_not_held_against_the_others():
    """One word that nine of ten units have, among five hundred that five units have: by Benjamini and Hochberg q would be 0.02."""
    size, own = np.full(60, 100.0), np.arange(60) < 10
    x, m = np.r_[8, np.ones(500, int)], np.r_[9, np.full(500, 5)]
    tested = enrichment.enriched(x, m, size, own)
    q = enrichment.discrete_false_discovery([tested.p], tested.chance)[0]
    assert q[0] == pytest.approx(tested.p[0], rel=0.005) and (q[1:] > 0.5).all()
    chance = np.random.default_rng(1).hypergeometric(5, 55, 9, 500)
    tested = enrichment.enriched(chance, np.full(500, 5), size, own)
    assert enrichment.discrete_false_discovery([tested.p], tested.chance)[0].min() > 0.05
