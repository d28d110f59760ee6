"""Where the text names an actor of the codebook, or a place that it lists, and where it names a third party that the codebook does not
know. Longest match first, no overlaps."""

from analysis.annotate.document.text import text as text_of
from analysis.annotate.document.third_parties import ThirdParties, Whose
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.matching import Matcher
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
        own = [
            Mention(found.start, found.end, text[found.start : found.end], *self._whose[found.pattern])
            for found in longest(self._matcher(text))
        ]
        return self._third_parties(text, own)


@step("mentions")
def make_mentions(codebook: Codebook) -> Make:
    """Write `doc._.mentions`."""
    matcher = MentionMatcher(codebook)
    return lambda doc: matcher(text_of(doc))
