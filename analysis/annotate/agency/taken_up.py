"""Acts that a demonstrative takes up: "Fooland shelled the town. These attacks ...": their doer is that of the acts told just before.

Demonstrative noun phrases point to what was told in the clause before or the one before that (Gundel, Hedberg and Zacharski, Language
69(2), 1993, "activated"); "the attack" may be any.
"""

from collections.abc import Sequence

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.discourse import Discourse
from analysis.schema import Event
from analysis.syntax.tree import Tree

POINTING = frozenset({"this", "these", "that", "those", "such"})
VIOLENT = frozenset({"kill", "wound", "attack", "shell", "destroy", "seize", "occupy", "displace", "blockade"})
NEAR = 1  # sentences
SAID = frozenset({"said", "coreference"})


def name_doers(document: Discourse, acts: Sequence[Act], rows: Sequence[Event]) -> None:
    """Write the doers of acts that a demonstrative takes up, where those told just before are one side's."""
    side_ids = document.codebook.side_ids
    for number, (act, row) in enumerate(zip(acts, rows, strict=True)):
        if (
            act.kind != "noun"
            or row.agent is not None
            or row.event_class not in VIOLENT
            or not _points(document.tree, act.node)
        ):
            continue
        before = [r for r in rows[:number] if row.sentence_id - r.sentence_id <= NEAR and r.event_class in VIOLENT]
        doers = [r for r in before if r.agent is not None]
        known = all(r.agent_basis in SAID for r in doers)
        if (
            doers
            and known
            and {r.agent_side for r in doers} <= set(side_ids)
            and len({r.agent_side for r in doers}) == 1
        ):
            last = doers[-1]
            row.agent, row.agent_start, row.agent_end = last.agent, last.agent_start, last.agent_end
            row.agent_side, row.agent_actor, row.agent_basis = last.agent_side, last.agent_actor, "coreference"


def _points(tree: Tree, node: int) -> bool:
    return any(tree.lower[c] in POINTING for c in tree.kids(node, "det", "amod", "det:predet"))
