"""Which of the contested names the text uses, and in whose voice.

A variant is matched by its patterns, the longest match first; a match inside one of its `unless` phrases is a false friend and
not counted. A relational variant ("aggression") belongs to the usage of a side that follows from who does it to whom in that
place (`usage`); where that is not known it is `unresolved`.
"""

from collections import defaultdict

from spacy.tokens import Doc

from analysis.annotate import distancing
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.document.text import text as text_of
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.matching import Found, Matcher
from analysis.schema import RelationalMatch, Term, TermMatch
from analysis.spans import Spans, longest


class TermMatcher:
    """Finds the variants of a codebook's concepts; a plain function of the text."""

    def __init__(self, codebook: Codebook):
        self._variants = [(concept.id, variant) for concept in codebook.concepts for variant in concept.variants]
        patterns: list[str] = []
        self._meant: list[
            tuple[int, bool]
        ] = []  # of each pattern its variant's number, and whether it is a false friend
        for number, (_, variant) in enumerate(self._variants):
            patterns += variant.patterns + variant.unless
            self._meant += [(number, False)] * len(variant.patterns) + [(number, True)] * len(variant.unless)
        self._matcher = Matcher(patterns, codebook.spellings)

    def __call__(self, text: str) -> list[TermMatch]:
        matches: dict[int, list[Found]] = defaultdict(list)
        friends: dict[int, list[Found]] = defaultdict(list)
        for found in self._matcher(text):
            number, friend = self._meant[found.pattern]
            (friends if friend else matches)[number].append(found)
        return longest(
            TermMatch(found.start, found.end, concept, variant.id, variant.preferred_by, variant.relation)
            for number, own in matches.items()
            for concept, variant in [self._variants[number]]
            for found in _true(own, friends[number])
        )


def _true(matches: list[Found], friends: list[Found]) -> list[Found]:
    if not friends:
        return matches
    spans = Spans(friends)
    return [found for found in matches if not spans.hold(found.start, found.end)]


@step("term_matches")
def make_term_matches(codebook: Codebook) -> Make:
    """Write `doc._.term_matches`."""
    matcher = TermMatcher(codebook)
    return lambda doc: matcher(text_of(doc))


@step("relational_matches")
def make_relational_matches(codebook: Codebook) -> Make:
    """Write `doc._.relational_matches`."""
    return lambda doc: [RelationalMatch(m.start, m.end, m.relation) for m in doc._.term_matches if m.relation]


@step("terms")
def make_terms(codebook: Codebook) -> Make:
    """Write `doc._.terms`."""
    return _terms


def _terms(doc: Doc) -> list[Term]:
    owners = {(use.start, use.end): use.preferred_by for use in doc._.usages}
    return [_term(doc, match, match.preferred_by or owners[match.start, match.end]) for match in doc._.term_matches]


def _term(doc: Doc, match: TermMatch, preferred_by: str) -> Term:
    text, (voice, source_side, attribution_id) = text_of(doc), voice_at(doc, match.start, match.end)
    distanced = voice == "scare" or distancing.is_disowned(text, doc._.disowned, match.start)
    return Term(
        sentence_at(doc, match.start), match.start, match.end, text[match.start : match.end], match.concept, match.variant,
        preferred_by, distanced, voice, source_side, attribution_id,
    )  # fmt: skip
