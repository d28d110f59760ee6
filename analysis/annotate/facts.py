"""Which facts of the codebook's checklist an article states, and where first.

A fact is stated where one sentence matches every pattern of one of its alternatives. This finds statements by their words: it
does not know whether a sentence denies what it mentions, so each finding is shown with its sentence.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.text import text as text_of
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.matching import Matcher
from analysis.schema import FactStated, Sentence

_KINDS = ("prose", "title", "subhead", "caption")


class FactMatcher:
    """Finds which facts of a codebook the sentences of a text state; a plain function of the text and their places."""

    def __init__(self, codebook: Codebook):
        patterns: list[str] = []
        self._alternatives: list[tuple[str, set[int]]] = []  # fact and the numbers of its patterns
        for fact in codebook.facts:
            for alternative in fact.stated_by:
                first = len(patterns)
                patterns += alternative
                self._alternatives.append((fact.id, set(range(first, len(patterns)))))
        self._matcher = Matcher(patterns, codebook.spellings)

    def __call__(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
        for present in self._matcher.within(text, sentences):
            yield [fact for fact, needed in self._alternatives if needed <= present] if present else []


@step("facts")
def make_facts(codebook: Codebook) -> Make:
    """Write `doc._.facts`: one row for each fact of the codebook."""
    matcher = FactMatcher(codebook)

    def stated(doc: Doc) -> list[FactStated]:
        first: dict[str, Sentence] = {}
        rows = [row for row in doc._.sentence_rows if row.kind in _KINDS]
        found = matcher(text_of(doc), [(row.start, row.end) for row in rows])
        for row, facts in zip(rows, found, strict=True):
            for fact in facts:
                first.setdefault(fact, row)
        return [_stated(doc, fact.id, first.get(fact.id)) for fact in codebook.facts]

    return stated


def _stated(doc: Doc, fact_id: str, row: Sentence | None) -> FactStated:
    if row is None:
        return FactStated(fact_id, False)
    voice, _, attribution_id = voice_at(doc, row.start, row.end)
    return FactStated(fact_id, True, row.start, row.end, voice, attribution_id)
