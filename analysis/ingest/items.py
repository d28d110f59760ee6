"""What every source gives: an item, with whatever is known of it, or why nothing can be had from it."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

# How exports and tables call our fields. Compared in lower case without spaces, dashes and underscores.
NAMES = {
    "article_id": ("articleid", "id", "storyid", "storiesid", "guid", "uuid", "docid"),
    "outlet": ("outlet", "source", "publisher", "publication", "media", "medianame", "newspaper", "domain", "site", "sourcename"),
    "text": ("text", "body", "content", "article", "fulltext", "maintext", "story", "bodytext", "articletext"),
    "title": ("title", "headline", "heading"),
    "date": ("date", "published", "publishdate", "pubdate", "publishedat", "publicationdate", "published_at", "datepublished"),
    "url": ("url", "link", "href", "permalink"),
    "language": ("language", "lang"),
    "wire": ("wire", "agency", "credit"),
    "episode": ("episode",),
}  # fmt: skip


@dataclass
class Item:
    """One article as its source has it. `place`: where it was found, for the provenance. `html`: a page whose text is not taken out
    yet. `fault`: why nothing can be had from it; empty where something can."""

    place: str
    values: dict[str, Any] = field(default_factory=dict)
    html: bytes | None = None
    fault: str = ""


def plain(name: str) -> str:
    """A column's name without what people write differently."""
    return "".join(c for c in name.lower() if c.isalnum())


def likely(field_name: str, names: list[str]) -> str | None:
    """Of a table's columns the one that is probably meant by a field of ours, by its name; null where none is."""
    known = [plain(n) for n in NAMES.get(field_name, (field_name,))]
    by_plain = {plain(name): name for name in reversed(names)}
    for candidate in known:
        if candidate in by_plain:
            return by_plain[candidate]
    near = [m for k in known if len(k) > 3 for m in get_close_matches(k, by_plain, n=1, cutoff=0.8)]
    return by_plain[near[0]] if near else None
