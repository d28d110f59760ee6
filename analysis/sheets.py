"""Tables as CSV that table programs read as data: no cell is a formula, no stray line break makes a row."""

import re
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
from pyarrow import csv

BATCH = 65_536  # rows written together
_FORMULA = re.compile(r"[=+\-@\t\r]")


def write_csv(table: pd.DataFrame, file: Path | BinaryIO) -> None:
    """Write a table to a path or an open file as UTF-8 with RFC 4180's line ends and text in quotation marks; null is an empty field without them.

    Text that a table program would take for a formula (it begins with =, +, -, @, a tab or a carriage return) gets an apostrophe
    before it, as OWASP advises ("CSV Injection"). Numbers are left as they are; Parquet holds the text itself.
    """
    columns = [_column(table[name]) for name in table.columns]
    names = [str(plain_cell(name)) for name in table.columns]
    options = csv.WriteOptions(eol="\r\n", batch_size=BATCH)
    csv.write_csv(pa.Table.from_arrays(columns, names=names), file, options)


def _column(column: pd.Series) -> pa.Array:
    """Numbers as they are, everything else as text. A long table repeats its words: each is looked at once."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return pa.array(column, from_pandas=True)
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.astype("str")
    codes, words = pd.factorize(column)
    text = pa.array([str(plain_cell(word)) for word in words], pa.string())
    return text.take(pa.array(codes, pa.int64(), mask=codes < 0))


def plain_cell(value: object) -> object:
    """A value as a cell that is no formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
