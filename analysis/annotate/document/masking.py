"""The parser does not see who it is about: names of the codebook's actors are replaced by neutral ones of the same kind while
it parses, and its tree is copied to the text as it stands.

A statistical parser reads a common name better than a rare one, and would so find the deeds of one side more often than the
same deeds of the other. With both behind the same mask, exchanging them in the text leaves the tree as it is (as names are
held out in tests of robustness: Ribeiro et al., ACL 2020).
"""

from collections.abc import Iterable

from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.document.mentions import MentionMatcher
from analysis.codebook import Codebook
from analysis.schema import Mention

MASKS = {"name": "Canada", "place": "Canada", "contested": "Canada", "person": "Smith", "demonym": "Canadian"}
_COPIED = [TAG, POS, MORPH, LEMMA, DEP, HEAD]


def masked_words(doc: Doc, mentions: Iterable[Mention]) -> list[str]:
    """The words of a document with those inside a mention replaced; the number of words stays the same."""
    words = [token.text for token in doc]
    for mention in mentions:
        if mention.kind not in MASKS:
            continue
        span = doc.char_span(mention.start, mention.end)
        for token in span or ():
            if token.text[0].isupper():
                words[token.i] = _mask(token.text, mention.kind)
    return words


def _mask(word: str, kind: str) -> str:
    mask = MASKS[kind]
    if kind == "demonym" and word.endswith("s") and not word.endswith(("ss", "is", "us")):
        mask += "s"
    return mask.upper() if word.isupper() and len(word) > 3 else mask


def make_masked(nlp: Language, codebook: Codebook) -> None:
    """Put a component in the place of the pipeline's own ones that runs them on a masked copy of the document."""
    inner = list(nlp.pipe_names)
    nlp.select_pipes(disable=inner)
    nlp.add_pipe(
        "framing_masked_parser", last=True, config={"codebook": codebook.model_dump(mode="json"), "inner": inner}
    )


@Language.factory("framing_masked_parser", default_config={"codebook": None, "inner": []})
def make_masked_parser(nlp: Language, name: str, codebook: dict, inner: list[str]):
    """Annotate a document with the trees of its masked copy; lemmas of masked words are the words themselves."""
    matcher = MentionMatcher(Codebook.model_validate(codebook))

    def component(doc: Doc) -> Doc:
        if not len(doc):
            return doc
        words = masked_words(doc, matcher(doc.text))
        starts = [token.is_sent_start for token in doc]
        copy = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc], sent_starts=starts)
        for step in inner:
            copy = nlp.get_pipe(step)(copy)
        doc.from_array(_COPIED, copy.to_array(_COPIED))
        for token, word in zip(doc, words, strict=True):
            if token.text != word:
                token.lemma_ = token.text
        return doc

    return component
