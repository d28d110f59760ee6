"""What the text around an act says about the side of its patient, where the patient's own words leave it open.

Tried in this order, and each marked by its basis: the place of the act (`place`); the doer's opponent (`opponent`); an act that
the clause hangs on or names as its circumstance ("killed in an air strike on X", "attacked X, killing 20"); an authority that
counts the dead of its own territory; the same victims in the title or the sentences before, where these are all of one side.
Every estimate can leave out what is inferred.
"""

from collections.abc import Iterator, Sequence

from analysis.annotate.agency.acts import Act
from analysis.annotate.parties import UNRESOLVED, Party, Sides
from analysis.codebook import Codebook
from analysis.english.lexicon import words
from analysis.schema import Attribution, Event
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

# Acts whose sufferer is the doer's opponent unless the text says otherwise.
HOSTILE = words("inference", "hostile")
AUTHORITIES = words("inference", "authorities")
CIRCUMSTANCE = words("inference", "circumstance")
SIMULTANEOUS = words("inference", "simultaneous")

# Relations by which a clause is part of what stands above it.
_PART_OF = frozenset({"acl", "advcl", "conj", "xcomp"})
RELATIVE_WORDS = frozenset({"which", "that", "when", "where"})


class Inference:
    """Fills in the patients' sides of one document's events."""

    def __init__(
        self, tree: Tree, sides: Sides, codebook: Codebook, attributions: Sequence[Attribution], title_end: int
    ):
        """`title_end`: the first token after the title, 0 where there is none."""
        self.tree, self.sides, self.codebook, self.title_end = tree, sides, codebook, title_end
        self.attributions = {a.attribution_id: a for a in attributions}

    def __call__(self, acts: Sequence[Act], found: Sequence[Roles], events: Sequence[Event]) -> None:
        """Write side, actor and basis of the patients that are still unresolved."""
        self.nouns = [act.node for act in acts if act.kind == "noun"]
        self.by_node = {
            n: event for act, event in zip(acts, events, strict=True) for n in (act.node, act.host) if n is not None
        }
        rows = list(zip(acts, found, events, strict=True))
        for step in (self._here, self._around, self._authority):
            for act, roles, event in rows:
                if _open(event):
                    _put(event, step(act, roles, event))
        told: dict[str, str] = {}
        for act, _, event in rows:
            if _open(event):
                _put(event, self._told_before(act, told) or self._scene(act))
            if event.event_class == "kill" and event.patient_side in self.codebook.side_ids:
                told.setdefault(event.patient_side, "opponent" if event.patient_basis == "opponent" else "place")

    def _here(self, act: Act, roles: Roles, event: Event) -> Party:
        """The place of the act, else its doer's opponent."""
        tree = self.tree
        nodes = (act.node, act.host) if act.host is not None else (act.node,)
        places = [c for node in nodes for c in tree.kids(node, "obl", "nmod", "advmod") if c not in self.by_node]
        found = self.sides.place(places)
        return found if found.known else self._opponent(event.agent_side)

    def _opponent(self, side: str | None) -> Party:
        other = self.codebook.opponent(side)
        return Party(other, None, "opponent") if other else UNRESOLVED

    def _around(self, act: Act, roles: Roles, event: Event) -> Party:
        """What another act that this one is part of says of its patient, else the opponent of that act's doer."""
        for node in self._circumstances(act, roles):
            other = self.by_node.get(node)
            if other is None:
                found = self._owned(node)
            elif other is event:
                continue
            elif other.agent_side in self.codebook.side_ids:
                found = self._opponent(other.agent_side)
            elif other.patient_side in self.codebook.side_ids:
                found = Party(other.patient_side, None, "opponent" if other.patient_basis == "opponent" else "place")
            else:
                found = self.sides.place(self.tree.kids(node, "nmod", "obl"))
            if found.known:
                return found
        return UNRESOLVED

    def _owned(self, node: int) -> Party:
        """ "died in Fooish custody", "killed in Fooland's campaign": whose it is acts."""
        tree = self.tree
        if tree.preposition(node) not in CIRCUMSTANCE or tree.pos[node] != "NOUN":
            return UNRESOLVED
        owner = next((c for c in tree.kids(node, "nmod:poss", "amod", "compound") if self.sides.party(c)), None)
        return self._opponent(self.sides.resolve(owner).side) if owner is not None else UNRESOLVED

    def _circumstances(self, act: Act, roles: Roles) -> Iterator[int]:
        """Nodes that may stand for an act around this one, the nearest in grammar first."""
        tree, node = self.tree, act.node
        if roles.agent is not None:
            yield roles.agent
        for phrase in tree.kids(node, "obl", "nmod"):
            if tree.preposition(phrase) in CIRCUMSTANCE:
                yield phrase
                yield from tree.kids(phrase, "nmod", "compound")
        if self._relative(node):
            before = [n for n in self.nouns if tree.first(node) <= n < node]
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

    def _relative(self, node: int) -> bool:
        """ "the attack in which 20 were killed": the act meant is the last that was named, wherever the clause hangs."""
        words = (
            self.tree.lower[n] for child in self.tree.children[node] if child < node for n in self.tree.subtree(child)
        )
        return not RELATIVE_WORDS.isdisjoint(words)

    def _authority(self, act: Act, roles: Roles, event: Event) -> Party:
        """Health and rescue services count the dead of their own territory."""
        source = self.attributions.get(event.attribution_id) if event.attribution_id else None
        if (
            source is None
            or source.source is None
            or source.source_side not in self.codebook.side_ids
            or event.agent is not None
        ):
            return UNRESOLVED
        if AUTHORITIES.isdisjoint(source.source.lower().replace("-", " ").split()):
            return UNRESOLVED
        return Party(source.source_side, source.source_actor, "place")

    def _told_before(self, act: Act, told: dict[str, str]) -> Party | None:
        """The side of the victims told of before (side: basis), if all were of one and the sentence names no other."""
        if len(told) != 1:
            return None
        side, basis = next(iter(told.items()))
        return Party(side, None, basis) if self._named(act)[0] <= {side} else None

    def _scene(self, act: Act) -> Party:
        """The side whose place the sentence or, where it names no side, the title names, if that names no other."""
        named, places = self._named(act)
        if not named:
            named, places = self._within(0, self.title_end)
        return Party(*places.pop(), "place") if len(named) == len(places) == 1 else UNRESOLVED

    def _named(self, act: Act) -> tuple[set[str], set[tuple[str, str | None]]]:
        first = self.tree.first(act.node)
        return self._within(first, first + sum(1 for _ in self.tree.subtree(self.tree.root(act.node))))

    def _within(self, start: int, end: int) -> tuple[set[str], set[tuple[str, str | None]]]:
        """The sides that a stretch of tokens names, and the (side, actor) of the places that it names."""
        found = [m for n in range(start, end) if (m := self.sides.at.get(n)) and m.side is not None]
        return {m.side for m in found}, {(m.side, m.actor) for m in found if m.kind == "place"}


def _open(event: Event) -> bool:
    return event.patient is not None and event.patient_basis is None and event.event_class in HOSTILE


def _put(event: Event, party: Party) -> None:
    if party.known:
        event.patient_side, event.patient_actor, event.patient_basis = party.side, party.actor, party.basis
