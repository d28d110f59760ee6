"""How a measure is declared."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import Tables

KEYS = ("voice", "item", "side", "source_side")
DOCS = {
    "terms": "codebook",
    "voices": "attribution",
    "blame": "agency",
    "tone": "sentiment",
    "facts": "codebook",
    "framing": "comparing",
}
Rows = Callable[[Tables, Codebook], pd.DataFrame]


class Measure(NamedTuple):
    """`table`: the table whose rows are counted. `question`: the part of the report it answers. `doc`: where its accuracy is recorded."""

    name: str
    question: str
    text: str
    table: str
    rows: Rows
    among: tuple[str, ...]
    of: tuple[str, ...]
    mean: bool
    doc: str


MEASURES: dict[str, Measure] = {}


def measure(
    name: str, text: str, table: str, among: tuple[str, ...] = (), of: tuple[str, ...] = (), mean: bool = False
) -> Callable[[Rows], Rows]:
    """Declare a measure; `rows` is the function below."""

    def decorator(rows: Rows) -> Rows:
        question = name.split(".")[0]
        MEASURES[name] = Measure(name, question, text, table, rows, among, of, mean, f"docs/{DOCS[question]}.md")
        return rows

    return decorator
