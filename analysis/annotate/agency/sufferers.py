"""What the text around an act says about the side of its patient, where the patient's own words leave it open.

Tried in this order, and each marked by its basis: a state's own critics (`home`); the place of the act (`place`); the doer's opponent (`opponent`); an act that
the clause hangs on or names as its circumstance ("killed in an air strike on X", "attacked X, killing 20"); an authority that
counts the dead of its own territory; a side that tells of its civilians' deaths; an act joined to it (`context`); what is told just before,
where all of it is upon one side; the acts of the title. Contested ground that nobody is said to have taken stays open, and so does who dies of a war; bodies that are exchanged are of both.
A place counts only where the act's own clause puts it there, and never for those who attack.
Every estimate can leave out what is inferred.
"""

from collections.abc import Sequence

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.circumstances import VICTIM, around, opponent
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.agency.inference import Inference
from analysis.annotate.agency.kinds import is_ground
from analysis.annotate.agency.scenes import scene
from analysis.annotate.agency.told_around import joined, may_be_own, own_people
from analysis.annotate.agency.told_before import VIOLENT, named_in_sentence, of_title, told_before, upon
from analysis.annotate.agency.whose import ground_before
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.passives import is_passive, is_past
from analysis.syntax.relatives import noun_before
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

# Acts whose sufferer is the doer's opponent unless the text says otherwise.
HOSTILE = frozenset({
    "kill", "wound", "attack", "shell", "clash", "seize", "occupy", "displace", "destroy", "detain", "blockade", "threaten", "provoke",
})  # fmt: skip
LOCATIVE = word_class("locative_prepositions")
ATTACKERS = word_class("attackers")
AUTHORITIES = word_class("health_and_rescue")
MEANS = word_class("instruments") | word_class("strikes_from_afar")
SOURCES = frozenset({"from", "out", "out of"})
DESTINATIONS = frozenset({"to", "into", "onto", "toward", "towards"})
# Who speaks for a side, and whose dead it counts.
SPOKESMEN = frozenset({"government", "military", "local authorities"})
CIVILIANS = frozenset({"civilian", "resident", "villager", "inhabitant", "child", "woman", "schoolchild"})
GROUND = frozenset({"seize", "occupy"})
EXCHANGE = words_with("light", "exchange", "verb")

BOTH = Party("both", None, "said")


def infer_sufferers(document: Discourse, acts: Sequence[Act], found: Sequence[Roles], events: Sequence[Event]) -> None:
    """Write side, actor and basis of the patients that are still unresolved."""
    rows = list(zip(acts, found, events, strict=True))
    by_node = {n: event for act, _, event in rows for n in (act.node, act.host) if n is not None}
    given = Inference(document, by_node, [act.node for act in acts if act.kind == "noun"], [])
    for step in (own_people, _here, around, _authority, _own_count, joined):
        for act, roles, event in rows:
            if (
                _open(event)
                and not _contested(given, roles, event)
                and (step is _here or not _is_attacker(given, roles))
            ):
                _put(event, step(given, act, roles, event))
    for act, roles, event in rows:
        for step in (told_before, of_title, joined):
            if _open(event) and not _contested(given, roles, event) and not _is_attacker(given, roles):
                _put(event, step(given, act, roles, event))
        side = upon(given, event) if event.event_class in VIOLENT else None
        if side is not None:
            basis = "place" if event.patient_basis in ("said", "place", "coreference") else "opponent"
            given.told.append((side, basis, event.sentence_id))


