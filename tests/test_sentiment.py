"""Scores on sentences a reader can check; shifts found where they were planted and nowhere else."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from agency import annotate
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import tables
from analysis.annotate.pipeline import build
from analysis.annotate.sentiment.scores import Scorer, towards
from analysis.annotate.sentiment.tone import CLASSES
from analysis.annotate.sentiment.topic_words import topic_words
from analysis.compare import sentiment, shifts, uncertainty

RNG = np.random.default_rng(7)


def scored(text, codebook, title=None):
    doc = annotate(text, codebook, title)
    doc._.terms = []
    nlp = build(codebook)
    for step in ("tone", "valenced_words", "named_words", "sentiment"):
        doc = nlp.get_pipe(f"framing_{step}")(doc)
    return doc


def test_words_that_name_the_conflict_have_no_valence_and_others_keep_theirs(small):
    scorer = Scorer(topic_words(small.predicates))
    assert scorer.vader("The army shelled and killed three in the war.") < -0.5
    assert scorer.vader_adjusted("The army shelled and killed three in the war.") == 0
    assert scorer.vader_adjusted("It was a horrible lie.") == scorer.vader("It was a horrible lie.") < 0
    assert {"killed", "war", "attack", "dead", "defence", "defense"} <= topic_words(small.predicates)
    assert not {"horrible", "good", "hope", "peace"} & topic_words(small.predicates)


def test_the_short_cuts_give_what_vader_gives(small):
    scorer, vader = Scorer(topic_words(small.predicates)), SentimentIntensityAnalyzer()
    texts = [
        "Ostland left the table.", "It was a HORRIBLE lie!!", "Not bad at all :)", "They met 💔 in Vale.", "kind of (good)",
        "The army shelled three in the war, no doubt.", "There is no hope?", "'Great', she said...",
        "“Great,” he said – it wasn’t so bad, but sad.", "It was without doubt the least good, never so kind of bad idea of all.",
        "no good", "They were hardly ever the bomb or a very GREAT help, not at all horrible!",
    ]  # fmt: skip
    for text in texts:
        assert scorer.vader(text) == vader.polarity_scores(text)["compound"]
        assert scorer.both(text, text) == (scorer.vader(text), scorer.adjusted.polarity_scores(text)["compound"])
    assert sum(scorer.vader(text) == 0 for text in texts) < len(texts) / 2


def test_a_text_without_words_has_no_score(small):
    assert Scorer(topic_words(small.predicates)).vader("… – ?!") is None


def test_every_valenced_word_is_a_row(small):
    doc = scored("Ostland won praise. Anna Berg hailed a great Vale.", small)
    assert [(w.word, w.topic) for w in doc._.valences] == [
        ("won", False),
        ("praise", False),
        ("hailed", False),
        ("great", False),
    ]


def test_one_row_a_voice_and_sentence_and_one_a_mention(small):
    doc = scored('Norland said the talks were "a happy success", but Sudland left.', small)
    stretches = [r for r in doc._.sentiment if r.target_side is None]
    mentions = [r for r in doc._.sentiment if r.target_side is not None]
    assert {r.voice for r in stretches} == {"outlet", "indirect", "direct"} or {r.voice for r in stretches} == {
        "outlet",
        "direct",
    }
    assert next(r for r in stretches if r.voice == "direct").vader > 0.5
    assert [r.target_side for r in mentions] == ["north", "south"]
    assert all(r.vader is None and -1 <= r.target_score <= 1 for r in mentions)


def test_the_tone_is_towards_the_mention_and_not_of_the_sentence():
    texts = ["Smith was praised for his courage.", "Smith is a liar and a disgrace.", "Smith will arrive on Monday."]
    found = towards(texts, [(0, 5)] * 3)
    assert found[list(CLASSES)].to_numpy().argmax(axis=1).tolist() == [2, 0, 1]
    assert np.allclose(found[list(CLASSES)].sum(axis=1), 1)
    assert np.allclose(found["target_score"], found["positive"] - found["negative"])
    assert list(found.columns) == [*CLASSES, "target_score"]


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (5, 99), (-1, 3)])
def test_a_span_outside_its_text_is_an_error(span):
    with pytest.raises(ValueError, match="text 0"):
        towards(["Smith left."], [span])


def test_exchanging_the_names_changes_no_tone(small):
    text = "{A} accused {B} of a shameful attack, and {b} troops praised the brave people of {B}."
    first = scored(text.format(A="Norland", B="Sudland", b="Sudlandish"), small)
    second = scored(text.format(A="Sudland", B="Norland", b="Norlandish"), small)
    scores = [[r.target_score for r in doc._.sentiment if r.target_side] for doc in (first, second)]
    assert scores[0] == scores[1] and len(scores[0]) == 4


# --- planted shifts ---

OUTLETS = ("Herald", "Courier")
SENTENCES = 20


def corpus(plant):
    """Tables of 8 articles of each of two outlets before and after the window of the small codebook, scores drawn around
    `plant(outlet, after, position, voice)`."""
    rng = np.random.default_rng(11)
    articles, sentences, rows = [], [], []
    for outlet in OUTLETS:
        for number in range(16):
            article_id, after = f"{outlet}-{number:02d}", number % 2 == 1
            date = dt.date(2001, 4, 1) + dt.timedelta(days=number // 2 if after else -1 - number // 2)
            articles.append({
                "article_id": article_id, "outlet": outlet, "outlet_basis": "stated", "text": "x", "n_words": 1, "parser": "p",
                "episode": "spring", "date": pd.Timestamp(date),
            })  # fmt: skip
            mood = rng.normal(0, 0.05)
            for i in range(SENTENCES):
                position = i / (SENTENCES - 1)
                kind = "title" if i == 0 else "prose"
                sentences.append(
                    {
                        "article_id": article_id,
                        "sentence_id": i,
                        "start": i,
                        "end": i + 1,
                        "position": position,
                        "kind": kind,
                    }
                )
                base = {"article_id": article_id, "sentence_id": i, "start": i, "end": i + 1}
                for voice in ("outlet", "direct"):
                    score = float(np.clip(mood + plant(outlet, after, position, voice) + rng.normal(0, 0.2), -1, 1))
                    rows.append(base | {"voice": voice, "vader": score, "vader_adjusted": score})
                for side in ("north", "south"):
                    tone = float(np.clip(plant(outlet, after, position, side) + rng.normal(0, 0.2), -1, 1))
                    rows.append(base | {"voice": "outlet", "target_side": side, "target_score": tone})
    made = tables.empty()
    made["articles"] = tables.frame("articles", articles)
    made["sentences"] = tables.frame("sentences", sentences)
    made["sentiment"] = tables.frame("sentiment", rows)
    return made


PLANTS = {
    "nothing": (lambda outlet, after, position, voice: 0.0, set()),
    "time": (lambda outlet, after, position, voice: 0.25 * after if voice in ("outlet", "direct") else 0.0, {"time"}),
    "outlets": (lambda outlet, after, position, voice: 0.25 * (outlet == "Herald") if voice in ("outlet", "direct") else 0.0, {"outlets"}),
    "voices": (lambda outlet, after, position, voice: 0.25 * (voice == "direct"), {"voices"}),
    "sides": (lambda outlet, after, position, voice: 0.25 * (voice == "south"), {"sides"}),
    "along": (lambda outlet, after, position, voice: 0.4 * position if voice in ("outlet", "direct") else 0.0, {"along"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTS)
def test_a_shift_is_found_where_it_was_planted_and_nowhere_else(name, small):
    plant, expected = PLANTS[name]
    found = shifts.shifts(corpus(plant), small)
    significant = found[found["q"] < 0.05]
    assert set(significant["kind"]) == expected
    assert (significant["difference"].abs() > 0.1).all()
    assert ((significant["low"] > 0) | (significant["high"] < 0)).all()


def test_the_size_and_direction_of_a_planted_shift(small):
    found = shifts.shifts(corpus(PLANTS["time"][0]), small)
    row = found[found["kind"] == "time"].iloc[0]
    assert row["low"] < 0.25 < row["high"] and row["n_articles"] == 32
    pair = shifts.shifts(corpus(PLANTS["outlets"][0]), small).query("kind == 'outlets'").iloc[0]
    assert pair["contrast"] == "Courier → Herald" and pair["difference"] > 0.15


def test_the_curve_along_the_article_follows_what_was_planted_within_its_band(small):
    curve = shifts.along(corpus(PLANTS["along"][0]))
    assert curve["n_articles"].eq(16).all() and len(curve) == 2 * len(shifts.GRID)
    middle = curve[curve["position"] == 0.5]
    assert ((middle["low"] < 0.2) & (middle["high"] > 0.2)).all()
    assert (curve["low"] <= curve["value"]).all() and (curve["value"] <= curve["high"]).all()


def test_too_few_articles_draw_no_curve_and_say_what_is_needed(small):
    made = corpus(PLANTS["time"][0])
    few = {n: t[t["article_id"].isin(["Herald-00", "Herald-01"])] if "article_id" in t else t for n, t in made.items()}
    assert shifts.along(few).empty
    found = shifts.shifts(few, small)
    assert found["p"].isna().all() and found["low"].isna().all()
    assert found["note"].str.contains("needs|nothing to count").all()


def test_the_p_of_no_difference_is_uniform_enough():
    """Under no difference, about one test in twenty falls below 0.05."""
    rng = np.random.default_rng(3)
    p = [uncertainty.difference(rng.normal(size=8), rng.normal(size=8)).p for _ in range(100)]
    assert sum(v < 0.05 for v in p) <= 12


def test_movers_are_what_the_mean_would_lose():
    made = tables.empty()
    made["articles"] = tables.frame(
        "articles",
        [{"article_id": "a", "outlet": None, "outlet_basis": "unknown", "text": "x", "n_words": 1, "parser": "p"}],
    )
    values = [0.8, 0.0, 0.1, -0.9]
    made["sentences"] = tables.frame(
        "sentences",
        [
            {"article_id": "a", "sentence_id": i, "start": i, "end": i + 1, "position": 0, "kind": "prose"}
            for i in range(4)
        ],
    )
    made["sentiment"] = tables.frame(
        "sentiment",
        [
            {
                "article_id": "a",
                "sentence_id": i,
                "start": i,
                "end": i + 1,
                "voice": "outlet",
                "vader": v,
                "vader_adjusted": v,
            }
            for i, v in enumerate(values)
        ],
    )
    found = sentiment.movers(made, count=1)
    assert found["sentence_id"].tolist() == [0, 3]
    assert found["effect"].tolist() == [round(0.0 - (-0.8 / 3), 4), round(0.0 - 0.9 / 3, 4)]


def test_the_contributions_of_a_word_shift_add_up():
    made = tables.empty()
    words = [
        ("a", "good", 1.9, False),
        ("a", "bad", -2.5, False),
        ("b", "good", 1.9, False),
        ("b", "good", 1.9, False),
        ("b", "war", -2.9, True),
    ]
    ids = ["a", "b"]
    made["sentences"] = tables.frame(
        "sentences",
        [{"article_id": i, "sentence_id": 0, "start": 0, "end": 1, "position": 0, "kind": "prose"} for i in ids],
    )
    made["valences"] = tables.frame(
        "valences",
        [
            {
                "article_id": i,
                "sentence_id": 0,
                "start": 0,
                "end": 1,
                "word": w,
                "valence": v,
                "topic": t,
                "voice": "outlet",
            }
            for i, w, v, t in words
        ],
    )
    shift = sentiment.word_shift(made, ["a"], ["b"])
    means = [(1.9 - 2.5) / 2, (1.9 + 1.9 + 0.0) / 3]
    assert np.isclose(shift["contribution"].sum(), means[1] - means[0])
    assert shift["word"].iloc[0] == "bad"


def test_a_valenced_word_inside_a_contested_name_is_topic(small):
    doc = build(small)("They spoke of Free Vale and of free bread.")
    assert [(w.word, w.topic) for w in doc._.valences] == [("free", True), ("free", False)]
