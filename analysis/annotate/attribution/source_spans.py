"""The characters of a source, and the head of a name."""

from analysis.syntax.phrases import noun_phrase
from analysis.syntax.tree import Tree


def span(tree: Tree, node: int) -> tuple[int, int]:
    """Start and end of the source with a head: its noun phrase with what says who is meant, and no half of a name."""
    return tree.once(_span, node)


def _span(tree: Tree, node: int) -> tuple[int, int]:
    phrase = noun_phrase(tree, node, described=True, names=tree.mentions)
    return phrase.start, phrase.end


def head_of_name(tree: Tree, node: int) -> int:
    """The head of the name that a token is part of."""
    while (
        tree.base[node] in ("flat", "compound", "nmod")
        and tree.head[node] != node
        and abs(tree.head[node] - node) < 5
        and tree.pos[tree.head[node]] == "PROPN"
    ):
        node = tree.head[node]
    return node
