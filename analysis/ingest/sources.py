"""What a source is, told by its name and content, and the items that it gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.ingest import archives, folders, tabular, web
from analysis.ingest.fetch import Fetcher, FetchError
from analysis.ingest.items import Item
from analysis.problems import Problem, ProblemsError
from analysis.reading.files import UnreadableError, read_bytes, read_text

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


@dataclass(frozen=True)
class Options:
    """What the user says of a source. `mapping`: our field by its column."""

    mapping: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None


def items(source: str, options: Options, fetcher: Fetcher, tell: Callable[[str], object]) -> Iterator[Item]:
    """The items of a source: a path, or the address of a feed or a page. Raises ProblemsError where nothing can be read."""
    try:
        yield from _items(source, options, fetcher, tell)
    except UnreadableError as error:
        raise ProblemsError([Problem(source, None, error.what, error.remedy)]) from None


def _items(source: str, options: Options, fetcher: Fetcher, tell: Callable[[str], object]) -> Iterator[Item]:
    if source.startswith(("http://", "https://")):
        yield from _address(source, fetcher)
        return
    path = Path(source)
    name = path.name.lower()
    if path.is_dir():
        yield from folders.items(path)
    elif name.endswith((".warc", ".warc.gz")):
        yield from archives.warc(path)
    elif name.endswith(TABLES):
        delimiter = options.delimiter or ("\t" if name.endswith(".tsv") else None)
        yield from tabular.items(path, options.mapping, options.encoding, delimiter, tell)
    elif name.endswith(".json"):
        for item in archives.export(path):
            yield item if item.fault or item.values.get("text") else _with_page(item, fetcher)
    elif name.endswith((".xml", ".rss", ".atom")):
        yield from web.feed(read_bytes(path), path.name, fetcher)
    else:
        text = read_text(path)
        if not web.is_list(text):
            what = "it is neither a list of addresses nor a file of a kind that is known"
            kinds = f"a folder, {', '.join(TABLES)}, .json, .xml, .rss, .atom, .warc, .warc.gz, or one address per line"
            raise UnreadableError(what, f"give {kinds}")
        yield from web.pages(web.addresses(text), fetcher)


def _address(source: str, fetcher: Fetcher) -> Iterator[Item]:
    try:
        data = fetcher.get(source)
    except FetchError as error:
        raise UnreadableError(str(error), "correct the address, or save what it gives in a file") from None
    head = data.lstrip()[:500].lower()
    if head.startswith(b"<?xml") and b"<html" not in head or b"<rss" in head or b"<feed" in head:
        yield from web.feed(data, source, fetcher)
    else:
        yield Item(source, {"url": source}, html=data)


def _with_page(item: Item, fetcher: Fetcher) -> Item:
    if not item.values.get("url"):
        item.fault = "it has neither a text nor an address"
        return item
    return web.fetched(item, fetcher)
