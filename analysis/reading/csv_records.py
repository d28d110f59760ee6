"""The records of a CSV file of any size. One whose quoting is broken costs itself: reading goes on with the next line, so that none is
swallowed behind it."""

import csv
import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import SpooledTemporaryFile

from analysis.held import MEMORY
from analysis.reading.fields import Fault
from analysis.reading.files import UnreadableError, text_lines

_MAY_NOT_HOLD = "quote fields that hold commas, line breaks or quotation marks, and double the marks inside"
OPEN = -1  # instead of the line on which a record ends: a quotation mark stays open to the end of the file


class Lines:
    """Lines, counted from 0, each with what ends it; what exceeds a little memory lies in a file without a name. `ends`: of each the line
    on which a record that begins there ends, or OPEN. Raises UnreadableError where the file cannot be read."""

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        csv.field_size_limit(1 << 30)
        self._file = SpooledTemporaryFile(MEMORY)  # noqa: SIM115  (it lives as long as the lines)
        self._places = array("Q", [0])
        self.ends = array("q")
        place = 0
        for line in text_lines(path, keep_ends=True, encoding=encoding):
            place += self._file.write(line.encode())
            self._places.append(place)
            self.ends.append(line.count('"') % 2)
        odd = OPEN  # the next line with an odd number of marks
        for i in range(len(self) - 1, -1, -1):
            if self.ends[i]:
                self.ends[i], odd = odd, i
            else:
                self.ends[i] = i

    def __len__(self) -> int:
        return len(self._places) - 1

    def text(self, first: int, last: int) -> str:
        """The text from one line to another, both included."""
        return self._bytes(first, last).decode()

    def each(self, first: int, last: int) -> list[str]:
        """The same, line by line."""
        data, begin = self._bytes(first, last), self._places[first]
        return [data[a - begin : b - begin].decode() for a, b in pairwise(self._places[first : last + 2])]

    def _bytes(self, first: int, last: int) -> bytes:
        self._file.seek(self._places[first])
        return self._file.read(self._places[last + 1] - self._places[first])


@dataclass(frozen=True)
class Record:
    """One record. `line` counts from 1. `values`: its fields, or, where there is a `fault`, those that can be read."""

    line: int
    values: list[str]
    fault: Fault | None = None


def header(lines: Lines) -> tuple[str, int]:
    """The text of the first record, and the line behind it. Raises UnreadableError where the file is empty."""
    first = next((i for i in range(len(lines)) if lines.text(i, i).strip()), None)
    if first is None:
        raise UnreadableError("it is empty", "add a header and one row per article")
    end = first if lines.ends[first] == OPEN else lines.ends[first]
    return lines.text(first, end), end + 1


def records(lines: Lines, begin: int, width: int, delimiter: str, common: int | None) -> Iterator[Record]:
    """The records from a line on, of which each should have `width` fields. `common`: the place of a field whose values come again (the
    outlet); by it rows are told that stand inside a field."""
    known = _values(lines, begin, width, delimiter, common) if common is not None else set()
    i = begin
    while i < len(lines):
        following = i + 1
        line = lines.text(i, i)
        if line.strip():
            values, fault = _record(lines, i, width, delimiter, common, known)
            if values is not None:
                following = lines.ends[i] + 1
            yield Record(i + 1, line.split(delimiter)[:1] if values is None else values, fault)
        i = following


def _record(
    lines: Lines, start: int, width: int, delimiter: str, common: int | None, known: set[str]
) -> tuple[list[str] | None, Fault | None]:
    """The fields of a record, null where reading should go on with its second line, and what is wrong with it."""
    end = lines.ends[start]
    values = split(lines.text(start, end), delimiter) if end != OPEN else None
    if values is None:
        return None, Fault("its quotation marks do not pair", _MAY_NOT_HOLD)
    if common is not None and end > start and _swallows(lines.each(start + 1, end), width, delimiter, common, known):
        what = f"a quotation mark that opens on line {start + 1} closes only on line {end + 1}, behind what look like other rows"
        return None, Fault(what, _MAY_NOT_HOLD)
    if len(values) != width:
        what = f"the row has more or fewer fields ({len(values)}) than the header ({width})"
        return values, Fault(what, _MAY_NOT_HOLD)
    return values, None


def _values(lines: Lines, begin: int, width: int, delimiter: str, common: int) -> set[str]:
    """What stands in a field of the records that are whole."""
    found, i = set(), begin
    while i < len(lines):
        end = lines.ends[i]
        values = split(lines.text(i, end), delimiter) if end != OPEN else None
        if values and len(values) == width:
            found.add(values[common])
        i = i + 1 if values is None else end + 1
    return found - {""}


def _swallows(inside: list[str], width: int, delimiter: str, common: int, known: set[str]) -> bool:
    """Whether lines within a quoted field look like rows: as many fields as the header, and a value that others have."""
    rows = [split(line, delimiter) for line in inside if line.count(delimiter) >= width - 1]
    return any(row is not None and len(row) == width and row[common] in known for row in rows)


def split(record: str, delimiter: str) -> list[str] | None:
    """The fields of a record, null where its quoting is broken."""
    whole = [record] if "\n" not in record and "\r" not in record else io.StringIO(record, newline="")
    try:
        return next(csv.reader(whole, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
