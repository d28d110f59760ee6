"""The grammar that every measure shares, on sentences that can be checked by hand."""

import gc
import pickle
from weakref import ref

import pytest
from agency import parse_only
from spacy.tokens import Doc, DocBin

from analysis.syntax import passives, roles
from analysis.syntax.phrases import noun_phrase

CASES = [
    # sentence, predicate, agent, patient
    ("The farmer sold the horse.", "sold", "farmer", "horse"),
    ("The horse was sold by the farmer.", "sold", "farmer", "horse"),
    ("The horse was sold yesterday.", "sold", None, "horse"),
    ("They saw a horse sold by the farmer.", "sold", "farmer", "horse"),
    ("The farmer who sold the horse left.", "sold", "farmer", "horse"),
    ("They saw the horse that the farmer sold.", "sold", "farmer", "horse"),
    ("The farmer wanted to sell the horse.", "sell", "farmer", "horse"),
    ("The farmer asked the neighbour to sell the horse.", "sell", "neighbour", "horse"),
    ("The farmer promised the neighbour to sell the horse.", "sell", "farmer", "horse"),
    ("The farmer stopped and sold the horse.", "sold", "farmer", "horse"),
    ("They accused the farmer of stealing the horse.", "stealing", "farmer", "horse"),
    ("The farmer left after selling the horse.", "selling", "farmer", "horse"),
    ("The horse seems to like the farmer.", "like", "horse", "farmer"),
    ("The farmer slept well.", "slept", "farmer", None),
]


@pytest.mark.parametrize(("text", "word", "agent", "patient"), CASES)
def test_agent_and_patient(text, word, agent, patient):
    tree = parse_only()(text)._.tree
    found = roles.of_verb(tree, tree.lower.index(word))
    named = [tree.lower[node] if node is not None else None for node in (found.agent, found.patient)]
    assert named == [agent, patient]


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The horse was sold.", True),
        ("The horse got sold.", True),
        ("The farmer sold the horse.", False),
        ("The farmer is tall.", False),
    ],
)
def test_passive_clauses(text, passive):
    tree = parse_only()(text)._.tree
    assert any(passives.is_clausal(tree, node) for node in range(tree.size)) is passive


def test_a_phrase_leaves_out_its_relative_clause():
    text = "The old farmer, who was tired, sold the horse."
    tree = parse_only()(text)._.tree
    phrase = noun_phrase(tree, tree.lower.index("farmer"))
    assert phrase.text == "The old farmer" == text[phrase.start : phrase.end]


def test_the_tree_is_made_once_and_anew_when_the_parse_changes():
    doc = parse_only()("The farmer sold the horse.")
    tree = doc._.tree
    assert doc._.tree is tree
    doc[1].dep_ = "obj"
    assert doc._.tree is not tree and doc._.tree.dep[1] == "obj"
    before = doc._.tree
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert doc._.tree.size == before.size - 1


def test_a_tree_does_not_outlive_its_document():
    doc = parse_only()("The farmer sold the horse.")
    kept = ref(doc._.tree)
    del doc
    gc.collect()
    assert kept() is None


def test_documents_travel_without_their_tree():
    nlp = parse_only()
    doc = nlp("The farmer sold the horse.")
    tree = doc._.tree
    stored = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for copy in (doc.copy(), stored, binned, pickle.loads(pickle.dumps(doc))):
        assert b"Tree" not in pickle.dumps(copy.user_data)
        assert copy._.tree is not tree and copy._.tree.head == tree.head and copy._.tree.text == tree.text


def test_an_empty_document_has_an_empty_tree():
    assert parse_only().make_doc("")._.tree.size == 0
