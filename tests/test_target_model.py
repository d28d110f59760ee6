"""What the model of tone sees and computes, on sentences and numbers a reader can check."""

import json
import re

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from analysis import parser
from analysis.annotate.sentiment import boosting
from analysis.annotate.sentiment.boosting import MOST_LEAVES
from analysis.annotate.sentiment.connotations import Connotations
from analysis.annotate.sentiment.scores import towards
from analysis.annotate.sentiment.tone import CLASSES, Asked, model, scores
from analysis.annotate.sentiment.tone_arrays import described
from analysis.annotate.sentiment.tone_context import Context
from analysis.annotate.sentiment.tone_features import PLACES, VALENCES, MentionInContext
from analysis.training.meanings import gloss_words
from analysis.training.wordnet import WordNet


def features(text, target):
    """What the model sees of the words `target` in a text, and the row of each word of the text in the table of connotations."""
    doc = parser.load()(text)
    context = Context(doc._.tree, 0, len(doc), model().connotations)
    start = text.index(target)
    found = described([MentionInContext(context, start, start + len(target))], model().linear.vocabulary)
    return found, dict(zip((token.text for token in doc), (known.row for known in context.known), strict=True))


def test_a_word_that_vader_lacks_has_the_valence_of_its_like():
    table = model().connotations
    assert table.of("praise", "praise", "VERB")[0].valence == 2.6  # VADER's own
    assert table.of("misconduct", "misconduct", "NOUN")[0].valence < 0
    assert table.of("xyzzy", "xyzzy", "NOUN")[0] == ("xyzzy", len(table.row), 0.0)


def test_of_a_name_nothing_gets_through_and_of_a_capital_only_the_valence():
    table = model().connotations
    assert table.name.valence == 0.0
    plain, capital = table.of("scandal", "scandal", "NOUN")
    assert (plain.text, capital.text) == ("scandal", "NAME") and capital.valence == plain.valence < 0


def test_the_table_has_no_name_of_wordnet():
    small = Connotations(["good/a", "NAME"], np.ones((2, 3)), np.zeros(2))
    assert small.name.row == 1 and not small.vectors[-1].any()
    assert not {"london/n", "washington/n", "asia/n", "european/a"} & model().connotations.row.keys()
    assert {"praise/v", "scandal/n"} <= model().connotations.row.keys()


def test_each_word_stands_in_its_places():
    found, rows = features("The angry critics did not praise Smith in March.", "Smith")

    def weight(place, word):
        return found.weights[(found.cells == PLACES.index(place)) & (found.rows == rows[word])].sum()

    assert weight("predicate", "praise") == -1.0  # negated
    assert weight("nsubj", "critics") == -1.0 and weight("nsubj", "angry") == -0.5
    assert weight("clause", "angry") == 1.0
    assert weight("before", "praise") > weight("before", "angry") > 0 == weight("before", "March")
    assert rows["Smith"] == rows["March"] and weight("all", "Smith") == 1.0  # March alone


def test_the_numbers_are_squashed_sums_and_the_rest():
    found, rows = features("Smith won praise.", "Smith")
    vectors = np.zeros((max(rows.values()) + 1, 3))
    vectors[rows["praise"]] = (-2.0, 0.0, 2.0)
    (numbers,) = found.numbers(vectors)
    assert len(numbers) == 3 * len(PLACES) + found.rest.shape[1]
    at = 3 * PLACES.index("all")
    assert np.allclose(numbers[at : at + 3], [-2 / np.sqrt(8), 0, 2 / np.sqrt(8)])
    assert found.rest[0, VALENCES.index("all-")] == 0 < found.rest[0, VALENCES.index("all+")]


def test_mentions_and_documents_are_scored_together_as_each_by_itself():
    text = "Smith praised Jones, who hates liars. Nobody saw Smith. Brown and Smith never blamed Jones for the horrible fraud."
    doc = parser.load()(text)
    tree = doc._.tree
    spans = [(found.start(), found.end()) for found in re.finditer("Smith|Jones|Brown", text)]
    together, nothing, again = scores([Asked(tree, spans), Asked(tree, []), Asked(tree, spans[:2])])
    assert together == [score for span in spans for (score,) in scores([Asked(tree, [span])])]
    assert len(set(together)) > 3 and nothing == [] and again == together[:2]
    assert list(scores([Asked(tree, [])])) == [[]] and list(scores([])) == []


def test_the_trees_give_what_scikit_learn_gives():
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(400, 6))
    classes = np.digitize(rows[:, 0] * rows[:, 1] + rng.normal(0, 0.3, 400), (-0.3, 0.3))
    boosted = HistGradientBoostingClassifier(
        max_iter=12, max_leaf_nodes=MOST_LEAVES, min_samples_leaf=30, random_state=0
    )
    boosted.fit(rows, classes)
    own = boosting.Trees(*boosting.arrays(boosted).values())
    assert np.allclose(own.scores(rows, 3) + boosted._baseline_prediction, boosted.decision_function(rows))


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Smith was accused of fraud and misconduct.", "negative"),
        ("Critics lambasted Smith for his reckless lies.", "negative"),
        ("Voters love Smith for her courage and honesty.", "positive"),
        ("Smith arrived on Tuesday.", "neutral"),
    ],
)
def test_plain_tones(text, tone):
    start = text.index("Smith")
    found = towards([text], [(start, start + 5)])
    assert found[list(CLASSES)].iloc[0].astype(float).idxmax() == tone


def test_wordnet_lemmas_and_names(tmp_path):
    data = {
        "data.noun": ["00000001 15 n 01 Paris 0 001 @i 00000002 n 0000 | a town", "00000002 15 n 01 town 0 000 | houses and men"],
        "index.noun": ["paris n 1 1 @i 1 0 00000001", "town n 1 0 1 0 00000002", "man n 1 0 1 0 00000002"],
        "noun.exc": ["men man"],
        "cntlist.rev": ["town%1:15:00:: 1 7"],
    }  # fmt: skip
    for kind in ("noun", "verb", "adj", "adv"):
        for name in (f"data.{kind}", f"index.{kind}", f"{kind}.exc"):
            lines = ["  1 licence"] if not name.endswith("exc") else []
            (tmp_path / name).write_text("\n".join([*lines, *data.get(name, [])]), encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("\n".join(data["cntlist.rev"]), encoding="utf-8")
    net = WordNet(tmp_path)
    assert net.lemma("towns") == "town" and net.lemma("men") == "man" and net.lemma("of") == "of"
    assert net.is_name(("paris", "n")) and not net.is_name(("town", "n"))
    assert gloss_words(net, ("n", "00000002")) == {"houses": 1, "man": 1}
    assert net.senses["town", "n"] == [(("n", "00000002"), 7)]
    assert json.dumps(net.synsets["n", "00000001"].relations) == '[["@i", ["n", "00000002"]]]'
