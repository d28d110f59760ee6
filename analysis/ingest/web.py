"""Lists of addresses, and feeds: what they name is fetched."""

import re
from collections.abc import Iterator
from time import strftime

import feedparser

from analysis.ingest.fetch import Fetcher, FetchError
from analysis.ingest.items import Item

_LINK = re.compile(r"https?://\S+")


def addresses(text: str) -> list[str]:
    """The addresses in a text, one a line; lines that begin with # are comments."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def is_list(text: str) -> bool:
    """Whether a text is a list of addresses."""
    lines = addresses(text)
    return bool(lines) and all(_LINK.fullmatch(line) for line in lines[:20])


def pages(urls: list[str], fetcher: Fetcher) -> Iterator[Item]:
    """The pages of a list."""
    for url in urls:
        yield fetched(Item(url, {"url": url}), fetcher)


def fetched(item: Item, fetcher: Fetcher) -> Item:
    """The item with the page at its address, or with why it was not had."""
    try:
        item.html = fetcher.get(str(item.values.get("url")))
    except FetchError as error:
        item.fault = str(error)
    return item


def feed(data: bytes, place: str, fetcher: Fetcher) -> Iterator[Item]:
    """The entries of an RSS or Atom feed, each with its page."""
    found = feedparser.parse(data)
    if not found.entries:
        yield Item(place, fault="it is no feed, or one without entries")
    for entry in found.entries:
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        values = {
            "url": entry.get("link"),
            "title": entry.get("title"),
            "date": strftime("%Y-%m-%d", stamp) if stamp else None,
        }
        yield fetched(Item(f"{place}#{entry.get('id') or entry.get('link')}", values), fetcher)
