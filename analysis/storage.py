"""Tables in folders: Parquet files that carry the mark of the run that made them. Reads and writes without spaCy."""

import shutil
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandera.errors import SchemaErrors

from analysis import outputs, sheets, tables
from analysis.codebook import Codebook
from analysis.corpus import Corpus, Rejected
from analysis.marks import Mark, Origin
from analysis.outputs import OutputError
from analysis.problems import Problem
from analysis.version import package_digest, package_version

COMMAND = "annotate"
ROWS = 8192  # of a table that are held at once when parts are put together, and that stand together in a file
Tables = dict[str, pd.DataFrame]


def files() -> tuple[str, ...]:
    """The files of a folder of tables."""
    return tuple(f"{name}.parquet" for name in tables.names())


def origin(corpus: Corpus, codebook: Codebook) -> Origin:
    """What the tables of a corpus are made of, as their folder's mark records it."""
    return Origin(corpus=corpus.digest, codebook=codebook.digest, package=package_digest(), version=package_version())


# --- writing ----------------------------------------------------------------------------------------------------------


def keep(result: Tables, folder: Path, made_of: Origin) -> None:
    """Write tables whose types are not validated yet, a part of whole ones, to a folder of the cache. Raises OutputError."""

    def write(staged: Path) -> None:
        for name, table in result.items():
            with open(staged / f"{name}.parquet", "wb") as file:
                pq.write_table(_arrow(name, table), file)

    outputs.keep(folder, COMMAND, made_of, files(), write)


def keep_whole(parts: Iterable[Path], rejected: list[Rejected], folder: Path, made_of: Origin) -> None:
    """Put parts together in a folder of the cache, validated; `rejected` joins what they rejected.

    At no moment are more than some `ROWS` of one table held. Files are the same however the articles were divided into parts.
    Raises OutputError.
    """
    listed = list(parts)

    def write(staged: Path) -> None:
        for name in tables.names():
            with (
                open(staged / f"{name}.parquet", "wb") as file,
                pq.ParquetWriter(file, _schema(name)) as writer,
            ):
                for rows in _regrouped(name, listed, rejected):
                    writer.write_table(_arrow(name, tables.validate(name, rows.to_pandas())), row_group_size=ROWS)

    outputs.keep(folder, COMMAND, made_of, files(), write)


def copy(source: Path, folder: Path, as_csv: bool = False) -> None:
    """Copy tables that are kept (and write them as CSV on request) into a folder of `outputs.result`."""
    for name in tables.names():
        path = folder / f"{name}.parquet"
        with open(source / f"{name}.parquet", "rb") as file, open(path, "wb") as written:
            shutil.copyfileobj(file, written)
        if as_csv:
            sheets.write_csv(pd.read_parquet(path), folder / f"{name}.csv")


def _regrouped(name: str, parts: list[Path], rejected: list[Rejected]) -> Iterator[pa.Table]:
    """A table's rows in groups of `ROWS`."""
    held = _schema(name).empty_table()
    last = [tables.unchecked(name, rejected)] if name == "rejected" and rejected else []
    pieces = (pq.read_table(part / f"{name}.parquet", schema=_schema(name)) for part in parts)
    for piece in (*pieces, *(_arrow(name, table) for table in last)):
        held = pa.concat_tables([held, piece])
        while len(held) >= ROWS:
            yield held.slice(0, ROWS)
            held = held.slice(ROWS)
    if len(held):
        yield held


@cache
def _schema(name: str) -> pa.Schema:
    return pa.Schema.from_pandas(tables.frame(name, []), preserve_index=False)


def _arrow(name: str, table: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(table, schema=_schema(name), preserve_index=False, nthreads=1)


# --- reading ----------------------------------------------------------------------------------------------------------


def verify(folder: Path, expected: Mapping[str, str]) -> Mark:
    """The mark of a folder that holds, unchanged, the tables of one run. `expected`: fields of its origin that must be so.

    Raises OutputError.
    """
    return outputs.verify(folder, COMMAND, expected, files())


def load(folder: Path, expected: Mapping[str, str]) -> tuple[Tables, Origin]:
    """The tables that one run of `framing annotate` wrote, and what it made them of; otherwise as `verify`."""
    mark = verify(folder, expected)
    return {name: table(folder, name) for name in tables.names()}, mark.origin


def table(folder: Path, name: str) -> pd.DataFrame:
    """One table of a folder that was verified. Raises OutputError where another version wrote it."""
    try:
        return tables.validate(name, pd.read_parquet(folder / f"{name}.parquet"))
    except (OSError, ValueError, SchemaErrors) as error:
        what = f"its table {name} cannot be read; this is version {package_version()}"
        raise OutputError([Problem(str(folder), None, what, f"run `framing {COMMAND}` again")]) from error


def length(folder: Path, name: str) -> int:
    """The number of rows of a table, without reading it."""
    return pq.read_metadata(folder / f"{name}.parquet").num_rows


class Stored(dict[str, pd.DataFrame]):
    """The tables of a folder that was verified, each read when it is first asked for. Raises OutputError as `table` does."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder = folder

    def __missing__(self, name: str) -> pd.DataFrame:
        if name not in tables.names():
            raise KeyError(name)
        self[name] = table(self.folder, name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tables.names())

    def __len__(self) -> int:
        return len(tables.names())

    def __contains__(self, name: object) -> bool:
        return name in tables.names()

    def keys(self) -> Any:
        return KeysView(self)

    def values(self) -> Any:
        return ValuesView(self)

    def items(self) -> Any:
        return ItemsView(self)
