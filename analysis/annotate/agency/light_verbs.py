"""The light verb around an eventive noun ("carried out an attack", "came under fire", "fighting broke out"), and how it carries it."""

from collections.abc import Callable, Container
from typing import Literal, NamedTuple

from analysis.annotate.agency.kinds import may_be_hit
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax import roles
from analysis.syntax.passives import is_passive
from analysis.syntax.tree import Tree

CARRY = words_with("light", "carry", "verb")
UNDERGO = words_with("light", "undergo", "verb")
CAUSE = words_with("light", "cause", "verb")
HAPPEN = words_with("light", "happen", "verb")
SHAKE = words_with("light", "shake", "verb")
TAKEN = word_class("taken_by_who_acts")
WHOLES = word_class("wholes")
AMOUNTS = word_class("amounts")
COURSES = word_class("courses_of_action")
SHARES = frozenset({"some", "much", "most", "all"})
UNDER = words_with("light", "under", "verb")
Host = Literal["carry", "undergo", "happen", "cause"]


class LightVerb(NamedTuple):
    """The verb that only carries an eventive noun, and how; the noun itself where it is the predicate ("is under attack")."""

    node: int
    kind: Host


def light_verb(tree: Tree, node: int) -> LightVerb | None:
    """The light verb around an eventive noun; null where there is none."""
    if tree.dep[node] == "conj" and (own := _carrying(tree, node)):
        return LightVerb(own[0], "carry")  # "cleansing and massacres committed by both sides"
    while _is_part(tree, node):
        node = tree.head[node]
    return decide(LIGHT_VERBS, tree, node)


def _is_part(tree: Tree, node: int) -> bool:
    """Whether a verb around the noun above carries this one too: "a strike and a raid were launched", "a string of blasts rocked X", "began a
    bombing campaign"."""
    above = tree.head[node]
    if tree.preposition(node) == "of" and (tree.lower[above] in SHARES or _days_under(tree, above)):
        return tree.base[node] == "nmod"  # "experienced some of the worst shelling", "under days of attack"
    if tree.pos[above] not in ("NOUN", "PROPN"):
        return False
    counted = (
        tree.lemma[above] in COURSES | AMOUNTS and tree.preposition(node) == "of" and tree.kid(node, "det") is None
    )
    inside = tree.dep[node] == "compound" and tree.lemma[above] in WHOLES
    return tree.dep[node] == "conj" or inside or tree.base[node] == "nmod" and counted


def _days_under(tree: Tree, node: int) -> bool:
    return tree.is_time(node) and tree.preposition(node) == "under"


def _verb_above(kind: Host) -> Callable[[Tree, int], LightVerb]:
    return lambda tree, node: LightVerb(tree.head[node], kind)


def _object_of(verbs: frozenset[str]) -> Callable[[Tree, int], bool]:
    return lambda tree, node: tree.dep[node] == "obj" and tree.lemma[tree.head[node]] in verbs


def _behind(preposition: str, verbs: Container[str]) -> Callable[[Tree, int], bool]:
    return lambda tree, node: (
        tree.base[node] == "obl" and tree.lemma[tree.head[node]] in verbs and tree.preposition(node) == preposition
    )


def _with_object_behind(preposition: str, verbs: Container[str]) -> Callable[[Tree, int], bool]:
    behind = _behind(preposition, verbs)
    return lambda tree, node: behind(tree, node) and tree.kid(tree.head[node], "obj", "nsubj:pass") is not None


def _takes_action(tree: Tree, node: int) -> bool:
    """Who takes losses suffers, who takes action acts."""
    return _object_of(frozenset({"take"}))(tree, node) and tree.lemma[node] in TAKEN


def _happens(tree: Tree, node: int) -> bool:
    verb = tree.head[node]
    if tree.dep[node] not in ("nsubj", "nsubj:pass") or tree.lemma[verb] not in HAPPEN:
        return False
    return tree.lemma[verb] in {"take", *SHAKE} or not _has_object(tree, verb)  # "took place", "rocked the city"


