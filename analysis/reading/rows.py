"""Rows of articles from CSV, JSON lines and Parquet: each with its line, or with what is wrong with it."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.reading import csv_records
from analysis.reading.fields import FIELDS, REQUIRED, Fault, Unreadable
from analysis.reading.files import UnreadableError, opened, text_lines

BATCH = 1000  # rows of Parquet that are held at once
DELIMITERS = (",", ";", "\t", "|")
_OBJECT = "write one JSON object per line"


@dataclass(frozen=True)
class Row:
    """One row as its format holds it. `line` counts from 1 (in Parquet: the row's number). `fault`: why it holds no article."""

    line: int
    values: dict[str, Any]
    fault: Fault | None = None


@dataclass
class Rows:
    """The rows of a file, which can be gone through once, the names of its columns (JSON lines: those that occurred so far) and what
    is worth knowing of it. Files of any size are read bit by bit."""

    rows: Iterable[Row]
    names: Collection[str]
    notes: list[Fault]


def read(path: Path) -> Rows:
    """The rows of a .csv, .jsonl or .parquet file. Raises UnreadableError where there are none to be had."""
    return {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}[path.suffix.lower()](path)


def _require(names: Iterable[str]) -> None:
    listed = list(names)
    missing = [f"`{name}`" for name in REQUIRED if name not in listed]
    twice = sorted({name for name in listed if listed.count(name) > 1 and name in FIELDS})
    if missing:
        found = ", ".join(repr(name)[:40] for name in listed[:12]) or "none"
        what = f"the column{'s' if missing[1:] else ''} {', '.join(missing)} {'are' if missing[1:] else 'is'} missing"
        raise UnreadableError(
            f"{what} (found: {found})", f"add {'them' if missing[1:] else 'it'}; needed are {', '.join(REQUIRED)}"
        )
    if twice:
        raise UnreadableError(f"the column `{twice[0]}` stands there twice", "remove or rename one of them")


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv(path: Path) -> Rows:
    lines = csv_records.Lines(path)
    header, begin = csv_records.header(lines)
    split = csv_records.split
    delimiter = max(DELIMITERS, key=lambda d: len(set(REQUIRED) & set(split(header, d) or [])))
    names = [name.strip() for name in split(header, delimiter) or []]
    _require(names)
    notes = (
        [] if delimiter == "," else [Fault(f"its fields are separated by {delimiter!r}", "nothing to do if that is so")]
    )
    found = csv_records.records(lines, begin, len(names), delimiter, names.index("outlet"))
    rows = (Row(record.line, dict(zip(names, record.values, strict=False)), record.fault) for record in found)
    return Rows(rows, names, notes)


# --- JSON lines -------------------------------------------------------------------------------------------------------


class _TwiceError(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return made


def _jsonl(path: Path) -> Rows:
    names: dict[str, None] = {}

    def read() -> Iterator[Row]:
        for line, data in enumerate(text_lines(path), start=1):
            if data.strip():
                row = _json_row(line, data)
                names.update(dict.fromkeys(row.values))
                yield row

    return Rows(read(), names.keys(), [])


def _json_row(line: int, data: str) -> Row:
    try:
        values = json.loads(data, object_pairs_hook=_once)
    except _TwiceError as error:
        return Row(line, {}, Fault(f"the name '{error}' stands twice in it", "keep one of them"))
    except json.JSONDecodeError as error:
        return Row(line, {}, Fault(f"not JSON: {error.msg} (column {error.colno})", _OBJECT))
    except (ValueError, RecursionError):
        return Row(
            line, {}, Fault("not to be read as JSON: a number of thousands of digits, or nested too deeply", _OBJECT)
        )
    if not isinstance(values, dict):
        return Row(line, {}, Fault("not a JSON object", _OBJECT))
    missing = [name for name in REQUIRED if name not in values]
    if missing:
        remedy = f"give {', '.join(REQUIRED)} for every article"
        return Row(line, values, Fault(f"`{'`, `'.join(missing)}` is missing", remedy))
    return Row(line, values)


# --- Parquet ----------------------------------------------------------------------------------------------------------


def _parquet(path: Path) -> Rows:
    """Only the columns that are read are opened, whatever the others hold."""
    with opened(path) as file, _told():
        names = [str(name) for name in pq.ParquetFile(file).schema_arrow.names]
    _require(names)
    return Rows(_parquet_rows(path, [name for name in FIELDS if name in names]), names, [])


def _parquet_rows(path: Path, kept: list[str]) -> Iterator[Row]:
    number = 0
    with opened(path) as file, _told():
        for batch in pq.ParquetFile(file).iter_batches(BATCH, columns=kept):
            columns = {name: _cells(batch[name]) for name in kept}
            for row in zip(*columns.values(), strict=True):
                number += 1
                yield Row(number, dict(zip(kept, row, strict=True)))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (UnreadableError, GeneratorExit):
        raise
    except Exception as error:  # pyarrow raises many kinds; each means that the file cannot be read
        what = re.sub(r"\s+", " ", str(error))[:200]
        raise UnreadableError(f"it cannot be read as Parquet: {what}", "write the file again") from error


def _cells(column: pa.Array) -> list[Any]:
    try:
        return list(column.to_pylist())
    except Exception:  # one cell that Python cannot hold (a date of the year 300,000) must not cost the others
        return [_cell(scalar) for scalar in column]


def _cell(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except Exception:
        return Unreadable()
