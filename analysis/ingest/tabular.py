"""Tables with any columns: CSV with any delimiter and encoding, JSON lines, Parquet."""

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from charset_normalizer import from_bytes

from analysis.ingest.items import Item, likely
from analysis.problems import Problem, ProblemsError
from analysis.reading import csv_records
from analysis.reading.fields import FIELDS
from analysis.reading.files import UnreadableError, opened, text_lines

SAMPLE = 1 << 20  # bytes by which an encoding and a delimiter are told
DELIMITERS = ",;\t|"
Tell = Callable[[str], object]


def items(
    path: Path, mapping: dict[str, str], encoding: str | None, delimiter: str | None, tell: Tell
) -> Iterator[Item]:
    """The rows of a table. `mapping`: our field by its column. What is guessed (encoding, delimiter) is told.

    Raises ProblemsError where a column is missing, UnreadableError where the file cannot be read.
    """
    kind = path.suffix.lower()
    if kind == ".parquet":
        yield from _mapped(path, _parquet(path), mapping)
    elif kind in (".jsonl", ".ndjson"):
        yield from _mapped(path, _jsonl(path), mapping)
    else:
        yield from _mapped(path, _csv(path, mapping, encoding, delimiter, tell), mapping)


def _mapped(path: Path, rows: Iterator[tuple[int, dict[str, Any] | str]], mapping: dict[str, str]) -> Iterator[Item]:
    columns: dict[str, str] | None = None
    for number, row in rows:
        place = f"{path.name}:{number}"
        if isinstance(row, str):
            yield Item(place, fault=row)
            continue
        if columns is None:
            columns = _columns(path, list(row), mapping)
        yield Item(place, {ours: row.get(theirs) for ours, theirs in columns.items()})


def _columns(path: Path, names: list[str], mapping: dict[str, str]) -> dict[str, str]:
    """Our fields by the table's columns: those named, and those of the same name. Raises ProblemsError with what may be meant."""
    problems = []
    for ours, theirs in mapping.items():
        if theirs not in names:
            near = get_close_matches(theirs, names, n=1, cutoff=0.6)
            listed = ", ".join(repr(n)[:40] for n in names[:12])
            remedy = f"did you mean --map {ours}={near[0]}?" if near else f"its columns are {listed}"
            problems.append(Problem(str(path), 1, f"there is no column '{theirs}'", remedy))
    columns = {name: name for name in FIELDS if name in names} | mapping
    for needed in ("text", "outlet"):
        if needed not in columns and not (needed == "outlet" and "url" in columns):
            guess = likely(needed, [n for n in names if n not in columns.values()])
            remedy = f"did you mean --map {needed}={guess}?" if guess else f"name it: --map {needed}=COLUMN"
            problems.append(Problem(str(path), 1, f"there is no column `{needed}`", remedy))
    if problems:
        raise ProblemsError(problems)
    return columns


def _csv(
    path: Path, mapping: dict[str, str], encoding: str | None, delimiter: str | None, tell: Tell
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    with opened(path) as file:
        sample = file.read(SAMPLE)
    encoding = encoding or _encoding(path, sample, tell)
    try:
        delimiter = delimiter or _delimiter(path, sample.decode(encoding, errors="replace"), tell)
        lines = csv_records.Lines(path, encoding)
    except LookupError:
        raise UnreadableError(f"there is no encoding '{encoding}'", "write it as Python does: utf-8, cp1252") from None
    header, begin = csv_records.header(lines)
    names = [name.strip() for name in csv_records.split(header, delimiter) or []]
    outlet = mapping.get("outlet", "outlet")
    common = names.index(outlet) if outlet in names else None
    for record in csv_records.records(lines, begin, len(names), delimiter, common):
        yield record.line, record.fault.what if record.fault else dict(zip(names, record.values, strict=True))


def _encoding(path: Path, sample: bytes, tell: Tell) -> str:
    """UTF-8 where the bytes are, otherwise what they look like; that is told, for it may be wrong."""
    try:
        sample[:-4].decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        best = from_bytes(sample).best()
        encoding = best.encoding if best else "cp1252"
        tell(f"{path.name}: not UTF-8; read as {encoding}. If that is wrong: --encoding NAME")
        return encoding


def _delimiter(path: Path, sample: str, tell: Tell) -> str:
    header = sample.split("\n", 1)[0]
    found = max(DELIMITERS, key=header.count)
    if found != ",":
        tell(f"{path.name}: fields are separated by {found!r}. If that is wrong: --delimiter CHARACTER")
    return found


def _jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(text_lines(path), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, f"not JSON: {str(error)[:100]}"
            else:
                yield number, row if isinstance(row, dict) else "not a JSON object"


def _parquet(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    number = 0
    with opened(path) as file:
        try:
            for batch in pq.ParquetFile(file).iter_batches(1000):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
        except (OSError, ValueError, KeyError) as error:
            raise UnreadableError(
                f"it cannot be read as Parquet: {str(error)[:200]}", "write the file again"
            ) from error
