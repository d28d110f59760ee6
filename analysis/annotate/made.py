"""What has been made of an article, each part with a key of all that it was made from: what still holds is not made again.

A step's key is that of the package, of the parts of the codebook that the step reads, of the parse, and of the lists that it reads,
by their content. So a change of the codebook costs the steps that see it, and of those behind them only where lists have come out
otherwise. Of a document without a `Made` nothing is known, and every step is run.
"""

import hashlib
import json
import zlib
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple
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


class Recalling(ABC):
    """A component that can give a document what it made of it before."""

    work: Work

    @abstractmethod
    def recall(self, doc: Doc) -> bool:
        """Write on a document what is known of it, and the same as would be made now; false where there is none."""

    @abstractmethod
    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""


@dataclass(slots=True)
class _Step:
    """What a step has made: a key of all that it was made from, the texts of its lists by their names, packed until somebody asks for
    them, and a digest of each text."""

    key: str
    stamps: dict[str, str]
    packed: bytes = b""
    texts: dict[str, str] | None = None

    def read(self) -> dict[str, str] | None:
        """The texts; null where they are damaged."""
        if self.texts is None:
            with suppress(ValueError, zlib.error):
                self.texts = json.loads(zlib.decompress(self.packed))
        return self.texts

    def pack(self) -> bytes:
        return self.packed or zlib.compress(json.dumps(self.texts).encode(), 1)


class Made:
    """What has been made of one article. `name`: its own among others; `is_new`: whether it is more than what was kept."""

    def __init__(self, name: str, text: str):
        self.name, self.text, self.is_new = name, text, False
        self._base: dict[str, Any] | None = {}  # tokens and parse; null until somebody asks for what is packed
        self._packed = b""
        self._steps: dict[str, _Step] = {}
        self._stamps: dict[str, str] = {}  # of what has been found to hold, or made now

    @classmethod
    def unpack(cls, name: str, text: str, content: bytes) -> "Made":
        """What `pack` gave. Raises ValueError or zlib.error where it is none."""
        made, first = cls(name, text), zlib.decompressobj()
        listed, at, rest = json.loads(first.decompress(content)), 0, first.unused_data
        for step, key, stamps, size in listed:
            made._steps[step] = _Step(key, stamps, rest[at : at + size])
            at += size
        made._base, made._packed = None, rest[at:]
        return made

    def pack(self) -> bytes:
        """A list of the steps, what each has made, then tokens and parse: whoever reads it unpacks no more than is asked for, and what
        has not changed is not packed again."""
        parts = [step.pack() for step in self._steps.values()]
        listed = [[name, s.key, s.stamps, len(p)] for (name, s), p in zip(self._steps.items(), parts, strict=True)]
        base = self._packed or zlib.compress(json.dumps(self._base).encode(), 1)
        return b"".join([zlib.compress(json.dumps(listed).encode(), 1), *parts, base])

    # --- tokens and parse ---

    def document(self, vocab: Vocab) -> Doc | None:
        """The article's tokens as a document; null where they are not known."""
        tokens = self._unpacked().get("tokens")
        return self._of(Doc(vocab, **tokens)) if tokens else None

    def without_tokens(self, vocab: Vocab) -> Doc | None:
        """A document for what can be said of the article without its tokens; null where nothing is known."""
        return self._of(Doc(vocab)) if self._steps else None

    def hold(self, doc: Doc, words: list[str], spaces: list[bool]) -> None:
        """Let a document be the one that all this is made of."""
        self._base, self._packed, self.is_new = {"tokens": {"words": words, "spaces": spaces}}, b"", True
        self._of(doc)

    def _of(self, doc: Doc) -> Doc:
        _OF[doc] = self
        return doc

    def _unpacked(self) -> dict[str, Any]:
        if self._base is None:
            try:
                self._base = dict(json.loads(zlib.decompress(self._packed)))
            except (ValueError, zlib.error):  # damaged
                self._base, self._packed = {}, b""
        return self._base

    def parse(self, vocab: Vocab, key: str) -> np.ndarray | None:
        """The parse of what has a key, a row a token and a column for each of `PARSED`; null where there is none."""
        known = self._unpacked().get("parse")
        if not known or known["key"] != key:
            return None
        texts = np.array([vocab.strings.add(text) for text in known["texts"]], dtype="uint64")
        heads = np.array(known["heads"], dtype="int64").astype("uint64")  # to the left a negative distance
        return np.column_stack([*(texts[places] for places in known["places"]), heads])

    def keep_parse(self, vocab: Vocab, key: str, rows: np.ndarray) -> None:
        """Take a new parse. `key`: of what the parser saw."""
        values, places = np.unique(rows[:, :_TEXTS], return_inverse=True)
        self._unpacked()["parse"] = {
            "key": key,
            "texts": [vocab.strings[value] for value in values.tolist()],
            "places": places.reshape(-1, _TEXTS).T.tolist(),
            "heads": rows[:, _TEXTS].astype("int64").tolist(),
        }
        self._packed = b""

    # --- steps ---

    def recall(self, work: Work) -> dict[str, str] | None:
        """What a step has made, as texts by name; null where it would not make the same now."""
        step = self._steps.get(work.step)
        texts = step.read() if step is not None and step.key == self._key(work) else None
        if step is not None and texts is not None:
            self._stamps |= step.stamps
        return texts

    def note(self, work: Work, texts: dict[str, str]) -> None:
        """Take what a step has made now."""
        stamps = {name: digest(text) for name, text in texts.items()}
        self._stamps |= stamps
        self._steps[work.step], self.is_new = _Step(self._key(work), stamps, texts=texts), True

    def _key(self, work: Work) -> str:
        return digest(work.step, work.sees, *(self._stamps.get(name, "") for name in work.reads))


_OF: WeakKeyDictionary[Doc, Made] = WeakKeyDictionary()


def made_of(doc: Doc) -> Made | None:
    """What is known to have been made of a document's article."""
    return _OF.get(doc)


def digest(*parts: str) -> str:
    """A key of some texts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
