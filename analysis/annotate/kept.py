"""What is kept of articles between runs: a file each, for whatever codebook comes next (`made` says what of it still holds).

A file is written under another name and then renamed, so that several processes can share a folder. A damaged one counts as
missing. Beyond `LIMIT` bytes those that nobody used for longest go.
"""

import hashlib
import json
import os
import secrets
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.annotate.made import Made

LIMIT = 2**30
_STALE = 24 * 3600  # seconds after which a file that is still being written was left by a killed run


class Kept:
    """What one parser's pipelines have made of articles, in a folder that others may share. `parser`: its digest."""

    def __init__(self, folder: Path, parser: str):
        self.folder, self.parser = folder / parser, parser

    def read(self, text: str, known: dict[str, Any]) -> Made:
        """What has been made of an article; nothing where none of it is kept. `known`: what is known of it beside its text."""
        seen = json.dumps([self.parser, text, known], default=str)
        key = hashlib.sha256(seen.encode()).hexdigest()[:32]
        path = self._path(key)
        try:
            made = Made.unpack(key, text, path.read_bytes())
        except (OSError, zlib.error, ValueError):
            return Made(key, text)
        with suppress(OSError):
            os.utime(path)
        return made

    def keep(self, made: Made) -> None:
        """Keep what is new. Where it cannot be written, it is not kept."""
        if not made.is_new:
            return
        path = self._path(made.name)
        partial = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(made.pack())
            partial.replace(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def clean(folder: Path, limit: int = LIMIT) -> None:
    """Remove what killed runs left, and the articles that nobody used for longest until at most `limit` bytes are kept."""
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
