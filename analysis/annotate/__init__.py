"""Text to tables, each step a spaCy component. What they write on a document are lists of records (see analysis.schema)."""

from spacy.tokens import Doc

LISTS = (
    "blocks", "mentions", "sentence_rows", "attributions", "voices", "terms", "events", "blame", "sentiment", "valences", "facts",
)  # fmt: skip


def register() -> None:
    """Declare the lists on Doc; safe to call twice. Read as empty lists until a component has written them."""
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])


register()
