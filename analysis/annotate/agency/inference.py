"""What the steps look at that infer whose the sufferers of acts are."""

from dataclasses import dataclass

from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.parties import Sides
from analysis.schema import Event
from analysis.syntax.tree import Tree


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
