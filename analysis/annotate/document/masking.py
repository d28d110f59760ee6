"""The parser does not see who it is about: names of the codebook's actors are replaced by neutral ones of the same kind while
it parses, and its tree is copied to the text as it stands.

A statistical parser reads a common name better than a rare one, and would so find the deeds of one side more often than the
same deeds of the other. With both behind the same mask, exchanging them in the text leaves the tree as it is (as names are
held out in tests of robustness: Ribeiro et al., ACL 2020).
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IDX, LEMMA, ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from analysis import parser
from analysis.annotate.document.text import spaced
from analysis.annotate.document.text import words as words_of
from analysis.annotate.made import PARSE, PARSED, Recalling, Work, digest, made_of
from analysis.batches import BATCH_TOKENS, Batched, batches
from analysis.schema import Mention
from analysis.version import package_digest

MASKS = {"name": "Canada", "place": "Canada", "contested": "Canada", "person": "Smith", "demonym": "Canadian"}
COMPONENT = "framing_masked_parser"
MASKED = "masked"
QUARTERS = 4  # spaCy's parser takes a quarter of a batch at a time
# The column SENT_START as `Token.is_sent_start` gives it; anything else is False.
_STARTS: dict[int, bool | int | None] = {0: None, 1: True}


def masked_words(doc: Doc, mentions: Iterable[Mention]) -> list[str]:
    """The words of a document with those inside a mention replaced; the number of words stays the same. Third parties of whom the
    codebook says nothing are left as they are: no side gains by them."""
    words = words_of(doc)
    for place, mask in _masks(doc, words, mentions):
        words[place] = mask
    return words


def _masks(doc: Doc, words: list[str], mentions: Iterable[Mention]) -> Iterator[tuple[int, str]]:
    """The tokens to be masked, each with its mask. A mention that cuts a token masks none."""
    starts = doc.to_array(IDX).tolist()
    for mention in mentions:
        if mention.kind not in MASKS or mention.actor is None and mention.kind != "contested":
            continue
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end) - 1
        whole = first <= last and starts[first] == mention.start and starts[last] + len(words[last]) == mention.end
        for place in range(first, last + 1) if whole else ():
            if words[place][0].isupper():
                yield place, _mask(words[place], mention.kind)


def _mask(word: str, kind: str) -> str:
    mask = MASKS[kind]
    if kind == "demonym" and word.endswith("s") and not word.endswith(("ss", "is", "us")):
        mask += "s"
    return mask.upper() if word.isupper() and len(word) > 3 else mask


class _Masked(NamedTuple):
    """What the parser sees of a document: a word, a space behind it and a sentence's start for each token; `places`: of the tokens of
    which it sees another word."""

    words: list[str]
    spaces: list[bool]
    starts: list[bool | int | None]
    places: list[int]

    @classmethod
    def of(cls, doc: Doc) -> "_Masked":
        starts = [_STARTS.get(start, False) for start in doc.to_array(SENT_START).tolist()]
        words, places = words_of(doc), []
        for place, mask in _masks(doc, words, doc._.mentions):
            if words[place] != mask:
                words[place] = mask
                places.append(place)
        return cls(words, spaced(doc), starts, places)

    @property
    def key(self) -> str:
        """A key of what the parser sees."""
        return digest(json.dumps([self.words, self.spaces, self.starts]))

    def copies(self, doc: Doc) -> Iterator[Doc]:
        """Copies for the parser: one, or of a long document several, cut where a sentence must begin, so that memory is bounded."""
        cuts = [0, len(self.words)]
        for place, start in enumerate(self.starts):
            if start and place - cuts[-2] > BATCH_TOKENS:
                cuts.insert(-1, place)
        for start, end in pairwise(cuts):
            part = slice(start, end)
            yield Doc(doc.vocab, words=self.words[part], spaces=self.spaces[part], sent_starts=self.starts[part])


def mask(nlp: Language) -> None:
    """Put a component in the place of the pipeline's own ones that runs them on a masked copy of each document.

    Raises ParserError where they do not give Universal Dependencies.
    """
    inner = list(nlp.pipe_names)
    described, parses_tokens = parser.describe(nlp), parser.parses_tokens(nlp)
    parser.check(nlp)
    digest = parser.digest(nlp)
    nlp.select_pipes(disable=inner)
    note = "" if not parses_tokens else " (names not masked: it parses while it makes tokens)"
    nlp.add_pipe(COMPONENT, last=True, config={"inner": inner, "parser": described + note, "digest": digest})


@Language.factory(
    COMPONENT,
    default_config={"inner": [], "parser": "", "digest": ""},
    requires=["doc._.mentions"],
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.sents"],
)
class MaskedParser(Batched, Recalling):
    """Annotates documents with the trees of their masked copies; lemmas of masked words are the words themselves.

    `inner`: names of the components that parse; they stand disabled in the same pipeline. `parser`: its name and version, for the
    tables. `digest`: tells it from every other, for what is kept of documents; empty where it has no files to tell it by. A
    document that is parsed already keeps its tree.
    """

    def __init__(self, nlp: Language, name: str, inner: list[str], parser: str, digest: str):
        super().__init__(name)
        self.nlp, self.inner, self.parser, self.digest = nlp, inner, parser, digest
        self.work = Work("masked_parser", (), ("blocks", "mentions"), True, package_digest())

    def recall(self, doc: Doc) -> bool:
        """Give a document its parse, if that was made of the same; one that stands without its tokens needs none."""
        made = made_of(doc)
        known = made.recall(self.work) if made else None
        if not made or known is None:
            return False
        rows = made.parse(doc.vocab, known[PARSE]) if len(doc) else None
        if rows is not None:
            _copy_tree(doc, json.loads(known[MASKED]), rows)
        return rows is not None or not len(doc)

    def annotate(self, docs: list[Doc]) -> None:
        """Parse those that are not parsed."""
        waiting: list[tuple[Doc, _Masked]] = []
        for doc in docs:
            if len(doc) and not doc.has_annotation("DEP") and not self.recall(doc):
                masked, made = _Masked.of(doc), made_of(doc)
                rows = made.parse(doc.vocab, masked.key) if made else None
                if rows is None:
                    waiting.append((doc, masked))
                else:
                    self._write(doc, masked, rows)
        copies = [piece for doc, masked in waiting for piece in masked.copies(doc)]
        parsed = (piece for batch in batches(copies, BATCH_TOKENS) for piece in self._parsed(batch))
        for doc, masked in waiting:
            rows, made = _joined(parsed, len(doc)).to_array(PARSED), made_of(doc)
            if made:
                made.keep_parse(doc.vocab, masked.key, rows)
            self._write(doc, masked, rows)

    def _write(self, doc: Doc, masked: _Masked, rows: np.ndarray) -> None:
        made = made_of(doc)
        if made:
            made.note(self.work, {PARSE: masked.key, MASKED: json.dumps(masked.places)})
        _copy_tree(doc, masked.places, rows)

    def _parsed(self, copies: list[Doc]) -> list[Doc]:
        for name in self.inner if copies else ():
            component: Any = self.nlp.get_pipe(name)
            if hasattr(component, "pipe"):
                parts = batches(copies, BATCH_TOKENS)
                copies = [done for part in parts for done in component.pipe(part, batch_size=QUARTERS * len(part))]
            else:
                copies = [component(copy) for copy in copies]
        return copies


def _joined(pieces: Iterator[Doc], length: int) -> Doc:
    """The next pieces that together have so many tokens, as one document."""
    taken = [next(pieces)]
    while sum(map(len, taken)) < length:
        taken.append(next(pieces))
    joined = taken[0] if len(taken) == 1 else Doc.from_docs(taken, ensure_whitespace=False)
    assert joined is not None and len(joined) == length
    return joined


def _copy_tree(doc: Doc, masked: list[int], rows: Any) -> None:
    """`masked`: tokens of which the parser has seen another word."""
    rows[masked, PARSED.index(LEMMA)] = doc.to_array(ORTH)[masked]
    doc.from_array(PARSED, rows)
