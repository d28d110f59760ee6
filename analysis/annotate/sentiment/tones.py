"""Tone towards each mention of a side, before it is known whose voice it stands in: `doc._.tones`.

A step of its own: of all that sentiment is made from it needs the tree and the mentions only, and it costs most.
"""

from collections.abc import Sequence

from spacy.tokens import Doc

from analysis.annotate.sentiment import tone
from analysis.annotate.steps import MakeTogether, step
from analysis.codebook import Codebook
from analysis.schema import Mention, Tone
from analysis.syntax.tree import Tree


@step("tone", together=True, sees=lambda codebook: codebook.side_ids)
def make_tones(codebook: Codebook) -> MakeTogether:
    """Write `doc._.tones`."""
    sides = frozenset(codebook.side_ids)

    def scored(docs: Sequence[Doc]) -> list[list[Tone]]:
        trees = [doc._.tree for doc in docs]
        targets = [_targets(tree, sides) for tree in trees]
        asked = [
            tone.Asked(tree, [(m.start, m.end) for m in found], tree.mentions)
            for tree, found in zip(trees, targets, strict=True)
        ]
        return [
            [Tone(m.start, m.end, m.side or "", score) for m, score in zip(found, scores, strict=True)]
            for found, scores in zip(targets, tone.scores(asked), strict=True)
        ]

    return scored


def _targets(tree: Tree, sides: frozenset[str]) -> list[Mention]:
    """Mentions of a side as somebody: a place that belongs to it is none."""
    return [m for m in tree.mentions if m.side in sides and m.kind != "place"]
