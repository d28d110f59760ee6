"""Outlets by their domains, and names that may be two spellings of one."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from analysis.problems import Problem, ProblemsError
from analysis.reading.files import UnreadableError, read_text


def mapping(path: Path) -> dict[str, str]:
    """Outlet by domain, from a CSV file with the columns `domain` and `outlet`. Raises ProblemsError."""
    try:
        rows = list(csv.DictReader(read_text(path).splitlines()))
    except (UnreadableError, csv.Error) as error:
        raise ProblemsError([Problem(str(path), None, str(error), "give a CSV file with domain,outlet")]) from None
    if not rows or not {"domain", "outlet"} <= set(rows[0]):
        raise ProblemsError([Problem(str(path), 1, "the columns `domain` and `outlet` are missing", "add them")])
    return {bare(row["domain"]): row["outlet"].strip() for row in rows if row["domain"] and row["outlet"]}


def domain(url: str | None) -> str | None:
    """The host of an address without `www.`; null where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return bare(host) if host else None


def bare(host: str) -> str:
    return host.strip().lower().removeprefix("www.").removeprefix("m.")


def by_domain(host: str, known: dict[str, str]) -> str | None:
    """The outlet of a domain or of one that it lies below (`news.example.org` of `example.org`)."""
    parts = host.split(".")
    return next((known[d] for i in range(len(parts) - 1) if (d := ".".join(parts[i:])) in known), None)


def spelled_twice(names: Iterable[str]) -> list[list[str]]:
    """Names that are one without capitals, spaces, punctuation, "the" and the ending of a domain."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        plain = re.sub(r"\.(?:com|org|net|info|co\.\w\w|\w\w)$", "", name.lower())
        groups[re.sub(r"^the|[^\w]|_", "", plain)].add(name)
    return [sorted(group) for group in groups.values() if len(group) > 1]
