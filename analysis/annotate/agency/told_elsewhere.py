"""Whose an act or a thing is of which the text says elsewhere whose it is: "condemned the strikes" behind "Fooish strikes", "called the
remarks obscene" behind "the envoy's remarks".

An act is the same as one told elsewhere where it is named by the same word or is upon the same side; whose they are is taken over only
if all acts that may be meant are one side's. Nothing is inferred from who is at war with whom.
"""

from collections.abc import Iterable

from analysis.annotate.agency import definites
from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.party import UNRESOLVED, Party
from analysis.schema import Event

VIOLENT = frozenset(
    {"kill", "wound", "attack", "shell", "destroy", "seize", "blockade", "displace", "violate", "provoke"}
)
SAID = frozenset({"said", "coreference"})


def whose(document: Discourse, events: Iterable[Event], node: int) -> Party:
    """The side of a thing or an act that has no word for whose it is."""
    tree, events = document.tree, list(events)
    at = tree.start[node]
    act = next((e for e in events if e.start <= at < e.end), None)
    if act is None:
        return definites.named_before(document, node) if definites.is_definite(document, node) else UNRESOLVED
    if act.agent_basis in SAID:  # "condemned the atrocities carried out by X"
        return Party(act.agent_side or "unresolved", act.agent_actor, act.agent_basis)
    doers = [e for e in events if e is not act and e.event_class in VIOLENT and e.agent_basis in SAID]
    upon = act.patient_side if act.patient_side in document.codebook.side_ids else None
    same = [e for e in doers if upon is not None and e.patient_side == upon and e.event_class == act.event_class]
    same = same or [e for e in doers if e.predicate == act.predicate and e.patient_side in (upon, None, "unresolved")]
    sides = {e.agent_side for e in same}
    side = sides.pop() if len(sides) == 1 else None
    known = side in document.codebook.side_ids and side != upon
    return Party(side, None, "coreference") if side is not None and known else UNRESOLVED
