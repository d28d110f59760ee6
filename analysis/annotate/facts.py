"""Which facts of the codebook's checklist an article states, and where first.

A fact is stated where one sentence matches every pattern of one of its alternatives. This finds statements by their words: it
does not know whether a sentence denies what it mentions, so each finding is shown with its sentence.
"""

import re

from spacy.tokens import Doc

from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.patterns import compile_pattern
from analysis.schema import FactStated, Sentence

_KINDS = ("prose", "title", "subhead", "caption")


@step("facts")
def make_facts(codebook: Codebook) -> Make:
    """Write `doc._.facts`: one row for each fact of the codebook."""
    facts = [
        (
            fact.id,
            [
                [re.compile(compile_pattern(p, codebook.spellings)) for p in alternative]
                for alternative in fact.stated_by
            ],
        )
        for fact in codebook.facts
    ]

    def stated(doc: Doc) -> list[FactStated]:
        text = doc.text
        sentences = [(row, text[row.start : row.end]) for row in doc._.sentence_rows if row.kind in _KINDS]
        return [_first(doc, sentences, fact_id, alternatives) for fact_id, alternatives in facts]

    return stated


def _first(
    doc: Doc, sentences: list[tuple[Sentence, str]], fact_id: str, alternatives: list[list[re.Pattern[str]]]
) -> FactStated:
    for row, sentence in sentences:
        if any(all(p.search(sentence) for p in patterns) for patterns in alternatives):
            voice, _, attribution_id = voice_at(doc, row.start, row.end)
            return FactStated(fact_id, True, row.start, row.end, voice, attribution_id)
    return FactStated(fact_id, False)
