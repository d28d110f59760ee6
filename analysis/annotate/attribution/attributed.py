"""The candidates found so far, looked up by place: what the rules for quotations that no cue has taken ask for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.quotation_marks import Quote


class Attributed:
    """Grows by what is added. Every question looks at a sentence or a paragraph or two, never at the whole document."""

    def __init__(self, context: Context, found: Iterable[Candidate]):
        self._context = context
        self._paragraph_starts = [start for start, _ in context.paragraphs]
        self._all: list[Candidate] = []
        self._begun: dict[int, list[int]] = defaultdict(list)  # by the paragraph that the content begins in
        self._touching: dict[int, set[int]] = defaultdict(set)  # by each paragraph that the content reaches into
        self._cued: dict[int, list[int]] = defaultdict(list)  # by the first token of the cue's sentence
        self._cue_nodes: set[int] = set()
        for candidate in found:
            self.add(candidate)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._all)

    def add(self, candidate: Candidate) -> None:
        """One more."""
        index = len(self._all)
        self._all.append(candidate)
        self._begun[self.paragraph(candidate.start)].append(index)
        self._cue_nodes.update(candidate.cue_nodes)
        if candidate.node >= 0:
            self._cued[self._context.sentences[candidate.node][0]].append(index)
        self._reach(index, candidate.start)

    def go_on(self, index: int, end: int) -> None:
        """Let a content go on to a character."""
        before = self._all[index]
        self._all[index] = replace(before, end=end)
        self._reach(index, before.end - 1)

    def _reach(self, index: int, start: int) -> None:
        """Enter a content under the paragraphs from a character to its end."""
        for paragraph in range(self.paragraph(start), self.paragraph(self._all[index].end - 1) + 1):
            self._touching[paragraph].add(index)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that a character stands in; white space belongs to the one before it."""
        return max(bisect_right(self._paragraph_starts, place) - 1, 0)

    def is_cue(self, node: int) -> bool:
        """Whether a token is part of the cue of something."""
        return node in self._cue_nodes

    def take(self, quote: Quote) -> bool:
        """Whether a content holds a quotation, or part of it; one that lies within the quotation does not."""
        return any(_takes(self._all[i], quote) for i in self._touching[self.paragraph(quote.start)])

    def of_paragraph(self, number: int) -> list[tuple[int, Candidate]]:
        """The candidates, each with its index, whose contents begin in a paragraph, in the order in which they were found."""
        return [(i, self._all[i]) for i in self._begun[number]]

    def ending_at(self, place: int) -> int | None:
        """The index of the last candidate whose content ends with a character."""
        touching = self._touching[self.paragraph(place - 1)]
        return max((i for i in touching if self._all[i].end == place), default=None)

    def of_sentence(self, first: int) -> list[tuple[int, Candidate]]:
        """The candidates, each with its index, whose cues stand in the sentence that begins with a token."""
        return [(i, self._all[i]) for i in self._cued[first]]

    def speech_of_paragraph(self, number: int) -> list[tuple[int, Candidate]]:
        """What is reported as said, without what a speaker reports within a quotation."""
        inside = self._context.inside_quote
        return [(i, c) for i, c in self.of_paragraph(number) if c.speech and not inside(c.node)]


def _takes(candidate: Candidate, quote: Quote) -> bool:
    within = quote.start < candidate.start and candidate.end <= quote.end
    intention = candidate.cue is not None and candidate.cue.kind == "intention"
    return candidate.start < quote.end and quote.start < candidate.end and not within and not intention
