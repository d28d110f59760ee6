"""What the text around an act says about the side of its patient, where the patient's own words leave it open.

Tried in this order, and each marked by its basis: the place of the act (`place`); the doer's opponent (`opponent`); an act that
the clause hangs on or names as its circumstance ("killed in an air strike on X", "attacked X, killing 20"); an authority that
counts the dead of its own territory; the same victims in the title or the sentences before, where these are all of one side.
Every estimate can leave out what is inferred.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

# Acts whose sufferer is the doer's opponent unless the text says otherwise.
HOSTILE = frozenset({
    "kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "detain", "blockade", "threaten", "provoke",
})  # fmt: skip
AUTHORITIES = word_class("health_and_rescue")
CIRCUMSTANCE = word_class("circumstantial_prepositions")
SIMULTANEOUS = word_class("simultaneous_conjunctions")

# Relations by which a clause is part of what stands above it.
_PART_OF = frozenset({"acl", "advcl", "conj", "xcomp"})
BOTH = Party("both", None, "said")
RELATIVE_WORDS = word_class("clause_relatives")


@dataclass(slots=True)
class Inference:
    """What the steps look at: the events by the words of their acts, the nouns for acts, the sides of the dead told of so far (side:
    basis)."""

    document: Discourse
    by_node: dict[int, Event]
    nouns: list[int]
    told: dict[str, str]

    @property
    def tree(self) -> Tree:
        return self.document.tree

    @property
    def sides(self) -> Sides:
        return self.document.sides


def infer_sufferers(document: Discourse, acts: Sequence[Act], found: Sequence[Roles], events: Sequence[Event]) -> None:
    """Write side, actor and basis of the patients that are still unresolved."""
    rows = list(zip(acts, found, events, strict=True))
    by_node = {n: event for act, _, event in rows for n in (act.node, act.host) if n is not None}
    given = Inference(document, by_node, [act.node for act in acts if act.kind == "noun"], {})
    for step in (_here, _around, _authority):
        for act, roles, event in rows:
            if _open(event):
                _put(event, step(given, act, roles, event))
    for act, roles, event in rows:
        for step in (_told_before, _scene):
            if _open(event):
                _put(event, step(given, act, roles, event))
        if event.event_class == "kill" and event.patient_side in document.codebook.side_ids:
            given.told.setdefault(event.patient_side, "opponent" if event.patient_basis == "opponent" else "place")


def _here(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The place of the act, else its doer's opponent."""
    tree = given.tree
    nodes = [act.node] if act.host is None else [act.node, act.host]
    nodes += [c for c in tree.kids(act.node, "conj") if _shares_place(tree, act.node, c)]
    beside = [c for node in nodes for c in tree.kids(node, "obl", "nmod", "advmod")]
    if any(tree.preposition(c) == "on" and given.sides.resolve(c) == BOTH for c in beside):
        return BOTH  # "killed on both sides"
    found = given.sides.place(c for c in beside if c not in given.by_node)
    return found if found.known else _opponent(given, event.agent_side)


def _shares_place(tree: Tree, node: int, other: int) -> bool:
    """ "two were killed and five injured in X": what is left out of the second stands in the first."""
    passive = tree.kid(node, "aux:pass") is not None and tree.kid(other, "aux") is None
    return passive and tree.kid(node, "obl") is None and tree.form(other) == "Part"


def _opponent(given: Inference, side: str | None) -> Party:
    other = given.document.codebook.opponent(side)
    return Party(other, None, "opponent") if other else UNRESOLVED


