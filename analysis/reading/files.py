"""A user's file to its text. Only ordinary files are opened; an encoding is read off a mark, never guessed."""

import codecs
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MISSING = "\ufffd"  # what a decoder puts where a byte was wrong
MOST_BYTES = 1 << 31
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class UnreadableError(Exception):
    """A file cannot be read: `what` is wrong, and the `remedy`."""

    def __init__(self, what: str, remedy: str):
        super().__init__(f"{what}: {remedy}")
        self.what, self.remedy = what, remedy


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of at most 2 GiB. Raises UnreadableError: a pipe or a device would wait for ever."""
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MOST_BYTES:
            raise UnreadableError(f"it has {size:,} bytes, {MOST_BYTES:,} are read", "cut it into several files")
        return file.read()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """An ordinary file, open; what goes wrong while it is read is an UnreadableError too."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise UnreadableError(f"it is {kind}", "give a file")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise UnreadableError("there is no such file", "correct the path, or add the file") from None
    except ValueError as error:
        raise UnreadableError(f"the path leads nowhere ({error})", "correct the path") from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableError(f"it cannot be read: {reason}", "correct the path, or who may read it") from None


def decode(data: bytes) -> str:
    """UTF-8, or what a mark at the beginning says. A byte that is wrong becomes U+FFFD, so that it costs its row and no other."""
    return data.decode(_encoding(data), errors="replace")


def text_lines(path: Path, keep_ends: bool = False, encoding: str | None = None) -> Iterator[str]:
    """The lines of a file of any size, decoded as `decode` does where no encoding is given. They end with a line feed, which is taken off;
    with `keep_ends` with any line end, which is kept. Raises UnreadableError, and LookupError where there is no such encoding."""
    with opened(path) as file:
        encoding = encoding or _encoding(file.peek(4))  # type: ignore[attr-defined]
        with io.TextIOWrapper(file, encoding, errors="replace", newline="" if keep_ends else "\n") as text:
            for line in text:
                yield line if keep_ends else line.removesuffix("\n")


def _encoding(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")


def read_text(path: Path) -> str:
    """The text of a file that has to be read whole. Raises UnreadableError, with the line where bytes are wrong."""
    text = decode(read_bytes(path))
    if MISSING in text:
        line = text.count("\n", 0, text.index(MISSING)) + 1
        raise UnreadableError(f"line {line} is not UTF-8, or was damaged when it was saved", "save the file as UTF-8")
    return text
