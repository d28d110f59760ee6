"""Every table, validated. `docs/tables.md` is generated from `analysis.schema` and `analysis.result_tables` (`python -m analysis.tables`).

Offsets count characters of `articles.text`. A side is the id of a side in the codebook, `both`, `other` or `unresolved`; null
where the question does not arise. A missing value is null, never an empty string or a zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.engines import pandas_engine

from analysis import schema
from analysis.result_tables import RESULT_TABLES


class _Text(pandas_engine.STRING):
    """Text, checked as a whole: pandera's own type makes a table of failures for every column, also where there are none."""

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        held: Any = super().check(pandera_dtype, data_container)
        return bool(np.all(held))


_TEXT: Any = _Text()  # type: ignore[call-arg]  # pandera takes the type itself from the class
_DTYPES = {str: _TEXT, int: "Int64", float: "float64", bool: "boolean", datetime: "datetime64[us]"}
_NAMES = {"str": "string", "int": "integer", "float": "number", "bool": "true/false", "datetime": "date"}
_RESULTS = (
    "CSV; null is an empty field, and `note` says why. [How outlets are compared](comparing.md) says what the measures are and how estimates "
    "are made."
)
_ARTICLE = {"article_id": pa.Column(_TEXT, description="the article, as the corpus names it")}


def names() -> tuple[str, ...]:
    """Every table's name."""
    return tuple(schema.tables())


def columns(name: str) -> list[str]:
    """The columns of a table, in their order. Raises KeyError where no such table is declared."""
    return list(frame_schema(name).columns)


def frame(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """The validated table `name` of rows (mappings or records). Raises pandera's SchemaErrors, all failures at once."""
    return validate(name, pd.DataFrame([as_row(row) for row in rows], columns=columns(name), dtype=object))


def unchecked(name: str, records: Sequence[Any], articles: Sequence[str] = ()) -> pd.DataFrame:
    """The table `name` of records, without types and not validated: a part of a table, which is validated when it is whole.

    `articles`: the article that each record is of; none where the record says so itself.
    """
    named = columns(name)
    own = named[len(_ARTICLE) :] if schema.tables()[name].kept else named
    known = {"article_id": articles} | {column: list(map(attrgetter(column), records)) for column in own}
    return pd.DataFrame({column: known[column] for column in named}, dtype=object)


def select(tables: Mapping[str, pd.DataFrame], article_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The tables of some articles only (`rejected` as it is)."""
    keep = set(article_ids)
    return {
        name: table[table["article_id"].isin(keep)].reset_index(drop=True) if "article_id" in table else table
        for name, table in tables.items()
    }


def as_row(record: Any) -> Mapping[str, Any]:
    """A record as a mapping of columns."""
    return record if isinstance(record, Mapping) else {f.name: getattr(record, f.name) for f in fields(record)}


def validate(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the schema's types. Raises pandera's SchemaErrors."""
    return frame_schema(name).validate(table, lazy=True)


def empty() -> dict[str, pd.DataFrame]:
    """Every table with no row."""
    return {name: frame(name, []) for name in names()}


def frame_schema(name: str) -> pa.DataFrameSchema:
    """What pandera holds a table to. Raises KeyError where no such table is declared."""
    return _frame_schema(schema.tables()[name])


@cache
def _frame_schema(declared: schema.Declared) -> pa.DataFrameSchema:
    hints = get_type_hints(declared.record)
    own = {f.name: _column(hints[f.name], f.metadata["column"]) for f in fields(declared.record)}
    made = _ARTICLE | own if declared.kept else own
    return pa.DataFrameSchema(made, strict=True, ordered=True, coerce=True, name=declared.table)


def _column(hint: Any, column: schema.Column) -> pa.Column:
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    (kind,) = (k for k in kinds if k is not NoneType)
    listed = get_args(kind) if get_origin(kind) is Literal else column.values
    checks = [pa.Check.isin(list(listed))] if listed else []
    checks += [pa.Check.ge(column.low)] if column.low is not None else []
    checks += [pa.Check.le(column.high)] if column.high is not None else []
    null = NoneType in kinds if column.null is None else column.null
    return pa.Column(_DTYPES.get(kind, _TEXT), checks=checks, nullable=null, description=column.text)


class Described(NamedTuple):
    """A column for reading: its type, whether it may be null, what it means, and all that it may hold (none: anything)."""

    name: str
    kind: str
    null: bool
    text: str
    values: tuple[str, ...]


def described() -> list[tuple[str, str, list[Described]]]:
    """(table, what a row is, its columns) of every table."""
    return [
        (name, declared.unit, [_described(key, column) for key, column in _frame_schema(declared).columns.items()])
        for name, declared in schema.tables().items()
    ]


def _described(name: str, column: pa.Column) -> Described:
    values = tuple(v for check in column.checks for v in check.statistics.get("allowed_values", []))
    return Described(name, _type_name(column), column.nullable, column.description or "", values)


def dictionary() -> str:
    """The data dictionary as Markdown."""
    lines = [
        "# The tables",
        "",
        "Generated from `analysis/schema.py` and `analysis/result_tables.py` by `python -m analysis.tables`; do not edit by hand.",
        "",
    ]
    lines += [(__doc__ or "").split("\n\n", 1)[1].replace("\n", " ").strip(), ""]
    for name, unit, columns in described():
        lines += _listed(name, unit, [(c.name, c.kind, c.null, _meaning(c)) for c in columns])
    lines += ["# What `framing compare` writes", "", _RESULTS, ""]
    for name, table in RESULT_TABLES.items():
        lines += _listed(f"{name}.csv", table.unit, table.columns)
    return "\n".join(lines)


def _listed(name: str, unit: str, columns: Iterable[tuple[str, str, bool, str]]) -> list[str]:
    """A table as Markdown; each column with its type, whether it may be null, and its meaning."""
    head = [
        f"## {name}",
        "",
        f"One row: {unit}.",
        "",
        "| column | type | null | meaning |",
        "| --- | --- | --- | --- |",
    ]
    return [
        *head,
        *(f"| {name} | {kind} | {'yes' if null else 'no'} | {text} |" for name, kind, null, text in columns),
        "",
    ]


def _type_name(column: pa.Column) -> str:
    return next(name for start, name in _NAMES.items() if str(column.dtype).lower().startswith(start))


def _meaning(column: Described) -> str:
    return column.text + (f" (one of: {', '.join(column.values)})" if column.values else "")


if __name__ == "__main__":
    Path("docs").mkdir(exist_ok=True)
    Path("docs/tables.md").write_text(dictionary(), encoding="utf-8")
