"""The behavioural suite: short texts written for one construct each, with rows that must and must not be in their tables.

After CheckList (Ribeiro et al., ACL 2020). `tests/behaviour/README.md` describes the format. This module reads the cases, says what is
wrong with their form, and compares a case with the tables of its text; `benchmarks/behaviour.py` counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from analysis import codebook as codebooks
from analysis import tables
from analysis.codebook import Codebook

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "behaviour"
MADE_UP = "made-up"
CODEBOOKS = {MADE_UP: FOLDER / "made-up.yml"} | {
    name: ROOT / "corpus" / "codebooks" / f"{name}.yml"
    for name in ("nagorno-karabakh", "israel-palestine", "russia-ukraine")
}
# Where a row's words are compared and not its value: it must contain the words given and be at most so many longer.
IN_WORDS = ("source", "agent", "patient", "cue", "surface")
LONGER = 3
CONTENT_OVERLAP = 0.5
PLACE_KEYS = ("at", "content")
_NEITHER = ("both", "other", "unresolved")

Row = dict[str, Any]
Span = tuple[int, int]


class Case(BaseModel):
    """One text with the rows that must (`has`) and must not (`hasnt`) be in its tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    codebook: str
    title: str | None = None
    text: str
    has: list[Row] = []
    hasnt: list[Row] = []

    @property
    def document(self) -> str:
        """The document's text, as `articles.text` has it."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


class Construct(BaseModel):
    """One file: the cases of one construct and what must hold in them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(alias="construct")
    about: str
    cases: list[Case] = Field(min_length=1)


@dataclass(frozen=True)
class Failure:
    """A row that a case expects and that is missing, or one that it forbids and that is there; `nearest` is the row found."""

    case: Case
    expected: Row
    forbidden: bool
    nearest: Row | None


def files() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.yml") if path not in CODEBOOKS.values())


def read(path: Path) -> Construct:
    """The cases of a file. Raises pydantic's ValidationError where its form is not that of a construct."""
    return Construct.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def load_codebook(name: str) -> Codebook | None:
    """A codebook that cases may name, null where it is not (yet) there. Raises KeyError for any other name."""
    path = CODEBOOKS[name]
    return codebooks.load(path) if path.exists() else None


def place(text: str, words: str | list[Any]) -> Span | None:
    """Where whole words stand in a text: the first time, or the nth for [words, n]; null where they do not."""
    wanted, nth = (words, 1) if isinstance(words, str) else (words[0], words[1])
    before, after = (r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w)" if wanted[-1].isalnum() else "")
    found = list(re.finditer(before + re.escape(wanted) + after, text))
    return found[nth - 1].span() if len(found) >= nth else None


def failures(case: Case, found: dict[str, list[Row]]) -> list[Failure]:
    """What does not hold of a case, given the rows of its text by table (a missing value is None)."""
    result = []
    for expected in case.has:
        rows = found[expected["table"]]
        if not any(_holds(case, expected, row) for row in rows):
            result.append(Failure(case, expected, False, nearest(case, expected, rows)))
    for forbidden in case.hasnt:
        row = next((row for row in found[forbidden["table"]] if _holds(case, forbidden, row)), None)
        if row is not None:
            result.append(Failure(case, forbidden, True, row))
    return result


def nearest(case: Case, expected: Row, rows: Iterable[Row]) -> Row | None:
    """The row for which most of what is expected holds, its place counting most; null where there is no row at all."""

    def likeness(row: Row) -> int:
        keys = [key for key in expected if key != "table"]
        return sum((len(keys) if key in PLACE_KEYS else 1) * _key_holds(case, key, expected[key], row) for key in keys)

    return max(rows, key=likeness, default=None)


def _holds(case: Case, expected: Row, row: Row) -> bool:
    return all(_key_holds(case, key, wanted, row) for key, wanted in expected.items() if key != "table")


def _key_holds(case: Case, key: str, wanted: Any, row: Row) -> bool:
    if key in PLACE_KEYS:
        span = place(case.document, wanted)
        if span is None:
            return False
        shared = min(span[1], row["end"]) - max(span[0], row["start"])
        if key == "at":
            return shared > 0
        return shared / (max(span[1], row["end"]) - min(span[0], row["start"])) >= CONTENT_OVERLAP
    allowed = wanted if isinstance(wanted, list) else [wanted]
    if key in IN_WORDS:
        return any(_words_agree(words, row[key]) for words in allowed)
    return row[key] in allowed


def _words_agree(wanted: str | None, found: str | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    few, many = wanted.casefold(), found.casefold()
    return place(many, few) is not None and len(many.split()) - len(few.split()) <= LONGER


def problems(case: Case, book: Codebook | None) -> Iterator[str]:
    """What is wrong with the form of a case; of sides and ids only where its codebook is there."""
    if not case.has and not case.hasnt:
        yield "it expects nothing"
    for row in (*case.has, *case.hasnt):
        table = row.get("table")
        if table not in tables.names() or "start" not in tables.columns(table):
            yield f"{row}: no table of passages '{table}'"
            continue
        if len(row) < 2:
            yield f"{row}: it says nothing of the row"
        for key, wanted in row.items():
            if key != "table":
                yield from (f"{row}: {problem}" for problem in _key_problems(case, table, key, wanted, book))


def _key_problems(case: Case, table: str, key: str, wanted: Any, book: Codebook | None) -> Iterator[str]:
    if key in PLACE_KEYS:
        if place(case.document, wanted) is None:
            yield f"'{wanted}' does not stand in the text"
        if key == "content" and table != "attributions":
            yield "`content` is for attributions"
        return
    columns = tables.frame_schema(table).columns
    if key not in columns:
        yield f"no column '{key}'"
        return
    for value in wanted if isinstance(wanted, list) else [wanted]:
        if value is None:
            if not columns[key].nullable:
                yield f"'{key}' is never null"
        elif key in IN_WORDS:
            if value.casefold() not in case.document.casefold():
                yield f"'{value}' does not stand in the text"
        elif not _is_value(columns[key], key, value, book):
            yield f"'{value}' is no value of '{key}'"


def _is_value(column: Any, key: str, value: Any, book: Codebook | None) -> bool:
    if key.endswith("_side") or key == "preferred_by":
        return book is None or value in (
            *book.side_ids,
            *_NEITHER,
            *(["neutral"] if key == "preferred_by" else []),
        )
    if book is not None and key.endswith("_actor"):
        return value in book.actor_by_id
    if book is not None and key in ("concept", "variant"):
        known = book.concepts if key == "concept" else [v for concept in book.concepts for v in concept.variants]
        return value in {entry.id for entry in known}
    allowed = [v for check in column.checks for v in check.statistics.get("allowed_values", [])]
    return value in allowed if allowed else True


def sides_in_roles(case: Case) -> set[tuple[str, str]]:
    """(column, side) of every role in which `has` puts a side."""
    return {
        (key, side)
        for row in case.has
        for key, wanted in row.items()
        if key.endswith("_side")
        for side in (wanted if isinstance(wanted, list) else [wanted])
        if side is not None and side not in _NEITHER
    }
