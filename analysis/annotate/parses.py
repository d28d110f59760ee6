"""Parses that are kept: a text that the parser has seen is not parsed again, whatever else has changed in the codebook.

A parse is kept under a key of what the parser saw (masked words, spaces, sentence starts) and of which parser it was. Each is a file
of its own, written under another name and then renamed, so that several processes can share a folder. A damaged one counts as
missing. Beyond `LIMIT` bytes those that nobody used for longest go.
"""

import hashlib
import os
import secrets
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import srsly
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc

PARSED = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
_TEXTS = [0, 2, 3, 4]  # the columns of strings among these
LIMIT = 2**30
_STALE = 24 * 3600  # seconds after which a file that is still being written was left by a killed run


class Parses:
    """The parses of one parser, told by its digest, in a folder that others may share."""

    def __init__(self, folder: Path, parser: str):
        self.folder, self.parser = folder / parser, parser

    def key(self, words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool | None]) -> str:
        """The key of what the parser sees."""
        seen = srsly.msgpack_dumps([self.parser, list(words), list(spaces), list(starts)])
        return hashlib.sha256(seen).hexdigest()[:32]

    def read(self, key: str, doc: Doc) -> np.ndarray | None:
        """The kept parse, a row a token and a column for each of `PARSED`; null where there is none for so many tokens."""
        path = self._path(key)
        try:
            kept = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
            rows = kept["values"][kept["places"]].reshape(len(doc), len(PARSED))
        except (OSError, zlib.error, ValueError, KeyError, IndexError, TypeError):
            return None
        for text in kept["texts"]:
            doc.vocab.strings.add(text)
        with suppress(OSError):
            os.utime(path)
        return rows

    def keep(self, key: str, doc: Doc) -> None:
        """Keep a document's parse. Where it cannot be written, it is not kept."""
        rows = doc.to_array(PARSED).reshape(len(doc), len(PARSED))
        values, places = np.unique(rows, return_inverse=True)
        places = places.ravel().astype("uint16" if len(values) < 2**16 else "uint32")
        texts = [doc.vocab.strings[text] for text in np.unique(rows[:, _TEXTS]) if text]
        content = zlib.compress(srsly.msgpack_dumps({"values": values, "places": places, "texts": texts}), 1)
        path = self._path(key)
        partial = path.with_name(f".{key}-{secrets.token_hex(4)}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content)
            partial.replace(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def clean(folder: Path, limit: int = LIMIT) -> None:
    """Remove what killed runs left, and the parses that nobody used for longest until at most `limit` bytes are kept."""
    files = sorted(_files(folder))
    excess = sum(size for _, size, _ in files) - limit
    for used, size, path in files:
        stale = path.name.startswith(".") and used < time.time() - _STALE
        if stale or excess > 0:
            with suppress(OSError):
                path.unlink()
                excess -= size


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in folder.glob("*/*/*"):
        with suppress(OSError):  # another run was first
            status = path.stat()
            yield status.st_mtime, status.st_size, path
