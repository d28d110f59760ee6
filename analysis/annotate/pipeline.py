"""The spaCy pipeline that turns an article's text into records: layout, mentions, parser, then a component for each phenomenon."""

from collections.abc import Iterable
from graphlib import TopologicalSorter

import spacy
from spacy.language import Language

from analysis import parser, schema
from analysis.annotate import components, records  # noqa: F401  (components: they register themselves)
from analysis.annotate.document.masking import mask
from analysis.annotate.document.spans import COMPONENT as SPANS
from analysis.annotate.steps import hold
from analysis.codebook import Codebook

PARSING = ("layout", "mentions", "masked_parser", "sentences")


def build(codebook: Codebook, parser_name: str | None = None, allow_parser: str | None = None) -> Language:
    """The pipeline for one codebook. `parser_name` or the codebook's `parser` replaces the shipped parser.

    A parser is code of others: that of a codebook is loaded only where `allow_parser` is its name. Raises ParserError where it is
    not, where there is no such pipeline, and where it does not give Universal Dependencies.
    """
    return _with_rules(parsing(codebook, parser_name, allow_parser), order())


def parsing(codebook: Codebook, parser_name: str | None = None, allow_parser: str | None = None) -> Language:
    """The pipeline's first part, up to sentences."""
    if parser_name is None and codebook.parser is not None:
        parser_name = parser.allowed(codebook.parser, allow_parser)
    nlp = parser.load(parser_name)
    mask(nlp)
    hold(nlp, codebook)
    for name in ("sentence_starts", "mentions", "layout"):
        nlp.add_pipe(f"framing_{name}", after=nlp.pipe_names[0])
    nlp.add_pipe("framing_sentences", last=True)
    return nlp


def rules(codebook: Codebook, steps: Iterable[str] | None = None) -> Language:
    """The pipeline's second part, for documents that are parsed: mentions anew, then `steps`, by default all."""
    nlp = spacy.blank("en")
    hold(nlp, codebook)
    return _with_rules(nlp, ["mentions", *(order() if steps is None else steps)])


def order() -> list[str]:
    """The steps behind the parser in an order in which each stands behind those whose records it reads."""
    records.register()
    made_by = {kept: declared.step for kept, declared in schema.lists().items()}
    needs: dict[str, set[str]] = {}
    for declared in schema.lists().values():
        if declared.step and declared.step not in PARSING:
            read = {made_by.get(name) for name in declared.reads}
            needs.setdefault(declared.step, set()).update(s for s in read if s and s not in PARSING)
    return list(TopologicalSorter({step: sorted(needs[step]) for step in needs}).static_order())


def _with_rules(nlp: Language, steps: Iterable[str]) -> Language:
    for step in steps:
        nlp.add_pipe(f"framing_{step}", last=True)
    nlp.add_pipe(SPANS, last=True)
    return nlp
