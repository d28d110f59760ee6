"""A document's words and text, read from its arrays: `token.text` and `doc.text` make an object of every word."""

from spacy.attrs import ORTH, SPACY
from spacy.tokens import Doc

from analysis.annotate.made import made_of


def words(doc: Doc) -> list[str]:
    """The text of each token."""
    return [doc.vocab.strings[word] for word in doc.to_array(ORTH).tolist()]


def spaced(doc: Doc) -> list[bool]:
    """Whether a space stands behind each token."""
    return doc.to_array(SPACY).astype(bool).tolist()


def text(doc: Doc) -> str:
    """The same as `doc.text`; of a document that stands without its tokens too."""
    made = made_of(doc)
    if made is not None:
        return made.text
    return "".join([f"{word} " if space else word for word, space in zip(words(doc), spaced(doc), strict=True)])
