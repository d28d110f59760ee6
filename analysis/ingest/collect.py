"""Items to a corpus: each is completed, given an id, and kept or set aside with its reason."""

import csv
import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import py3langid

from analysis.ingest import outlets, pages
from analysis.ingest.duplicates import Duplicates
from analysis.ingest.items import Item
from analysis.reading import fields
from analysis.sheets import plain_cell

ARTICLES, PROVENANCE = "articles.jsonl", "provenance.csv"
COLUMNS = (
    "article_id",
    "place",
    "state",
    "reason",
    "duplicate_of",
    "url",
    "outlet",
    "outlet_from",
    "language",
    "sha256",
)
TELLING = 60  # letters that are enough to tell a language by


@dataclass
class Result:
    """What became of the items: how many are kept, set aside by which reason, and doubles; the outlets; what to look at."""

    kept: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    unknown_domains: Counter[str] = field(default_factory=Counter)

    @property
    def seen(self) -> int:
        return self.kept + self.aside.total()


def collect(items: Iterable[Item], known: dict[str, str], folder: Path, collected_at: dt.datetime) -> Result:
    """Write `articles.jsonl` (one article a line, those in English) and `provenance.csv` (one row an item) to a folder.

    `known`: outlet by domain. No text is held longer than it takes to write it.
    """
    result, duplicates, ids = Result(), Duplicates(), set[str]()
    with ExitStack() as stack:
        articles = stack.enter_context((folder / ARTICLES).open("w", encoding="utf-8"))
        file = stack.enter_context((folder / PROVENANCE).open("w", encoding="utf-8", newline=""))
        rows = csv.writer(file)
        rows.writerow([*COLUMNS, "collected_at"])
        for item in items:
            row = dict.fromkeys(COLUMNS)
            values, reason = _completed(item, known, row, result)
            if values is None:
                kind, _, detail = reason.partition(": ")
                result.aside[kind] += 1
                row |= {"state": "set aside", "reason": reason}
            else:
                values["article_id"] = _unused(values.get("article_id") or _id(item, values), ids)
                double = duplicates.of(values["article_id"], values["text"], row["url"])
                if double:
                    result.duplicates[double[1]] += 1
                    values["duplicate_of"] = row["duplicate_of"] = double[0]
                    row["reason"] = f"the same {double[1]}" if double[1] != "nearly the same text" else double[1]
                result.kept += 1
                result.outlets[values["outlet"] or ""] += 1
                row |= {"state": "kept", "article_id": values["article_id"], "outlet": values["outlet"]}
                row["sha256"] = hashlib.sha256(values["text"].encode()).hexdigest()
                articles.write(
                    json.dumps(
                        {k: v for k, v in values.items() if v is not None or k in fields.REQUIRED}, ensure_ascii=False
                    )
                    + "\n"
                )
            row["place"] = item.place
            rows.writerow([plain_cell(row[name]) for name in COLUMNS] + [collected_at.isoformat(timespec="seconds")])
    return result


def _completed(
    item: Item, known: dict[str, str], row: dict[str, Any], result: Result
) -> tuple[dict[str, Any] | None, str]:
    """The fields of the article, or null and why there are none. Fills in of `row` what is known either way."""
    if item.fault:
        return None, item.fault
    values = dict(item.values)
    url = values.get("url")
    page: dict[str, Any] = {}
    if item.html is not None:
        try:
            page = pages.article(item.html, url if isinstance(url, str) else None)
        except pages.PageError as error:
            return None, str(error)
        values["text"] = page["text"]
        for name in ("title", "date"):
            values[name] = values.get(name) or page[name]
        values["url"] = page["canonical"] or url
    language = values.pop("language", None)
    given = values.get("article_id")
    unnamed = given is None or isinstance(given, str | float) and str(given).strip() in ("", "nan")
    typed, faults = fields.article(values | ({"article_id": "new"} if unnamed else {}))
    if typed is None:
        return None, f"unusable: {'; '.join(f.what for f in faults if not f.consequence)}"
    row["url"] = typed["url"]
    _set_outlet(typed, values, page, known, row, result)
    row["language"] = typed["language"] = _language(typed["text"], language)
    if typed["language"] not in (None, "en"):
        result.languages[typed["language"]] += 1
        return None, "in another language"
    typed["wire"] = typed["wire"] or pages.credit(typed["text"], typed["title"])
    typed["date"] = typed["date"].isoformat() if typed["date"] else None
    if unnamed:
        typed["article_id"] = None
    return typed, ""


def _set_outlet(typed: dict, values: dict, page: dict, known: dict[str, str], row: dict, result: Result) -> None:
    """The outlet by the mapping of domains; where that is silent as the source or the page states it, or else by the domain."""
    host = outlets.domain(typed["url"])
    site = page.get("site")
    if site and outlets.bare(site).split(":")[0] == host:  # no name, only the address again
        site = None
    ways: Iterator[tuple[str | None, str, str]] = iter(
        [
            (outlets.by_domain(host, known) if host else None, "stated", "mapping"),
            (typed["outlet"], typed["outlet_basis"], "source"),
            (site, "stated", "page"),
            (host, "inferred", "domain"),
            (None, "unknown", ""),
        ]
    )
    name, basis, where = next(way for way in ways if way[0] or not way[2])
    typed |= {"outlet": name, "outlet_basis": basis}
    row["outlet_from"] = where
    if host and known and where != "mapping":
        result.unknown_domains[host] += 1


def _language(text: str, said: Any) -> str | None:
    """The language of a text; of one too short to tell by what the source says. Null where neither is known."""
    if sum(c.isalpha() for c in text[:2000]) >= TELLING:
        return str(py3langid.classify(text[:5000])[0])
    words = str(said).strip().lower()[:2] if isinstance(said, str) else ""
    return words if words.isalpha() and len(words) == 2 else None


def _id(item: Item, values: dict[str, Any]) -> str:
    """The same for the same source and address, however often it is read."""
    return hashlib.sha256(f"{values.get('url') or item.place}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _unused(article_id: str, ids: set[str]) -> str:
    number, name = 1, article_id
    while name in ids:
        number += 1
        name = f"{article_id}-{number}"
    ids.add(name)
    return name
