"""What the finders hand on, and the steps that leave one candidate for each content."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.cues import Cue


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its source and the characters of its content.

    `node` is the token that the content was found from (-1: none), `basis` how the source is known: `said`, or `previous` for a
    quotation that goes on from what somebody said before.
    """

    cue: Cue | None
    cue_nodes: list[int]
    source: int | None
    start: int
    end: int
    node: int
    via: int | None = None
    basis: str = "said"

    @property
    def speech(self) -> bool:
        """Whether the content was said, as opposed to believed or intended."""
        return self.cue is not None and self.cue.kind == "speech"


Finder = Callable[[Context], list[Candidate]]
Step = Callable[[Context, list[Candidate]], list[Candidate]]


def is_anothers(context: Context, candidate: Candidate) -> bool:
    """Whether a cue tells what somebody who is named intends: a row by itself also within what somebody else says of it ("X said that Y
    plans to ..."). "He plans to" may be the speaker's own."""
    source, intends = candidate.source, candidate.cue is not None and candidate.cue.kind == "intention"
    return intends and source is not None and context.tree.pos[source] == "PROPN"


def once(context: Context, found: list[Candidate]) -> list[Candidate]:
    """One candidate for each content: of several with the same characters one with a source, of those the first cue's."""
    kept: dict[tuple[int, int], Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.start, c.end, c.source is None, c.node)):
        kept.setdefault((candidate.start, candidate.end), candidate)
    return list(kept.values())


def outermost(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Without the beliefs and intentions that somebody is reported to have ascribed: they are part of what that one said. What somebody else
    intends is a row by itself."""
    spoken = sorted((c for c in found if c.cue is not None and c.cue.kind != "intention"), key=lambda c: c.start)
    starts = [c.start for c in spoken]
    reach = list(accumulate((c.end for c in spoken), max))  # how far the contents up to here reach

    def reported(candidate: Candidate) -> bool:
        place = context.tree.start[candidate.node]
        index = bisect_right(starts, place) - 1
        while index >= 0 and reach[index] > place:
            if spoken[index].end > place and spoken[index].node != candidate.node:
                return True
            index -= 1
        return False

    def kept(candidate: Candidate) -> bool:
        said = candidate.cue is None or candidate.speech
        return said or not reported(candidate) or is_anothers(context, candidate)

    return [candidate for candidate in found if kept(candidate)]
