"""A source to a corpus folder, whole or not at all."""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis import outputs
from analysis.corpus import MANIFEST
from analysis.ingest.collect import ARTICLES, PROVENANCE, Result, collect
from analysis.ingest.fetch import Fetcher
from analysis.ingest.items import Item
from analysis.ingest.outlets import spelled_twice
from analysis.ingest.sources import Options, items
from analysis.marks import Origin
from analysis.problems import Problem, ProblemsError, shown
from analysis.version import package_digest, package_version

COMMAND = "ingest"
NAMED = 5


def ingest(
    source: str,
    out: Path,
    options: Options,
    fetcher: Fetcher,
    outlets: dict[str, str],
    codebook: Path | None = None,
    title: str | None = None,
    tell: Callable[[str], object] = print,
) -> Result:
    """Write a corpus folder: `corpus.yml`, `articles.jsonl` and `provenance.csv`. `tell` gets what was guessed, and what came of it.

    Raises ProblemsError where nothing can be read, OutputError where `out` may not be written.
    """
    read = [] if "://" in source else [Path(source)]
    given = hashlib.sha256(f"{source} {options}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    origin = Origin(corpus=given, codebook="", package=package_digest(), version=package_version())
    with outputs.result(out, COMMAND, origin, read) as folder:
        result = collect(items(source, options, fetcher, tell), outlets, folder, dt.datetime.now(dt.UTC))
        if not result.seen:
            raise ProblemsError([Problem(source, None, "it holds no article", "give another source")])
        manifest = {"id": "corpus", "title": title or Path(source).stem or source, "table": ARTICLES}
        if codebook:
            manifest["codebook"] = os.path.relpath(codebook.resolve(), out.resolve())
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in manifest.items()]
        (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in summary(result):
        tell(line)
    return result


def summary(result: Result) -> Iterator[str]:
    """What became of the items, line by line."""
    yield f"{result.seen:,} found: {result.kept:,} kept, {result.aside.total():,} set aside."
    for reason, count in result.aside.most_common():
        detail = ""
        if reason == "in another language":
            detail = f" ({', '.join(f'{n} {name}' for name, n in result.languages.most_common())})"
        yield f"  {count:,} set aside: {shown(reason)}{detail}"
    if result.duplicates:
        counted = ", ".join(f"{n:,} by {how}" for how, n in result.duplicates.most_common())
        yield f"  {result.duplicates.total():,} kept and marked as duplicates of another ({counted})"
    for names in spelled_twice(name for name in result.outlets if name):
        yield f"  outlets that may be one: {', '.join(map(shown, names))}; write one name in the mapping of domains (--outlets)"
    if result.unknown_domains:
        most = [shown(name) for name, _ in result.unknown_domains.most_common(NAMED)]
        yield f"  {len(result.unknown_domains):,} domains are not in the mapping: {', '.join(most)}"
    if result.outlets[""]:
        yield f"  {result.outlets['']:,} without an outlet"
    yield f"What became of each: {PROVENANCE}"


__all__ = ["COMMAND", "Item", "ingest", "summary"]
