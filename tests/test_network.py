"""The graph parser's network against PyTorch's account of it, and its trees against trying them all."""

import json
from collections import Counter
from itertools import product

import numpy as np
import pytest
from conftest import ROOT

from analysis import parser
from analysis.parser import trees
from analysis.parser.graph import LONGEST
from analysis.parser.network import Network, grams, shape
from analysis.training import pipeline, treebanks

# A network a few units wide, made by PyTorch, and what PyTorch makes of the sentences with it.
TINY = ROOT / "tests" / "data" / "network"
SENTENCES = ROOT / "tests" / "data" / "sentences.conllu"


@pytest.fixture(scope="module")
def network():
    return Network(TINY)


@pytest.fixture(scope="module")
def read(network):
    """What the network makes of the sentences, in the order in which PyTorch was asked."""
    with np.load(TINY / "expected.npz") as saved:
        expected = dict(saved)
    forms = [word.form for word in treebanks.words(treebanks.read([SENTENCES]))]
    known = treebanks.classes(forms)
    x = network.encode(network.words(forms, np.array([known[form] for form in forms])), expected["pieces"].tolist())
    return expected, x, network.sentences(x, expected["sentences"])


def test_labels_are_scored_as_pytorch_scores_them(network, read):
    expected, x, _ = read
    for name in ("tag", "morph", "start"):
        assert np.allclose(network.head(name, x), expected[name], atol=1e-4), name
    assert np.ptp(expected["tag"], axis=0).max() > 0.1  # the scores tell words apart


def test_arcs_and_relations_are_scored_as_pytorch_scores_them(network, read):
    expected, _, (scores, dependents, heads) = read
    assert np.allclose(np.concatenate([arcs.ravel() for arcs in scores]), expected["arcs"], atol=1e-4)
    starts = np.cumsum(expected["sentences"]) - expected["sentences"]
    begins = np.repeat(starts, expected["sentences"])
    rows = np.where(expected["heads"] == 0, 0, expected["heads"] + begins)
    assert np.array_equal(network.relate(dependents, heads[rows]), expected["relations"])


def test_a_word_is_read_alike_whatever_stands_in_its_batch(network):
    forms, classes = ["Dozens", "killed", "."], np.ones((3, 3), int)
    alone = np.concatenate([network.words([form], classes[:1]) for form in forms])
    assert np.allclose(network.words(forms, classes), alone)
    assert np.allclose(network.encode(alone, [3]), network.encode(np.tile(alone, (2, 1)), [3, 3])[3:])


def test_features_of_a_tag_are_those_it_goes_with(network, read):
    _, x, _ = read
    tags, morphs = network.tags(x)
    assert not network.apart[tags, morphs].any() and network.apart.any()


def test_what_is_seen_of_a_form():
    assert (shape("Mi-24s"), shape("KYIV"), shape("2020-09-27")) == ("Xx-ddx", "XXX", "ddd-dd-dd")
    assert len(grams("unconstitutionally")) == len(grams("a")) == 12 and grams("a")[-1] == 0


def every_tree(size):
    """All trees over a number of words with one word on the root, as heads."""
    return [h for h in map(np.array, product(range(size + 1), repeat=size)) if trees.is_tree(h)]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_tree_found_is_the_best_of_all(size):
    listed = every_tree(size)
    assert len(listed) == size ** (size - 1)  # Cayley 1889, times the choice of the root
    rng = np.random.default_rng(size)
    for _ in range(60):
        scores = rng.normal(size=(size, size + 1)).astype("float32")
        scores[np.arange(size), np.arange(1, size + 1)] = -1e4
        best = max(scores[np.arange(size), heads].sum() for heads in listed)
        found = trees.best(scores)
        assert trees.is_tree(found)
        assert scores[np.arange(size), found].sum() == pytest.approx(best, abs=1e-4)


def test_an_endless_list_is_cut_where_a_sentence_is_likeliest_to_begin():
    doc = parser.load()("shells and mines and " * 400)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST
    assert all(token.head.sent == token.sent for token in doc)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ('He found some of those killed."What can we say?" he asked.', '"What'),
        ("“They shell towns.”“We will answer,” he noted.", "“We"),
        ('"They shell towns." The army left.', "The"),
    ],
)
def test_a_sentence_begins_with_the_mark_that_opens_and_never_with_one_that_closes(text, second):
    first, *rest = parser.load()(text).sents
    assert rest[0].text.startswith(second)


def tiny(folder):
    """The weights of `TINY` as training saves them."""
    names = json.loads((TINY / "names.json").read_text(encoding="utf-8"))
    with np.load(TINY / "weights.npz") as saved:
        np.savez(folder / "tiny.npz", about=np.array(json.dumps({"names": names})), **dict(saved))
    return folder / "tiny.npz"


@pytest.fixture
def banks(tmp_path):
    (tmp_path / "made-train.conllu").write_bytes(SENTENCES.read_bytes())
    return tmp_path


def test_a_pipeline_is_written_from_weights_and_loads(banks):
    pipeline.write([tiny(banks), tiny(banks)], banks, banks / "out")
    made = parser.load(str(banks / "out"))
    assert parser.describe(made) == f"en_framing_ud {pipeline.VERSION}"
    doc = made("Two soldiers were killed on Monday.")
    assert doc.has_annotation("DEP") and doc.has_annotation("TAG") and doc[2].lemma_
    names = (banks / "out" / "graph_parser" / "names.json").read_bytes()
    assert names == (TINY / "names.json").read_bytes()


def test_the_mean_of_networks_over_other_words_is_refused(banks):
    whole, other = tiny(banks), banks / "other.npz"
    with np.load(whole) as saved:
        kept = dict(saved)
    np.savez(other, **(kept | {"about": np.array('{"names": {}}')}))
    with pytest.raises(ValueError, match="other treebanks"):
        pipeline.mean([whole, other], banks)


def test_names_of_the_treebanks_are_those_that_occur_often_enough():
    documents = treebanks.read([SENTENCES])
    names = treebanks.Names.learn(documents, documents)
    assert "the" in names.vocabulary["word"] and all(names.labels.values())
    assert all(set(morphs) <= set(names.labels["morph"]) for morphs in names.together.values())


def test_an_epoch_is_the_same_for_a_seed_and_holds_whole_trees():
    documents = treebanks.read([SENTENCES])
    names = treebanks.Names.learn(documents, documents)
    words = treebanks.Words(treebanks.variants(documents), names, Counter())
    first, again, other = (
        treebanks.epoch(documents, documents, 2, words, names, seed) for seed in ("1/0", "1/0", "1/1")
    )
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert any(first[name].tolist() != other[name].tolist() for name in first)
    assert first["piece"].sum() == first["sentence"].sum() == len(first["word"]) == len(first["head"])
    ends = np.cumsum(first["sentence"])
    for start, end in zip(ends - first["sentence"], ends, strict=True):
        assert trees.is_tree(first["head"][start:end])
