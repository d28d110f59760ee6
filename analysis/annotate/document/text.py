"""A document's words and text, read from its arrays: `token.text` and `doc.text` make an object of every word."""

from weakref import WeakKeyDictionary

from spacy.attrs import ORTH, SPACY
from spacy.tokens import Doc

from analysis.annotate.made import made_of

_TEXTS: WeakKeyDictionary[Doc, str] = (
    WeakKeyDictionary()
)  # whatever is done to its tokens, a document's text stays the same


def words(doc: Doc) -> list[str]:
    """The text of each token."""
    strings = doc.vocab.strings
    return [strings[word] for word in doc.to_array(ORTH).tolist()]


def spaced(doc: Doc) -> list[bool]:
    """Whether a space stands behind each token."""
    return doc.to_array(SPACY).astype(bool).tolist()


def text(doc: Doc) -> str:
    """The same as `doc.text`; of a document that stands without its tokens too."""
    made = made_of(doc)
    if made is not None:
        return made.text
    known = _TEXTS.get(doc)
    if known is None:
        parts = [f"{word} " if space else word for word, space in zip(words(doc), spaced(doc), strict=True)]
        known = _TEXTS[doc] = "".join(parts)
    return known
