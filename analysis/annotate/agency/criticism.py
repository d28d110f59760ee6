"""Words of attack that mean words: "attacked X for saying so", "hit back by calling it a lie", "came under fire for resigning"."""

from analysis.syntax.subjects import SPEECH
from analysis.syntax.tree import Tree

VERBAL = frozenset({"attack", "shell"})


def is_criticism(tree: Tree, node: int, event_class: str) -> bool:
    """Whether a verb of attack, or the light verb around a noun, has what somebody is criticised for behind it, or what is said."""
    if event_class not in VERBAL:
        return False
    clauses = [c for n in (node, *tree.kids(node, "obj")) for c in tree.kids(n, "advcl", "acl") if c > node]
    return any(_for_doing(tree, c) or _by_saying(tree, c) for c in clauses)


def _marks(tree: Tree, clause: int) -> set[str]:
    return {tree.lower[m] for m in tree.kids(clause, "mark", "case")}


def _for_doing(tree: Tree, clause: int) -> bool:
    return tree.lower[clause].endswith("ing") and not _marks(tree, clause).isdisjoint({"for", "over"})


def _by_saying(tree: Tree, clause: int) -> bool:
    return tree.lemma[clause] in SPEECH and "by" in _marks(tree, clause)
