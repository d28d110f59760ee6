"""Tables as CSV that table programs read as data: no cell is a formula, no stray line break makes a row."""

import re
from pathlib import Path

import pandas as pd

_FORMULA = re.compile(r"[=+\-@\t\r]")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 with RFC 4180's line ends, which makes a field with any line break a quoted one.

    Text that a table program would take for a formula (it begins with =, +, -, @, a tab or a carriage return) gets an apostrophe
    before it, as OWASP advises ("CSV Injection"). Numbers are left as they are; Parquet holds the text itself.
    """
    escaped = table.copy()
    for name in escaped.columns:
        if not pd.api.types.is_numeric_dtype(escaped[name]):
            # A long table repeats its words: each is looked at once.
            escaped[name] = escaped[name].map({v: plain_cell(v) for v in escaped[name].dropna().unique()})
    escaped.to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8")


def plain_cell(value: object) -> object:
    """A value as a cell that is no formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
