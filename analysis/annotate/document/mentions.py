"""Where the text names an actor of the codebook, or a place that it lists, and where it names a third party that the codebook does not
know. Longest match first, no overlaps."""

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from analysis.annotate.document.text import text as text_of
from analysis.annotate.document.third_parties import ThirdParties, Whose
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.matching import Matcher
from analysis.paragraphs import words_run_together
from analysis.schema import Mention
from analysis.spans import longest


class MentionMatcher:
    """Finds the mentions of a codebook's actors, and of countries and bodies beside them; a plain function of the text."""

    def __init__(self, codebook: Codebook):
        named: list[tuple[str, Whose]] = [
            (pattern, (actor.id, actor.side, kind, source_kind, role))
            for actor in codebook.actors
            for kind, pattern, source_kind, role in actor.patterns()
        ]
        named += [(pattern, (None, None, "contested", None, None)) for pattern in codebook.contested_places]
        self._whose = [whose for _, whose in named]
        self._matcher = Matcher([pattern for pattern, _ in named], codebook.spellings)
        self._third_parties = ThirdParties(self._matcher, self._whose)

    def __call__(self, text: str) -> list[Mention]:
        cuts = words_run_together(text)
        if not cuts:
            return self._in_words(text)
        apart = " ".join(text[first:last] for first, last in pairwise([0, *cuts, len(text)]))
        found = ((m, *_before(m, cuts)) for m in self._in_words(apart))
        return [replace(m, start=start, end=end, surface=text[start:end]) for m, start, end in found]

    def _in_words(self, text: str) -> list[Mention]:
        own = [
            Mention(found.start, found.end, text[found.start : found.end], *self._whose[found.pattern])
            for found in longest(self._matcher(text))
        ]
        return self._third_parties(text, own)


def _before(mention: Mention, cuts: list[int]) -> tuple[int, int]:
    """Where a mention stood before its text was cut into words with a space at each cut."""
    spaces = [place + number for number, place in enumerate(cuts)]
    return mention.start - bisect_left(spaces, mention.start), mention.end - bisect_left(spaces, mention.end)


@step("mentions")
def make_mentions(codebook: Codebook) -> Make:
    """Write `doc._.mentions`."""
    matcher = MentionMatcher(codebook)
    return lambda doc: matcher(text_of(doc))
