"""The object of a verb: its own, the noun of an object relative, a clause that is said or wanted, or one shared with another verb."""

from analysis.syntax.relatives import is_object_gap, stands_for
from analysis.syntax.subjects import SPEECH
from analysis.syntax.tree import Tree


def object_of(tree: Tree, node: int) -> int | None:
    """The head of the object, the noun of an object relative, or the clause that is said, wanted or seen; null where there is none."""
    found = tree.kid(node, "obj")
    found = tree.kid(node, "iobj") if found is None else found
    if found is not None:
        return stands_for(tree, node, found) if tree.dep[node] == "acl:relcl" else found
    if tree.dep[node] == "acl:relcl" and is_object_gap(tree, node) and tree.kid(node, "ccomp") is None:
        return tree.head[node]
    clause = _clause(tree, node)
    return clause if clause is not None else _shared(tree, node)


def joined(tree: Tree, node: int) -> int | None:
    """The verb coordinated with this one that follows without anything between them."""
    following = tree.kid(node, "conj")
    if following is not None and all(tree.pos[i] in ("CCONJ", "ADV", "PUNCT") for i in range(node + 1, following)):
        return following
    return None


def _clause(tree: Tree, node: int) -> int | None:
    clause = tree.kid(node, "ccomp", "xcomp")
    if clause is not None and tree.dep[clause] == "xcomp" and tree.pos[clause] == "ADJ":
        clause = None
    if clause is None and tree.lemma[node] in SPEECH:
        return tree.head[node] if tree.dep[node] == "parataxis" else tree.kid(node, "parataxis")
    return clause


def _shared(tree: Tree, node: int) -> int | None:
    """The one object of verbs joined without anything between them: "shelled and burned the village"."""
    if tree.dep[node] == "conj":
        found = tree.kid(tree.head[node], "obj")
        if found is not None and found > node:
            return found
    following = joined(tree, node)
    return tree.kid(following, "obj") if following is not None else None
