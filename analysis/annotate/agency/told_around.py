"""Whose a sufferer is by what stands around the act: an act joined to it, the same act told before, acts of a state upon its own people.

All of it is inferred, and has a basis of its own (`context`, `home`).
"""

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.inference import Inference
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.word_classes import source_kinds, word_class
from analysis.schema import Event
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

KEEPERS = word_class("keepers_of_order")
DOMESTIC = word_class("domestic_critics")
TREASONS = word_class("treasons")
DEFINITE = word_class("definite_determiners")
RESIDENTS = word_class("residents")
LEAVE = frozenset({"leave", "flee", "depart", "withdraw", "evacuate"})
HOMES = frozenset({"home", "house", "property", "belongings"})
_STATE = frozenset({"government", "local authorities"})


def own_people(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """ "the Fooish authorities arrested opposition leaders", "shot two men accused of spying": those of Fooland."""
    if roles.patient is None or event.agent_side not in given.document.codebook.side_ids:
        return UNRESOLVED
    tree = given.tree
    words = [roles.patient, *tree.kids(roles.patient, "compound", "amod")]
    inside = any(tree.lemma[n].lower() in DOMESTIC for n in words) or _own_homes(given, act, roles, event)
    inside = inside or _for_treason(given, act, roles.patient)
    return Party(event.agent_side, None, "home") if inside else UNRESOLVED


def _for_treason(given: Inference, act: Act, patient: int) -> bool:
    """Whether a sufferer is charged with what one can do to one's own side only, by words of his or of the act."""
    tree = given.tree
    phrases = [patient, *(c for c in tree.kids(act.node, "obl", "advcl") if _reason(tree, c))]
    charged = [n for phrase in phrases for n in tree.subtree(phrase) if n not in given.by_node and n != patient]
    return any(tree.lemma[n].lower() in TREASONS or tree.lower[n] in TREASONS for n in charged)


def _reason(tree: Tree, node: int) -> bool:
    return any(tree.lower[c] in ("for", "over", "on") for c in tree.kids(node, "case", "mark"))


def _own_homes(given: Inference, act: Act, roles: Roles, event: Event) -> bool:
    """ "the Fooish residents set fire to homes before they left": to theirs."""
    if roles.agent is None or roles.patient is None or event.event_class != "destroy":
        return False
    tree = given.tree
    bare = tree.kid(roles.patient, "nmod:poss", "amod") is None
    leaving = any(tree.lemma[c] in LEAVE for n in (act.node, roles.patient) for c in tree.kids(n, "advcl", "acl"))
    return (
        bare and leaving and tree.lemma[roles.agent].lower() in RESIDENTS and tree.lemma[roles.patient].lower() in HOMES
    )


def may_be_own(given: Inference, roles: Roles, event: Event) -> bool:
    """Whether the doer is one that a state has for its own people, so that its opponent is not meant."""
    if roles.agent is None:
        return False
    lemma = given.tree.lemma[roles.agent].lower()
    kind = source_kinds().get(lemma)
    if lemma in KEEPERS or event.event_class == "detain" and kind in _STATE:
        return True
    return event.event_class == "destroy" and kind == "civilian or witness" and lemma in RESIDENTS


def joined(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """ "civilians were hurt by Fooish fire, houses damaged": nobody else is said to have done the second."""
    tree, node = given.tree, act.node
    if event.agent is not None:
        return UNRESOLVED
    beside = [tree.head[node]] if tree.base[node] in ("conj", "parataxis") else []
    beside += tree.kids(node, "conj", "parataxis")
    if tree.base[node] == "conj" and tree.kid(node, "aux", "obj") is None:  # "reported 20 deaths and 60 wounded"
        beside += tree.kids(tree.head[node], "obj")
    for other in (given.by_node.get(n) for n in beside):
        if (
            other is not None
            and other is not event
            and other.patient_basis is not None
            and other.event_class != "clash"
        ):
            side = other.patient_side
            return Party(side, None, "context") if side in given.document.codebook.side_ids else UNRESOLVED
    return UNRESOLVED


def same_act(given: Inference, node: int) -> Party:
    """ "killed in the attack", where all attacks told of before that are said to be somebody's are those of one side."""
    tree = given.tree
    if not any(tree.lower[c] in DEFINITE for c in tree.kids(node, "det")):
        return UNRESOLVED
    before = [e for n, e in given.by_node.items() if n < node and tree.lemma[n] == tree.lemma[node]]
    sides = {e.agent_side for e in before if e.agent_side in given.document.codebook.side_ids}
    other = given.document.codebook.opponent(sides.pop()) if len(sides) == 1 else None
    return Party(other, None, "context") if other else UNRESOLVED