def _here(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The place of the act, else its doer's opponent."""
    tree = given.tree
    nodes = [act.node] if act.host is None else [act.node, act.host]
    nodes += [c for c in tree.kids(act.node, "conj") if _shares_place(tree, act.node, c)]
    whole = tree.head[act.node] if tree.dep[act.node] == "xcomp" else act.node
    if whole != act.node and is_passive(tree, whole) and tree.form(act.node) != "Inf":
        nodes.append(whole)  # "in X ten people were reported killed"
    beside = [c for node in nodes for c in tree.kids(node, "obl", "nmod", "advmod")] + scene(tree, act.node)
    within = [n for node in (whole, roles.patient) if node is not None for n in tree.subtree(node)]
    if _exchanged(tree, act.node):
        return Party("both", None, "opponent")
    of_both = [c for c in (*beside, *within) if tree.preposition(c) == "on"]
    of_both += [c for c in within if tree.preposition(c) == "from"]
    if any(given.sides.resolve(c) == BOTH for c in of_both):
        return (
            BOTH  # "killed on both sides", "killed 200, including civilians on both sides", "soldiers from both sides"
        )
    if event.event_class in VICTIM and event.agent_side in (None, "unresolved") and _including_both(given, act.node):
        return BOTH
    if any(_on_other_side(tree, c) for c in beside):
        return opponent(given, _last_sufferer(given, act))
    found = (
        UNRESOLVED if _is_attacker(given, roles) else _place(given, act, [c for c in beside if c not in given.by_node])
    )
    found = found if found.known else _left(given, beside, roles, event)
    found = found if found.known else _result(given, act, event)
    between = (
        event.construction == "cause" and event.agent_side == "both"
    )  # "a war between X and Y claimed 30,000 lives": anybody's
    if found.known or between or may_be_own(given, roles, event):
        return found
    return opponent(given, event.agent_side)


def _on_other_side(tree: Tree, node: int) -> bool:
    """ "ten were killed on the other side"."""
    return (
        tree.preposition(node) == "on"
        and tree.lemma[node] == "side"
        and any(tree.lower[c] == "other" for c in tree.kids(node, "amod"))
    )


def _last_sufferer(given: Inference, act: Act) -> str | None:
    """The side that suffers the act told before."""
    before = [
        n for n, e in given.by_node.items() if n < act.node and e.patient_side in given.document.codebook.side_ids
    ]
    return given.by_node[max(before)].patient_side if before else None


def _is_attacker(given: Inference, roles: Roles) -> bool:
    """Who is killed where he came to attack: "the attackers", "a number of armed suspects"."""
    if roles.patient is None:
        return False
    tree = given.tree
    whole = [c for c in tree.kids(roles.patient, "nmod") if tree.preposition(c) == "of"]
    return any(tree.lemma[n].lower() in ATTACKERS for n in (roles.patient, *whole))


def _including_both(given: Inference, node: int) -> bool:
    """ "leaving 200 dead, including civilians on both sides", wherever the phrase hangs, with no other act in between."""
    tree = given.tree
    end = next((n for n in given.by_node if n > node), tree.size)
    included = next((n for n in range(node + 1, min(end, node + 4)) if tree.lower[n] == "including"), None)
    if included is None:
        return False
    phrases = (n for n in range(included, min(included + 8, end)) if tree.preposition(n) == "on")
    return any(given.sides.resolve(n) == BOTH for n in phrases)


def _where(given: Inference, act: Act) -> Party:
    """ "in Greendale, where a missile killed ten and houses were burned": the place right before "where"."""
    tree, clause = given.tree, act.node
    while tree.dep[clause] == "conj" and tree.head[clause] < clause:
        clause = tree.head[clause]
    where = next((c for c in tree.kids(clause, "advmod", "obl", "mark") if tree.lower[c] == "where"), None)
    if tree.dep[clause] != "acl:relcl" or where is None:
        return UNRESOLVED
    found = given.sides.ground(noun_before(tree, where))
    return found if found.known else given.sides.ground(tree.head[clause])


def _place(given: Inference, act: Act, beside: Sequence[int]) -> Party:
    """On whose ground the act's own clause puts it, by name or as "the city" named before. Where somebody is driven to is not his."""
    if act.words.event_class == "displace":
        beside = [c for c in beside if given.tree.preposition(c) not in DESTINATIONS]
    found = given.sides.place(beside)
    found = found if found.known else _where(given, act)
    where = [c for c in beside if given.tree.preposition(c) in LOCATIVE]
    return (
        found if found.known else next((p for c in where if (p := ground_before(given.document, c)).known), UNRESOLVED)
    )


def _left(given: Inference, beside: Sequence[int], roles: Roles, event: Event) -> Party:
    """ "hundreds were driven from X": who is driven from a place lived there; but a state expels strangers too, and its army its enemy."""
    if event.event_class != "displace":
        return UNRESOLVED
    tree = given.tree
    phrases = [*beside, *(tree.kids(roles.patient, "nmod") if roles.patient is not None else ())]
    left = [c for c in phrases if tree.preposition(c) in SOURCES and _is_place(given, c)]
    found = given.sides.place(left, SOURCES)
    return found if found.side != event.agent_side else UNRESOLVED


def _is_place(given: Inference, node: int) -> bool:
    return any((m := given.sides.at.get(n)) is not None and m.kind == "place" for n in given.tree.subtree(node))


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


def _authority(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """Health and rescue services count the dead of their own territory; a ministry says of civilians that they were fired on."""
    persons = event.event_class in VICTIM or roles.patient is not None and _civilians(given.tree, roles.patient)
    if not persons:
        return UNRESOLVED
    source = given.document.attributions.get(event.attribution_id) if event.attribution_id else None
    if source is None or source.source is None or event.agent_side not in (None, "unresolved"):
        return UNRESOLVED
    if roles.agent is not None and given.tree.lemma[roles.agent].lower() not in MEANS:
        return UNRESOLVED
    own = source.source_side in given.document.codebook.side_ids
    if not own or AUTHORITIES.isdisjoint(source.source.lower().replace("-", " ").split()):
        return UNRESOLVED
    return Party(source.source_side, source.source_actor, "place")


def _own_count(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """Whoever speaks for a side and says that civilians were hurt, and not by whom, counts its own ("Fooland reported 20 civilian deaths")."""
    source = given.document.attributions.get(event.attribution_id) if event.attribution_id else None
    own = source is not None and source.source_side in given.document.codebook.side_ids
    if source is None or not own or source.source_kind not in SPOKESMEN or event.event_class not in VICTIM:
        return UNRESOLVED
    if (
        event.agent_side not in (None, "unresolved")
        or roles.patient is None
        or not _civilians(given.tree, roles.patient)
    ):
        return UNRESOLVED
    named = named_in_sentence(given, act) <= {source.source_side}
    return Party(source.source_side, source.source_actor, "context") if named else UNRESOLVED


def _civilians(tree: Tree, node: int) -> bool:
    words = (
        node,
        *tree.kids(node, "amod", "compound"),
        *(c for c in tree.kids(node, "nmod") if tree.preposition(c) == "of"),
    )
    return any(tree.lemma[n].lower() in CIVILIANS for n in words)


def _open(event: Event) -> bool:
    return event.patient is not None and event.patient_basis is None and event.event_class in HOSTILE


def _contested(given: Inference, roles: Roles, event: Event) -> bool:
    """Whether the patient is somewhere in a place that gives nobody a side, or may be such a place. Whoever attacks those who rule it is
    their enemy."""
    rulers = given.document.rulers.side
    if (
        roles.patient is None
        or rulers in given.document.codebook.side_ids
        and opponent(given, event.agent_side).side == rulers
    ):
        return False
    if event.event_class in GROUND:
        taken_by_party = event.agent_side in given.document.codebook.side_ids
        return not taken_by_party and _may_be_contested(given, roles.patient)
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
