"""Records as spaCy spans, for displacy and other programs: `doc.spans["framing_voices"]`, of terms, events and mentions likewise."""

from spacy.language import Language
from spacy.tokens import Doc

from analysis import schema

COMPONENT = "framing_spans"
UNKNOWN = "other"


@Language.component(COMPONENT, assigns=["doc.spans"])
def spans(doc: Doc) -> Doc:
    """Write a group of spans for each kind of record that has a label; a span takes in every token it touches."""
    for kept, declared in schema.lists().items():
        if declared.label is None:
            continue
        found = (
            doc.char_span(row.start, row.end, label=getattr(row, declared.label) or UNKNOWN, alignment_mode="expand")
            for row in doc._.get(kept)
        )
        doc.spans[f"framing_{kept}"] = [span for span in found if span is not None]
    return doc
