"""Words that set an outlet apart: ranked with a prior, tested with the article as the unit."""

import numpy as np
import pandas as pd
import pytest

from analysis import tables
from analysis.compare import keyness

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
    rows, vocabulary = keyness.own_words(corpus(texts, [("a00", 0, len(texts[0]))]))
    assert 0 not in set(rows["article"]) and 1 in set(rows["article"]) and "norland grim" in vocabulary
    lean = [text(rng, *(["Norland"] * (n % 2 == 0))) for n in range(24)]
    row = keyness.keyness(corpus(lean), small).set_index("word").loc["norland"]
    assert bool(row["name"])


@pytest.mark.parametrize("count", [0, 1, 6])
def test_outlets_with_too_few_articles_have_no_words(small, count):
    found = keyness.keyness(corpus([text(np.random.default_rng(1))] * count), small)
    assert list(found.columns) == keyness.COLUMNS and not len(found) and isinstance(found, pd.DataFrame)
