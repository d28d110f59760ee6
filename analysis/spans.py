"""Stretches of a text, found by place in the time of a bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

_START = attrgetter("start")


class Spanned(Protocol):
    """Anything with a place in a text; `end` is behind it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


class Spans(Generic[S]):
    """Spans by place, which may overlap."""

    def __init__(self, spans: Iterable[S]):
        self._spans = sorted(spans, key=_START)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))  # how far those up to each one go

    def overlapping(self, start: int, end: int) -> list[S]:
        """Those that share a character with a stretch, in order of place."""
        near = self._spans[bisect_right(self._reach, start) : bisect_left(self._starts, end)]
        return [span for span in near if span.end > start]

    def most_of(self, start: int, end: int) -> S | None:
        """The one that shares most characters with a stretch, the first of equal ones; null where none shares any."""
        near = self.overlapping(start, end)
        if len(near) < 2:
            return near[0] if near else None
        return max(near, key=lambda span: min(span.end, end) - max(span.start, start))

    def hold(self, start: int, end: int) -> bool:
        """Whether a stretch lies within one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def longest(found: Iterable[S]) -> list[S]:
    """The longest of overlapping spans, the earlier of equally long ones; in order of place. No span may be empty."""
    kept: list[S] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        at = bisect_left(kept, span.start, key=_START)
        if (at == 0 or kept[at - 1].end <= span.start) and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept
