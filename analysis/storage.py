"""Tables in folders: Parquet files that carry the mark of the run that made them. Reads and writes without spaCy."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaErrors

from analysis import outputs, sheets, tables
from analysis.codebook import Codebook
from analysis.corpus import Corpus
from analysis.marks import Origin
from analysis.outputs import OutputError
from analysis.problems import Problem
from analysis.version import package_digest, package_version

COMMAND = "annotate"
Tables = dict[str, pd.DataFrame]


def files() -> tuple[str, ...]:
    """The files of a folder of tables."""
    return tuple(f"{name}.parquet" for name in tables.names())


def origin(corpus: Corpus, codebook: Codebook) -> Origin:
    """What the tables of a corpus are made of, as their folder's mark records it."""
    return Origin(corpus=corpus.digest, codebook=codebook.digest, package=package_digest(), version=package_version())


def write(result: Tables, folder: Path, as_csv: bool = False) -> None:
    """Write every table as Parquet (and CSV on request) into a folder of `outputs.result`."""
    for name, table in result.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        if as_csv:
            sheets.write_csv(table, folder / f"{name}.csv")


def keep(result: Tables, folder: Path, made_of: Origin) -> None:
    """Write every table to a folder of the cache. Raises OutputError."""
    outputs.keep(folder, COMMAND, made_of, files(), lambda staged: write(result, staged))


def load(folder: Path, expected: Mapping[str, str]) -> tuple[Tables, Origin]:
    """The tables that one run of `framing annotate` wrote, and what it made them of. `expected`: fields of it that must be so.

    Raises OutputError.
    """
    mark = outputs.verify(folder, COMMAND, expected, files())
    try:
        result = {name: tables.validate(name, pd.read_parquet(folder / f"{name}.parquet")) for name in tables.names()}
    except (OSError, ValueError, SchemaErrors) as error:
        what = f"its tables cannot be read; they are of version {mark.origin.version}, this is {package_version()}"
        raise OutputError([Problem(str(folder), None, what, f"run `framing {COMMAND}` again")]) from error
    return result, mark.origin
