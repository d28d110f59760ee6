"""What a folder holds, and the mark that tells which of it a command of the suite made."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

MARK = "framing.json"
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # file managers leave them; nobody's work


class Origin(BaseModel):
    """What a result was made of: digests of corpus, codebook and package, and the package's version."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str
    codebook: str
    package: str
    version: str


def _inward(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"{name!r} leads out of the folder")
    return name


class Mark(BaseModel):
    """The content of `framing.json`. `files`: SHA-256 by path, seen from the folder; empty while a result is being written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str
    run: str
    origin: Origin
    files: dict[Annotated[str, AfterValidator(_inward)], str] = {}

    @classmethod
    def of(cls, folder: Path, command: str, origin: Origin) -> "Mark":
        """The mark of what `command` has written into a folder."""
        files = {name: digest(folder / name) or "" for name in sorted(contents(folder) - {MARK})}
        return cls(command=command, run=_run_id(command, origin), origin=origin, files=files)


def read_mark(folder: Path) -> Mark | None:
    """The folder's mark, null where it has none that can be read."""
    try:
        return Mark.model_validate_json((folder / MARK).read_bytes())
    except (OSError, ValidationError):
        return None


def contents(folder: Path) -> set[str]:
    """Everything in a folder, as paths seen from it: files, links, and folders with nothing in them."""
    found: set[str] = set()
    for root, folders, files in os.walk(folder):
        here = Path(root)
        links = [name for name in folders if (here / name).is_symlink()]
        found |= {(here / name).relative_to(folder).as_posix() for name in [*files, *links] if name not in LITTER}
        if not folders and not files and here != folder:
            found.add(here.relative_to(folder).as_posix())
    return found


def digest(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def discard(folder: Path, known: Collection[str] = ()) -> None:
    """Remove a result: the files that its mark lists, then its folders as far as they are empty."""
    mark = read_mark(folder)
    for name in [*known, *(mark.files if mark else ()), MARK]:
        (folder / name).unlink(missing_ok=True)
    for root, _, files in os.walk(folder, topdown=False):
        if LITTER.issuperset(os.listdir(root)):
            for name in LITTER.intersection(files):
                os.unlink(os.path.join(root, name))
            if not os.listdir(root):
                os.rmdir(root)


def _run_id(command: str, origin: Origin) -> str:
    return hashlib.sha256(f"{command} {origin.model_dump_json()}".encode()).hexdigest()[:16]
