"""The spaCy pipeline that turns an article's text into records: layout, parser, then one component for each phenomenon."""

from spacy.language import Language

from analysis import parser
from analysis.annotate.components import STEPS
from analysis.annotate.document.masking import make_masked
from analysis.codebook import Codebook


def build(codebook: Codebook, parser_name: str | None = None) -> Language:
    """The pipeline for one codebook. `parser_name` or the codebook's `parser` replaces the shipped parser."""
    nlp = parser.load(parser_name or codebook.parser)
    data = codebook.model_dump(mode="json")
    make_masked(nlp, codebook)
    nlp.add_pipe("framing_layout", first=True)
    nlp.add_pipe("framing_sentences", last=True)
    for step in STEPS:
        nlp.add_pipe(f"framing_{step}", last=True, config={"codebook": data})
    return nlp
