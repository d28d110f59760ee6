"""Countries and bodies that the codebook does not name, where the text names them: third parties.

What the codebook says of a country holds for all of it. One that it gives a side, or calls contested, gets no further name from the
gazetteer; of a third party the names that the codebook leaves out go to the same actor.
"""

import re
from collections.abc import Iterable, Iterator

from analysis.english import gazetteer
from analysis.english.gazetteer import ThirdParty
from analysis.english.word_classes import word_class
from analysis.matching import Found, Matcher
from analysis.schema import Mention
from analysis.spans import Spans, longest

Whose = tuple[str | None, str | None, str, str | None, str | None]  # actor, side, kind of mention, kind of source, role
_BEFORE, _BEHIND = re.compile(r"(?<![\w'’])([A-Z][\w'’-]*) $"), re.compile(r" ([A-Z][\w'’-]*)")
_LONGEST_WORD, _LONGEST_HEADLINE = 40, 200  # characters
_SMALL_WORD = 4  # characters
# Words that begin a sentence with a capital and are no first name; days and months stand beside a country as well.
_FUNCTION = frozenset(
    word
    for name in (
        "locative_prepositions",
        "partitive_prepositions",
        "circumstantial_prepositions",
        "scene_words",
        "temporal_conjunctions",
        "contrastives",
        "complementisers",
        "conditionals",
        "definite_determiners",
        "days_and_months",
    )
    for word in word_class(name)
)
_AS_COUNTRY = ("name", "demonym", "contested", "place")


class ThirdParties:
    """Finds the mentions of third parties. `matcher`: of the codebook's own patterns; `whose`: whose each of these is."""

    def __init__(self, matcher: Matcher, whose: list[Whose]):
        rows = [row for party in _left(matcher, whose) for row in _patterns(*party)]
        self._whose = [who for _, who in rows]
        others = gazetteer.others()
        self._matcher = Matcher([pattern for pattern, _ in rows] + list(others), {})
        self._personal = gazetteer.personal()

    def __call__(self, text: str, own: list[Mention]) -> list[Mention]:
        """The codebook's mentions of a text with those of third parties; of a longer name that holds one of them ("New X") the whole."""
        found = longest(self._matcher(text))
        found = [f for f in found if f.pattern >= len(self._whose) or not self._in_persons_name(text, f)]
        third = Spans(found)
        kept = [m for m in own if not any(_holds(f, m) for f in third.overlapping(m.start, m.end))]
        taken = Spans(kept)
        added = [
            Mention(f.start, f.end, text[f.start : f.end], *self._whose[f.pattern])
            for f in found
            if f.pattern < len(self._whose) and not taken.overlapping(f.start, f.end)
        ]
        return sorted([*kept, *added], key=lambda m: m.start)

    def _in_persons_name(self, text: str, found: Found) -> bool:
        """ "Ann Jordan", "Paris Smith": a name that people bear too, beside a word with a capital that stands beside no country."""
        if text[found.start : found.end] not in self._personal:
            return False
        before = _BEFORE.search(text, max(0, found.start - _LONGEST_WORD), found.start)
        behind = None if _is_headline(text, found) else _BEHIND.match(text, found.end)
        beside = {match[1].lower() for match in (before, behind) if match is not None}
        return not beside - _FUNCTION <= gazetteer.beside_countries()


def _is_headline(text: str, found: Found) -> bool:
    """Whether a name stands in a line whose words all begin with a capital, the small ones left out: what stands behind it says nothing."""
    start = text.rfind("\n", 0, found.start) + 1
    line = text[start : start + _LONGEST_HEADLINE].partition("\n")[0]
    words = [word for word in line.split() if len(word) > _SMALL_WORD]
    return len(words) > 2 and all(word[0].isupper() or not word[0].isalpha() for word in words)


def _holds(found: Found, mention: Mention) -> bool:
    return found.start <= mention.start and mention.end <= found.end and found.end - found.start > len(mention.surface)


def _patterns(party: ThirdParty, actor: str | None) -> Iterator[tuple[str, Whose]]:
    for kind, patterns in (("name", party.names), ("demonym", party.peoples), ("name", party.seats)):
        yield from ((pattern, (actor, None, kind, party.kind, None)) for pattern in patterns)


def _left(matcher: Matcher, whose: list[Whose]) -> Iterator[tuple[ThirdParty, str | None]]:
    """Every country and body of which the codebook says nothing, and those that it has for third parties, with its actor."""
    parties = gazetteer.third_parties()
    lines = ["\n\n".join((*party.names, *party.peoples)) for party in parties]
    ends = list(_ends(lines))
    text = "\n\n".join(lines)
    named = [(f.start, f.end, whose[f.pattern]) for f in longest(matcher(text))]
    for party, start, end in zip(parties, [0, *ends], ends, strict=False):
        here = [who for first, last, who in named if start <= first and last <= end and _whole(text, first, last)]
        here = [who for who in here if who[2] in _AS_COUNTRY]
        if not any(side is not None or kind in ("contested", "place") for _, side, kind, *_ in here):
            yield party, here[0][0] if here else None


def _ends(lines: Iterable[str]) -> Iterator[int]:
    end = 0
    for line in lines:
        end += len(line) + 2
        yield end


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a whole line: "South X" is not X."""
    return text[max(0, start - 1) : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
