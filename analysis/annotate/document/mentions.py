"""Where the text names an actor of the codebook, or a place that it lists. Longest match first, no overlaps."""

import re
from typing import TypeVar

from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.patterns import compile_pattern
from analysis.schema import Mention

T = TypeVar("T")  # anything with start and end


class MentionMatcher:
    """Finds the mentions of a codebook's actors; a plain function of the text."""

    def __init__(self, codebook: Codebook):
        entries = [
            (compile_pattern(pattern, codebook.spellings), actor.id, actor.side, kind, source_kind)
            for actor in codebook.actors
            for kind, pattern, source_kind in actor.patterns()
        ]
        entries += [
            (compile_pattern(p, codebook.spellings), None, None, "contested", None) for p in codebook.contested_places
        ]
        self._entries = [(re.compile(expression), *rest) for expression, *rest in entries]

    def __call__(self, text: str) -> list[Mention]:
        found = [
            Mention(m.start(), m.end(), m[0], actor, side, kind, source_kind)
            for expression, actor, side, kind, source_kind in self._entries
            for m in expression.finditer(text)
        ]
        return longest(found)


def longest(found: list[T]) -> list[T]:
    """The longest of overlapping spans, the earlier of equally long ones; in order of place."""
    kept: list[T] = []
    taken: set[int] = set()
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


@step("mentions")
def make_mentions(codebook: Codebook) -> Make:
    """Write `doc._.mentions`."""
    matcher = MentionMatcher(codebook)
    return lambda doc: matcher(doc.text)
