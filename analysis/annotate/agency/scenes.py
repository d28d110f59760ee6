"""Where an act is seen or heard that its own clause puts nowhere."""

from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.subjects import SPEECH
from analysis.syntax.tree import Tree

SEEING = word_class("verbs_of_seeing")


def scene(tree: Tree, node: int) -> list[int]:
    """Where those are who see or hear it: "a reporter in Greendale saw houses turned to rubble", "in Greendale two men heard an explosion"."""
    while tree.base[node] in ("obj", "ccomp", "xcomp", "acl", "nmod", "conj") and tree.head[node] != node:
        node = tree.head[node]
        if tree.lemma[node] in SEEING and tree.pos[node] == "VERB":
            by = roles.of_verb(tree, node).agent
            there = tree.kids(by, "nmod") if by is not None else []
            return [c for c in (*tree.kids(node, "obl"), *there) if tree.preposition(c) in ("in", "at")]
        if tree.pos[node] == "VERB" and tree.lemma[node] in SPEECH:
            return []
    return []
