"""The object of a verb: its own, the noun of an object relative, a clause that is said or wanted, or one shared with another verb."""

from collections.abc import Container

from analysis.syntax.relatives import is_object_gap, predicated, stands_for
from analysis.syntax.subjects import SPEECH
from analysis.syntax.tree import Tree


def object_of(tree: Tree, node: int) -> int | None:
    """The head of the object, the noun of an object relative, or the clause that is said, wanted or seen; null where there is none."""
    found = tree.kid(node, "obj")
    found = tree.kid(node, "iobj") if found is None else found
    if found is not None:
        return stands_for(tree, node, found) if tree.dep[node] == "acl:relcl" else found
    if tree.dep[node] == "acl:relcl" and is_object_gap(tree, node) and tree.kid(node, "ccomp") is None:
        return predicated(tree, tree.head[node])
    clause = _clause(tree, node)
    return clause if clause is not None else _shared(tree, node)


def joined(tree: Tree, node: int) -> int | None:
    """The verb coordinated with this one that follows without anything between them."""
    following = tree.kid(node, "conj")
    if following is not None and all(tree.pos[i] in ("CCONJ", "ADV", "PUNCT") for i in range(node + 1, following)):
        return following
    return None


def stranded(tree: Tree, node: int, prepositions: Container[str]) -> int | None:
    """The preposition of a verb that has no noun of its own behind it: "were fired on", "shot at by X", "fired at, and sent men into, X"."""
    for child in tree.kids(node, "obl", "advmod", "compound:prt", "case"):
        if (
            child > node
            and tree.pos[child] in ("ADP", "ADV")
            and not tree.children[child]
            and tree.lower[child] in prepositions
        ):
            return child
    return None


def shared_phrase(tree: Tree, node: int, preposition: int) -> int | None:
    """The noun of a preposition that another verb's preposition shares: "fired at, and sent men into, X"."""
    following = tree.kid(node, "conj")
    if following is None or tree.lower[preposition + 1 : preposition + 2] != [","]:
        return None
    return next((c for c in tree.kids(following, "obl") if tree.kid(c, "case") is not None), None)


def _clause(tree: Tree, node: int) -> int | None:
    clause = tree.kid(node, "ccomp", "xcomp")
    if clause is not None and tree.dep[clause] == "xcomp" and tree.pos[clause] == "ADJ":
        clause = None
    if clause is None and tree.lemma[node] in SPEECH:
        return tree.head[node] if tree.dep[node] == "parataxis" else tree.kid(node, "parataxis")
    return clause


def _shared(tree: Tree, node: int) -> int | None:
    """The one object of joined verbs that stands behind the last: "shelled and burned the village", "bombed and, later, took it"."""
    if tree.dep[node] == "conj":
        found = tree.kid(tree.head[node], "obj")
        if found is not None and found > node:
            return found
    following = joined(tree, node)
    if following is None and _broken_off(tree, node):
        following = next((c for c in tree.kids(node, "conj") if tree.pos[c] == "VERB"), None)
    return tree.kid(following, "obj") if following is not None else None


def _broken_off(tree: Tree, node: int) -> bool:
    """Whether a verb is followed at once by "and" and a comma, or a comma and "and", and so waits for what stands behind the next."""
    behind = tree.lower[node + 1 : node + 3]
    return len(behind) == 2 and "," in behind and not {"and", "or", "but"}.isdisjoint(behind)
