"""Web archives (WARC), as Common Crawl's news set has them, and exports of Media Cloud and of APIs like NewsAPI."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from analysis.ingest.items import NAMES, Item, plain
from analysis.ingest.pages import MOST_BYTES
from analysis.reading.files import UnreadableError, opened, read_text

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")


def warc(path: Path) -> Iterator[Item]:
    """The pages of an archive, compressed or not. Raises UnreadableError where it is none."""
    number = 0
    with opened(path) as file:
        try:
            for record in ArchiveIterator(file):
                number += 1
                kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
                if record.rec_type != "response" or not re.match(
                    r"(?:text/html|application/xhtml)", kind.strip().lower()
                ):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                data = record.content_stream().read(MOST_BYTES + 1)
                yield Item(f"{path.name}#{number}", {"url": url}, html=data)
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            if not number:
                raise UnreadableError(
                    f"it is no WARC file ({str(error)[:100]})", "give a .warc or .warc.gz file"
                ) from error
            yield Item(f"{path.name}#{number + 1}", fault=f"the archive is damaged from here on ({str(error)[:100]})")


def export(path: Path) -> Iterator[Item]:
    """The articles of a JSON export: a list, or a mapping that holds one (`articles`, `stories`, `results` …).

    Raises UnreadableError where there is none. A text that the export cuts short has to be fetched: it is left out.
    """
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is not JSON ({str(error)[:100]})", "give the export as it was saved") from None
    listed = data if isinstance(data, list) else _list_in(data)
    if listed is None:
        raise UnreadableError("it holds no list of articles", "give an export with `articles` or `stories`")
    for number, entry in enumerate(listed, start=1):
        place = f"{path.name}:{number}"
        yield Item(place, _fields(entry)) if isinstance(entry, dict) else Item(place, fault="no mapping of fields")


def _list_in(data: Any) -> list[Any] | None:
    lists = (
        [v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if isinstance(data, dict)
        else []
    )
    return max(lists, key=len, default=None)


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    by_plain = {plain(str(name)): value for name, value in entry.items()}
    values = {
        ours: next((by_plain[t] for t in (plain(t) for t in theirs) if by_plain.get(t)), None)
        for ours, theirs in NAMES.items()
    }
    outlet = values["outlet"]
    if isinstance(outlet, dict):  # NewsAPI: {"id": …, "name": …}
        values["outlet"] = outlet.get("name")
    text = values["text"]
    if isinstance(text, str) and _CUT.search(text):
        values["text"] = None
    return values
