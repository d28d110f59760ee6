"""The spaCy pipeline that turns an article's text into records: layout, parser, then one component for each phenomenon."""

import importlib

from spacy.language import Language

from analysis import parser
from analysis.annotate.masking import make_masked
from analysis.codebook import Codebook

# In the order of the flow: a component reads only what those before it have written.
STEPS = ("mentions", "attribution", "voices", "events", "blame", "terms", "sentiment", "facts")


def build(codebook: Codebook, parser_name: str | None = None) -> Language:
    """The pipeline for one codebook. `parser_name` or the codebook's `parser` replaces the shipped parser."""
    nlp = parser.load(parser_name or codebook.parser)
    data = codebook.model_dump(mode="json")
    importlib.import_module("analysis.annotate.layout")
    importlib.import_module("analysis.annotate.sentences")
    make_masked(nlp, codebook)
    nlp.add_pipe("framing_layout", first=True)
    nlp.add_pipe("framing_sentences", last=True)
    for step in STEPS:
        importlib.import_module(f"analysis.annotate.{step}")
        nlp.add_pipe(f"framing_{step}", last=True, config={"codebook": data})
    return nlp
