"""What the text around an act says about the side of its patient, where the patient's own words leave it open.

Tried in this order, and each marked by its basis: the place of the act (`place`); the doer's opponent (`opponent`); an act that
the clause hangs on or names as its circumstance ("killed in an air strike on X", "attacked X, killing 20"); an authority that
counts the dead of its own territory; the same victims in the sentences before, where these are all of one side; the title's acts.
A place counts only where the act's own clause puts it there, and never for those who attack.
Every estimate can leave out what is inferred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.agency.selection import is_ground
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.passives import is_passive, is_past
from analysis.syntax.roles import Roles, of_verb
from analysis.syntax.tree import Tree

# Acts whose sufferer is the doer's opponent unless the text says otherwise.
HOSTILE = frozenset({
    "kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "detain", "blockade", "threaten", "provoke",
})  # fmt: skip
LOCATIVE = word_class("locative_prepositions")
VICTIM = frozenset({"kill", "wound"})
VIOLENT = frozenset({"kill", "wound", "attack", "shell"})
ATTACKERS = word_class("attackers")
AUTHORITIES = word_class("health_and_rescue")
CIRCUMSTANCE = word_class("circumstantial_prepositions")
# Behind them stands what somebody was hurt by, where nobody else is said to have done it.
AFTERMATH = frozenset({"after", "following"})
WITNESS = words_with("light", "undergo", "verb")
CAUSES = word_class("causes")
NEAR = 1  # sentences
GROUND = frozenset({"seize", "occupy"})
EXCHANGE = words_with("light", "exchange", "verb")
ANSWERS = word_class("answers")
SIMULTANEOUS = word_class("simultaneous_conjunctions")

# Relations by which a clause is part of what stands above it.
_PART_OF = frozenset({"acl", "advcl", "conj", "xcomp"})
BOTH = Party("both", None, "said")
RELATIVE_WORDS = word_class("clause_relatives")


@dataclass(slots=True)
class Inference:
    """What the steps look at: the events by the words of their acts, the nouns for acts, those whom the violence told of so far was upon
    (side, basis and sentence)."""

    document: Discourse
    by_node: dict[int, Event]
    nouns: list[int]
    told: list[tuple[str, str, int]]

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
    given = Inference(document, by_node, [act.node for act in acts if act.kind == "noun"], [])
    for step in (_here, _around, _authority):
        for act, roles, event in rows:
            if _open(event) and not _contested(given, roles, event):
                _put(event, step(given, act, roles, event))
    for act, roles, event in rows:
        for step in (_told_before, _title):
            if _open(event) and not _contested(given, roles, event):
                _put(event, step(given, act, roles, event))
        side = _upon(given, event) if event.event_class in VIOLENT else None
        if side is not None:
            basis = "place" if event.patient_basis in ("said", "place", "coreference") else "opponent"
            given.told.append((side, basis, event.sentence_id))


def _here(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The place of the act, else its doer's opponent."""
    tree = given.tree
    nodes = [act.node] if act.host is None else [act.node, act.host]
    nodes += [c for c in tree.kids(act.node, "conj") if _shares_place(tree, act.node, c)]
    beside = [c for node in nodes for c in tree.kids(node, "obl", "nmod", "advmod")]
    whole = tree.head[act.node] if tree.dep[act.node] == "xcomp" else act.node
    within = [n for node in (whole, roles.patient) if node is not None for n in tree.subtree(node)]
    if _exchanged(tree, act.node):
        return Party("both", None, "opponent")
    if any(tree.preposition(c) == "on" and given.sides.resolve(c) == BOTH for c in (*beside, *within)):
        return BOTH  # "killed on both sides", "killed 200, including civilians on both sides"
    attacker = roles.patient is not None and tree.lemma[roles.patient].lower() in ATTACKERS
    found = UNRESOLVED if attacker else given.sides.place(c for c in beside if c not in given.by_node)
    found = found if found.known else _result(given, act, event)
    return found if found.known else _opponent(given, event.agent_side)


def _exchanged(tree: Tree, node: int) -> bool:
    """ "exchange the bodies of those killed": each side has the other's."""
    for above in tree.above(node):
        if tree.lemma[above] in EXCHANGE:
            return True
        if tree.base[node] not in ("acl", "nmod", "obj", "conj", "amod"):
            return False
        node = above
    return False


def _result(given: Inference, act: Act, event: Event) -> Party:
    """ "shot down a Fooish helicopter, killing two": what comes of an act happens to those whom its words name."""
    tree = given.tree
    cause = given.by_node.get(tree.head[act.node]) if tree.base[act.node] in ("advcl", "acl") else None
    if cause is None or cause.patient_basis != "said" or cause.agent_start != event.agent_start:
        return UNRESOLVED
    return Party(cause.patient_side, cause.patient_actor, "opponent") if cause.patient_side else UNRESOLVED


def _shares_place(tree: Tree, node: int, other: int) -> bool:
    """ "two were killed and five injured in X": what is left out of the second stands in the first."""
    passive = is_passive(tree, node) and tree.kid(other, "aux") is None
    return passive and tree.kid(node, "obl") is None and is_past(tree, other)


def _opponent(given: Inference, side: str | None) -> Party:
    if side == "both":
        return Party("both", None, "opponent")
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
    if other.event_class == "clash" and other.agent is None and other.patient_basis == "said":
        return _opponent(given, other.patient_side)  # "killed in the fighting with X"
    if other.patient_side in side_ids:
        return Party(other.patient_side, None, "opponent" if other.patient_basis == "opponent" else "place")
    place = given.sides.place(given.tree.kids(node, "nmod", "obl"))
    return place if place.known else _answered(given, node)


