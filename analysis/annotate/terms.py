"""Which of the contested names the text uses, and in whose voice.

A variant is matched by its patterns, the longest match first; a match inside one of its `unless` phrases is a false friend and
not counted. A relational variant ("aggression") belongs to the usage of a side that follows from who does it to whom in that
place, as `doc._.events` has it; where that is not known it is `unresolved`.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.mentions import longest
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook, Variant
from analysis.patterns import compile_pattern
from analysis.schema import Term

# Markers right before a term by which a writer disowns it.
_DISTANCING = re.compile(
    r"(?i)(?:so[- ]called|self[- ](?:styled|proclaimed|declared)|what (?:it|he|she|they) (?:calls?|called|describes? as)|alleged)\s+[\"'“‘«]?$"
)


@dataclass(frozen=True)
class TermMatch:
    """A variant's words in a text."""

    start: int
    end: int
    concept: str
    variant: Variant


class TermMatcher:
    """Finds the variants of a codebook's concepts; a plain function of the text."""

    def __init__(self, codebook: Codebook):
        self._variants = [
            (
                concept.id,
                variant,
                [re.compile(compile_pattern(p, codebook.spellings)) for p in variant.patterns],
                [re.compile(compile_pattern(p, codebook.spellings)) for p in variant.unless],
            )
            for concept in codebook.concepts
            for variant in concept.variants
        ]

    def __call__(self, text: str) -> list[TermMatch]:
        found = []
        for concept, variant, patterns, unless in self._variants:
            friends = [m.span() for expression in unless for m in expression.finditer(text)]
            for match in (m for expression in patterns for m in expression.finditer(text)):
                if not any(start <= match.start() and match.end() <= end for start, end in friends):
                    found.append(TermMatch(match.start(), match.end(), concept, variant))
        return longest(found)


def owner(doc: Doc, match: TermMatch, codebook: Codebook) -> str:
    """Whose usage the variant is in this place: a side's id, neutral or unresolved."""
    if match.variant.preferred_by is not None:
        return match.variant.preferred_by
    events = [e for e in doc._.events if e.start < match.end and match.start < e.end]
    role, opponent = (
        match.variant.relation.removeprefix("opponent_of_"),
        match.variant.relation.startswith("opponent_of_"),
    )
    sides = {getattr(event, f"{role}_side") for event in events}
    side = sides.pop() if len(sides) == 1 else None
    resolved = codebook.opponent(side) if opponent else side
    return resolved if resolved in codebook.side_ids else "unresolved"


@step("terms")
def make_terms(codebook: Codebook) -> Make:
    """Write `doc._.terms`."""
    matcher = TermMatcher(codebook)

    def terms(doc: Doc) -> list[Term]:
        text = doc.text
        return [_term(doc, text, match, codebook) for match in matcher(text)]

    return terms


def _term(doc: Doc, text: str, match: TermMatch, codebook: Codebook) -> Term:
    voice, source_side, attribution_id = voice_at(doc, match.start, match.end)
    distanced = voice == "scare" or bool(_DISTANCING.search(text[max(0, match.start - 40) : match.start]))
    return Term(
        sentence_at(doc, match.start), match.start, match.end, text[match.start : match.end], match.concept, match.variant.id,
        owner(doc, match, codebook), distanced, voice, source_side, attribution_id,
    )  # fmt: skip
