"""What has been made of an article, each part with a key of all that it was made from: what still holds is not made again.

A step's key is that of the package, of the parts of the codebook that the step reads, of the parse, and of the lists that it reads,
by their content. So a change of the codebook costs the steps that see it, and of those behind them only where lists have come out
otherwise. Of a document without a `Made` nothing is known, and every step is run.
"""

import hashlib
import json
from typing import Any, NamedTuple, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

PARSED = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
_TEXTS = len(PARSED) - 1  # so many columns of strings, then the distance of the head
PARSE = "parse"


class Work(NamedTuple):
    """What a step does: the lists that it writes, those that it reads and whether it reads the parse (`PARSE`), whether it needs
    tokens, and a key of what else it sees (its code, its part of the codebook)."""

    step: str
    writes: tuple[str, ...]
    reads: tuple[str, ...]
    of_tokens: bool
    sees: str


@runtime_checkable
class Recalling(Protocol):
    """A component that can give a document what it made of it before."""

    work: Work

    def recall(self, doc: Doc) -> bool:
        """Write on a document what is known of it, and the same as would be made now; false where there is none."""

    def __call__(self, doc: Doc) -> Doc: ...


class Made:
    """What has been made of one article. `name`: its own among others; `is_new`: whether it is more than what was kept."""

    def __init__(self, name: str, text: str):
        self.name, self.text, self.is_new = name, text, False
        self._tokens: dict[str, Any] = {}
        self._parse: dict[str, Any] = {}
        self._steps: dict[str, list[Any]] = {}  # a key, and texts by their names
        self._stamps: dict[str, str] = {}  # of what has been found to hold, or made now

    @classmethod
    def from_json(cls, name: str, text: str, content: bytes) -> "Made":
        """What `to_json` gave. Raises ValueError, KeyError or TypeError where it is none."""
        made, kept = cls(name, text), json.loads(content)
        made._tokens, made._parse, made._steps = kept["tokens"], kept["parse"], kept["steps"]
        return made

    def to_json(self) -> bytes:
        return json.dumps({"tokens": self._tokens, "parse": self._parse, "steps": self._steps}).encode()

    # --- tokens and parse ---

    def document(self, vocab: Vocab, tokens: bool = True) -> Doc | None:
        """The article as a document, with its tokens or without; null where its tokens are not known."""
        if not self._tokens:
            return None
        doc = Doc(vocab, **self._tokens) if tokens else Doc(vocab)
        _OF[doc] = self
        return doc

    def hold(self, doc: Doc, words: list[str], spaces: list[bool]) -> None:
        """Let a document be the one that all this is made of."""
        self._tokens, self.is_new = {"words": words, "spaces": spaces}, True
        _OF[doc] = self

    def parse(self, vocab: Vocab, key: str | None = None) -> np.ndarray | None:
        """The parse, a row a token and a column for each of `PARSED`; null where it was made of what has another key than this."""
        if not self._parse or key is not None and self._parse["key"] != key:
            return None
        self._stamps[PARSE] = self._parse["key"]
        texts = np.array([vocab.strings.add(text) for text in self._parse["texts"]], dtype="uint64")
        heads = np.array(self._parse["heads"], dtype="int64").astype("uint64")  # to the left a negative distance
        return np.column_stack([*(texts[places] for places in self._parse["places"]), heads])

    def keep_parse(self, vocab: Vocab, key: str, rows: np.ndarray) -> None:
        """Take a new parse. `key`: of what the parser saw."""
        values, places = np.unique(rows[:, :_TEXTS], return_inverse=True)
        self._parse = {
            "key": key,
            "texts": [vocab.strings[value] for value in values.tolist()],
            "places": places.reshape(-1, _TEXTS).T.tolist(),
            "heads": rows[:, _TEXTS].astype("int64").tolist(),
        }
        self._stamps[PARSE] = key

    # --- steps ---

    def recall(self, work: Work) -> dict[str, str] | None:
        """What a step has made, as texts by name; null where it would not make the same now."""
        key, texts = self._steps.get(work.step, (None, {}))
        if key != self._key(work):
            return None
        self._stamps |= {name: digest(text) for name, text in texts.items()}
        return texts

    def note(self, work: Work, texts: dict[str, str]) -> None:
        """Take what a step has made now."""
        self._stamps |= {name: digest(text) for name, text in texts.items()}
        self._steps[work.step], self.is_new = [self._key(work), texts], True

    def _key(self, work: Work) -> str:
        return digest(work.step, work.sees, *(self._stamps.get(name, "") for name in work.reads))


_OF: WeakKeyDictionary[Doc, Made] = WeakKeyDictionary()


def made_of(doc: Doc) -> Made | None:
    """What is known to have been made of a document's article."""
    return _OF.get(doc)


def digest(*parts: str) -> str:
    """A key of some texts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