def _answered(given: Inference, node: int) -> Party:
    """ "Fooland struck in response to an attack in which 20 were killed": the attack was upon those who answer it."""
    tree = given.tree
    answer = tree.head[node]
    if tree.lemma[answer] not in ANSWERS or tree.preposition(node) not in ("to", "for"):
        return UNRESOLVED
    verb = next((n for n in tree.above(answer) if tree.pos[n] == "VERB"), None)
    by = of_verb(tree, verb).agent if verb is not None else None
    side = given.sides.resolve(by).side if by is not None else None
    return Party(side, None, "opponent") if side in given.document.codebook.side_ids else UNRESOLVED


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
    for phrase in _phrases(tree, node):
        if tree.preposition(phrase) in CIRCUMSTANCE or _fatal(given, act, roles) and tree.preposition(phrase) in AFTERMATH:
            yield phrase
            yield from tree.kids(phrase, "nmod", "compound")
    if _relative(tree, node):
        before = [n for n in given.nouns if tree.first(node) <= n < node]
        yield from before[-1:]
        return
    for clause in (c for n in (node, *tree.kids(node, "conj")) for c in tree.kids(n, "advcl")):
        if any(tree.lower[m] in SIMULTANEOUS for m in tree.kids(clause, "mark", "advmod")):
            yield clause
            yield from tree.kids(clause, "obj", "conj")
    for above in tree.above(node):
        yield above
        yield from (c for c in tree.kids(above, "obj", "nsubj") if c != node)
        if tree.base[node] not in _PART_OF and not _seen(tree, node):
            return
        node = above


def _phrases(tree: Tree, node: int) -> list[int]:
    """Those of a verb, and of the last of passives that share them: "two were killed and five hurt in the raid"."""
    own = tree.kids(node, "obl", "nmod")
    passive = is_passive(tree, node)
    return own + [c for other in tree.kids(node, "conj") if passive and is_passive(tree, other) for c in tree.kids(other, "obl")]


def _fatal(given: Inference, act: Act, roles: Roles) -> bool:
    """Whether somebody is hurt or dead and nobody is said to have done it."""
    return act.words.event_class in VICTIM and roles.agent is None


def _seen(tree: Tree, node: int) -> bool:
    """ "an attack that saw 20 people killed": what is seen is part of the act."""
    return tree.base[node] in ("obj", "ccomp") and tree.lemma[tree.head[node]] in WITNESS


def _relative(tree: Tree, node: int) -> bool:
    """ "the attack in which 20 were killed": the act meant is the last that was named, wherever the clause hangs."""
    own = (child for child in tree.children[node] if child < node and tree.dep[child] != "mark")
    before = (tree.lower[n] for child in own for n in tree.subtree(child))
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
    """The side that suffers what is told just before, if it is one and the sentence names no other. Who dies of a war may be anybody."""
    if event.event_class not in VICTIM or _by_a_war(given, roles):
        return UNRESOLVED
    near = [(side, basis) for side, basis, sentence in given.told if event.sentence_id - sentence <= NEAR]
    if len({side for side, _ in near}) != 1:
        return UNRESOLVED
    side, basis = near[-1]
    return Party(side, None, basis) if _named_in_sentence(given, act) <= {side} else UNRESOLVED


def _by_a_war(given: Inference, roles: Roles) -> bool:
    return roles.agent is not None and given.tree.lemma[roles.agent].lower() in CAUSES


def _title(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The side upon which the title's acts are, where the sentence names nobody else and the act nobody."""
    end = max((end for _, end in given.document.titles), default=0)
    if event.event_class not in VICTIM or event.start < end or event.agent is not None:
        return UNRESOLVED
    named = [e for e in given.by_node.values() if e.start < end and e.event_class in VIOLENT]
    sides = {side for e in named if (side := _upon(given, e)) is not None}
    return Party(sides.pop(), None, "opponent") if len(sides) == 1 and not _named_in_sentence(given, act) else UNRESOLVED


def _upon(given: Inference, event: Event) -> str | None:
    known = event.patient_side in given.document.codebook.side_ids
    return event.patient_side if known else given.document.codebook.opponent(event.agent_side)


def _named_in_sentence(given: Inference, act: Act) -> set[str]:
    """The sides whose people or places the sentence names."""
    first = given.tree.first(act.node)
    last = first + sum(1 for _ in given.tree.subtree(given.tree.root(act.node)))
    return {m.side for n in range(first, last) if (m := given.sides.at.get(n)) and m.side is not None}


def _open(event: Event) -> bool:
    return event.patient is not None and event.patient_basis is None and event.event_class in HOSTILE


def _contested(given: Inference, roles: Roles, event: Event) -> bool:
    """Whether the patient is somewhere in a place that gives nobody a side, or may be such a place."""
    if roles.patient is None:
        return False
    if event.event_class in GROUND:
        return _may_be_contested(given, roles.patient)
    beside = given.tree.kids(roles.patient, "nmod")
    where = [n for c in beside if given.tree.preposition(c) in LOCATIVE for n in given.tree.subtree(c)]
    named = (given.sides.at.get(n) for n in where)
    return any(mention is not None and mention.kind == "contested" for mention in named)


def _may_be_contested(given: Inference, node: int) -> bool:
    """Whether ground that is taken gives nobody a side, or has no name where the text speaks of such ground: whoever takes it may say that
    it is theirs."""
    named = [m for n in given.tree.subtree(node) if (m := given.sides.at.get(n)) is not None]
    if any(mention.kind == "contested" for mention in named):
        return True
    return not named and is_ground(given.tree, node) and any(m.kind == "contested" for m in given.sides.at.values())


def _put(event: Event, party: Party) -> None:
    if party.known:
        event.patient_side, event.patient_actor, event.patient_basis = party.side, party.actor, party.basis