def _happening(tree: Tree, node: int) -> list[int]:
    """The clauses behind a noun that say that it happened."""
    clauses = [c for c in tree.kids(node, "acl") if tree.dep[c] == "acl:relcl" and tree.lemma[c] in HAPPEN]
    return [c for c in clauses if not _has_object(tree, c)]


def _carrying(tree: Tree, node: int) -> list[int]:
    """The clauses behind a noun that say who carried it out."""
    clauses = [c for c in tree.kids(node, "acl") if tree.lemma[c] in CARRY]
    return [c for c in clauses if roles.of_verb(tree, c).patient == node]


def _is_found(clause: Callable[[Tree, int], list[int]]) -> Callable[[Tree, int], bool]:
    return lambda tree, node: bool(clause(tree, node))


def _first(clause: Callable[[Tree, int], list[int]], kind: Host) -> Callable[[Tree, int], LightVerb]:
    return lambda tree, node: LightVerb(clause(tree, node)[0], kind)


def _beside_the_noun(tree: Tree, node: int) -> bool:
    bare = tree.base[node] == "nmod" and tree.preposition(node) == "under" and tree.kid(node, "det") is None
    return bare and may_be_hit(tree, tree.head[node])


LIGHT_VERBS: tuple[Rule[LightVerb], ...] = (
    Rule("carried out an attack", _object_of(CARRY), _verb_above("carry")),
    Rule("took military action", _takes_action, _verb_above("carry")),
    Rule("suffered an attack", _object_of(UNDERGO), _verb_above("undergo")),
    Rule("caused damage", _object_of(CAUSE), _verb_above("cause")),
    Rule(
        "an attack was carried out",
        lambda tree, node: tree.dep[node] == "nsubj:pass" and tree.lemma[tree.head[node]] in CARRY,
        _verb_above("carry"),
    ),
    Rule(
        "damage was inflicted",
        lambda tree, node: tree.dep[node] == "nsubj:pass" and tree.lemma[tree.head[node]] in CAUSE,
        _verb_above("cause"),
    ),
    Rule("fighting broke out", _happens, _verb_above("happen")),
    Rule("came under fire", _behind("under", UNDER), _verb_above("undergo")),
    Rule("suffered from shelling", _behind("from", ("suffer", "reel")), _verb_above("undergo")),
    Rule("caught in crossfire", _behind("in", ("catch",)), _verb_above("undergo")),
    Rule("put X under siege", _with_object_behind("under", ("put", "place", "keep", "hold")), _verb_above("carry")),
    Rule(
        "subjected X to shelling",
        _behind("to", ("subject", "expose")),
        lambda tree, node: LightVerb(tree.head[node], "undergo" if is_passive(tree, tree.head[node]) else "carry"),
    ),
    Rule("went on the offensive", _behind("on", ("go",)), _verb_above("carry")),
    Rule("engaged in shelling", _behind("in", ("engage", "participate")), _verb_above("carry")),
    Rule(
        "answered with fire",
        _behind("with", ("respond", "reply", "answer", "retaliate", "counter")),
        _verb_above("carry"),
    ),
    Rule("resorted to violence", _behind("to", ("resort",)), _verb_above("carry")),
    Rule(
        "is under attack",
        lambda tree, node: tree.preposition(node) == "under" and tree.kid(node, "cop") is not None,
        lambda tree, node: LightVerb(node, "undergo"),
    ),
    Rule("a town under siege", _beside_the_noun, lambda tree, node: LightVerb(node, "undergo")),
    # The clause that the noun stands in first, then those that describe it.
    Rule("fighting that broke out", _is_found(_happening), _first(_happening, "happen")),
    Rule("an attack launched by X", _is_found(_carrying), _first(_carrying, "carry")),
)


def _has_object(tree: Tree, node: int) -> bool:
    return any(not tree.is_time(child) for child in tree.kids(node, "obj"))
