"""Folders of text and HTML files."""

from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from analysis.ingest.items import Item
from analysis.reading.files import UnreadableError, read_bytes

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md")


def items(folder: Path) -> Iterator[Item]:
    """The files of a folder and those below it, by name. Links and files of other kinds are said to be left out."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        kind = path.suffix.lower()
        if (
            path.is_dir()
            and not path.is_symlink()
            or any(part.startswith(".") for part in path.relative_to(folder).parts)
        ):
            continue
        if path.is_symlink():
            yield Item(place, fault="a link; only files that lie in the folder are read")
        elif kind not in PAGES + TEXTS:
            yield Item(place, fault=f"'{kind}' files are not read; take the text out first")
        else:
            try:
                data = read_bytes(path)
            except UnreadableError as error:
                yield Item(place, fault=error.what)
            else:
                # A folder per outlet is how people keep such files: the name of the file's own is the outlet where there is one.
                outlet = path.parent.name if path.parent != folder else None
                values = {"outlet": outlet, "outlet_basis": "inferred" if outlet else None}
                yield Item(place, values, html=data) if kind in PAGES else Item(place, values | {"text": decoded(data)})


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or what its bytes look like."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return str(best) if best else data.decode("utf-8", errors="replace")
