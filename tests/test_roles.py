"""Agent and patient of any verb, from its place in the sentence."""

import pytest
from agency import parse_only

from analysis.syntax import predicates
from analysis.syntax.tree import Tree

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
    tree = Tree(parse_only()(text))
    found = predicates.find(tree, tree.lower.index(word))
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
    tree = Tree(parse_only()(text))
    assert any(predicates.is_clausal_passive(tree, node) for node in range(tree.size)) is passive


def test_a_phrase_leaves_out_its_relative_clause():
    text = "The old farmer, who was tired, sold the horse."
    tree = Tree(parse_only()(text))
    phrase = tree.phrase(tree.lower.index("farmer"))
    assert phrase.text == "The old farmer" == text[phrase.start : phrase.end]
