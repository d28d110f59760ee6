"""Whose a sufferer is by what was told before: the acts just told, where all of them are upon one side, and those of the title."""

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.anybody import is_toll, may_be_anybody
from analysis.annotate.agency.circumstances import VICTIM
from analysis.annotate.agency.inference import Inference
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.roles import Roles

VIOLENT = frozenset({"kill", "wound", "attack", "shell", "destroy"})
MEANS = word_class("instruments") | word_class("strikes_from_afar")
# Acts that are told on of whoever suffered the ones before.
TOLD_ON = VICTIM | {"displace", "destroy"}
NEAR = 1  # sentences


def told_before(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The side that suffers what is told just before, if it is one and the sentence names no other. Who dies of a war may be anybody."""
    weapon = roles.patient is not None and given.tree.lemma[roles.patient].lower() in MEANS
    if event.event_class not in TOLD_ON or weapon or may_be_anybody(given, act, roles, event):
        return UNRESOLVED
    near = _told_near(given, event.sentence_id, 0)
    if not near and not (roles.agent is None and is_toll(given.tree, roles)):
        near = _told_near(given, event.sentence_id, NEAR)
    if len({side for side, _ in near}) != 1:
        return UNRESOLVED
    side, basis = near[-1]
    return Party(side, None, basis) if named_in_sentence(given, act) <= {side} else UNRESOLVED


def _told_near(given: Inference, sentence: int, distance: int) -> list[tuple[str, str]]:
    """The sides of those who suffer what is told at most so many sentences before."""
    found: list[tuple[str, str]] = []
    for side, basis, told in reversed(given.told):
        if sentence - told > distance:
            break
        found.insert(0, (side, basis))
    return found


def of_title(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """The side upon which the title's acts are, where nobody is said to have done this one and the sentence names no other side but as
    a doer."""
    end = max((end for _, end in given.document.titles), default=0)
    if event.event_class not in VICTIM or event.start < end or event.agent_side not in (None, "unresolved"):
        return UNRESOLVED
    if may_be_anybody(given, act, roles, event) or is_toll(given.tree, roles):
        return UNRESOLVED
    named = [e for e in given.by_node.values() if e.start < end and e.event_class in VIOLENT]
    sides = {side for e in named if (side := upon(given, e)) is not None}
    others = named_in_sentence(given, act) - sides
    doers = {e.agent_side for e in given.by_node.values() if e.sentence_id == event.sentence_id}
    return Party(sides.pop(), None, "opponent") if len(sides) == 1 and others <= doers else UNRESOLVED


def upon(given: Inference, event: Event) -> str | None:
    known = event.patient_side in given.document.codebook.side_ids
    return event.patient_side if known else given.document.codebook.opponent(event.agent_side)


def named_in_sentence(given: Inference, act: Act) -> set[str]:
    """The sides whose people or places the sentence names."""
    first = given.tree.first(act.node)
    last = first + sum(1 for _ in given.tree.subtree(given.tree.root(act.node)))
    return {m.side for n in range(first, last) if (m := given.sides.at.get(n)) and m.side is not None}