def _around(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """What another act that this one is part of says of its patient, else the opponent of that act's doer."""
    for node in _circumstances(given, act, roles):
        other = given.by_node.get(node)
        if other is event:
            continue
        found = _owned(given, node) if other is None else _of_other(given, node, other)
        if found.known:
            return found
    return UNRESOLVED


def _of_other(given: Inference, node: int, other: Event) -> Party:
    side_ids = given.document.codebook.side_ids
    if other.agent_side in side_ids:
        return _opponent(given, other.agent_side)
    if other.patient_side in side_ids:
        return Party(other.patient_side, None, "opponent" if other.patient_basis == "opponent" else "place")
    return given.sides.place(given.tree.kids(node, "nmod", "obl"))


def _owned(given: Inference, node: int) -> Party:
    """ "died in Fooish custody", "killed in Fooland's campaign": whose it is acts."""
    tree = given.tree
    if tree.preposition(node) not in CIRCUMSTANCE or tree.pos[node] != "NOUN":
        return UNRESOLVED
    owner = next((c for c in tree.kids(node, "nmod:poss", "amod", "compound") if given.sides.party(c)), None)
    return _opponent(given, given.sides.resolve(owner).side) if owner is not None else UNRESOLVED


def _circumstances(given: Inference, act: Act, roles: Roles) -> Iterator[int]:
    """Nodes that may stand for an act around this one, the nearest in grammar first."""
    tree, node = given.tree, act.node
    if roles.agent is not None:
        yield roles.agent
    for phrase in tree.kids(node, "obl", "nmod"):
        if tree.preposition(phrase) in CIRCUMSTANCE:
            yield phrase
            yield from tree.kids(phrase, "nmod", "compound")
    if _relative(tree, node):
        before = [n for n in given.nouns if tree.first(node) <= n < node]
        yield from before[-1:]
        return
    for clause in tree.kids(node, "advcl"):
        if any(tree.lower[m] in SIMULTANEOUS for m in tree.kids(clause, "mark", "advmod")):
            yield clause
            yield from tree.kids(clause, "obj", "conj")
    for above in tree.above(node):
        yield above
        yield from (c for c in tree.kids(above, "obj", "nsubj") if c != node)
        if tree.base[node] not in _PART_OF:
            return
        node = above


def _relative(tree: Tree, node: int) -> bool:
    """ "the attack in which 20 were killed": the act meant is the last that was named, wherever the clause hangs."""
    before = (tree.lower[n] for child in tree.children[node] if child < node for n in tree.subtree(child))
    return not RELATIVE_WORDS.isdisjoint(before)


def _authority(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """Health and rescue services count the dead of their own territory."""
    source = given.document.attributions.get(event.attribution_id) if event.attribution_id else None
    if source is None or source.source is None or event.agent is not None:
        return UNRESOLVED
    own = source.source_side in given.document.codebook.side_ids
    if not own or AUTHORITIES.isdisjoint(source.source.lower().replace("-", " ").split()):
        return UNRESOLVED
    return Party(source.source_side, source.source_actor, "place")


def _told_before(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The side of the victims told of before, if all were of one and the sentence names no other."""
    if len(given.told) != 1:
        return UNRESOLVED
    side, basis = next(iter(given.told.items()))
    return Party(side, None, basis) if _named_in_sentence(given, act)[0] <= {side} else UNRESOLVED


def _scene(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The side whose place the sentence or, where it names no side, the title names, if that names no other."""
    named, places = _named_in_sentence(given, act)
    if not named:
        named, places = _within(given, 0, _title_end(given.document))
    if len(named) != 1 or len(places) != 1:
        return UNRESOLVED
    place = places.pop()
    return Party(place.side, place.actor, "place")


def _title_end(document: Discourse) -> int:
    """The first token after the title, 0 where there is none."""
    return max((bisect_left(document.tree.start, end) for _, end in document.titles), default=0)


Named = tuple[set[str], set[Party]]


def _named_in_sentence(given: Inference, act: Act) -> Named:
    first = given.tree.first(act.node)
    return _within(given, first, first + sum(1 for _ in given.tree.subtree(given.tree.root(act.node))))


def _within(given: Inference, start: int, end: int) -> Named:
    """The sides that a stretch of tokens names, and those whose places it names."""
    found = [m for n in range(start, end) if (m := given.sides.at.get(n))]
    parties = [(Party(m.side, m.actor), m.kind) for m in found if m.side is not None]
    return {party.side for party, _ in parties}, {party for party, kind in parties if kind == "place"}


def _open(event: Event) -> bool:
    return event.patient is not None and event.patient_basis is None and event.event_class in HOSTILE


def _put(event: Event, party: Party) -> None:
    if party.known:
        event.patient_side, event.patient_actor, event.patient_basis = party.side, party.actor, party.basis
