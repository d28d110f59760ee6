"""Neutral by construction: exchanging the ids of the two sides in the codebook mirrors every table and every estimate."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import codebook, corpus
from analysis.annotate import run
from analysis.compare import estimates
from analysis.tables import names

PILOT = ROOT / "corpus" / "nagorno-karabakh"


@pytest.fixture(scope="module")
def both():
    source = corpus.read(PILOT)
    book = codebook.load(source.codebook)
    return book, run.annotate(source, book), run.annotate(source, book.swapped())


def mirrored(table: pd.DataFrame, book) -> pd.DataFrame:
    """The table with the ids exchanged wherever a side stands."""
    first, second = book.side_ids
    result = table.copy()
    for column in result.columns:
        if column.endswith("_side") or column == "preferred_by":
            result[column] = (
                result[column].map(lambda v: {first: second, second: first}.get(v, v)).astype(result[column].dtype)
            )
    return result


def canonical(table: pd.DataFrame) -> list[tuple]:
    """The rows in an order that no side decides."""
    return sorted(table.astype("object").where(table.notna(), None).itertuples(index=False, name=None), key=repr)


@pytest.mark.parametrize("name", names())
def test_every_table_is_mirrored(both, name):
    book, tables, swapped = both
    assert canonical(mirrored(tables[name], book)) == canonical(swapped[name])
    assert name == "rejected" or len(tables[name])


def test_every_estimate_is_mirrored(both):
    book, tables, swapped = both
    first, second = estimates.all_estimates(tables, book), estimates.all_estimates(swapped, book.swapped())
    # In a shift between the sides "A → B" becomes "B → A": the difference has the other sign and the sides' names do not move.
    for name in first:
        if not name.startswith("sentiment_shifts"):
            assert canonical(mirrored(first[name], book).round(9)) == canonical(second[name].round(9)), name
    shifts = [e["sentiment_shifts"] for e in (first, second)]
    sides = [s[s["kind"] == "sides"].set_index("outlet")["difference"] for s in shifts]
    assert sides[0].to_dict() == sides[1].to_dict() or sides[0].to_dict() == (-sides[1]).to_dict()
    rest = [canonical(s[s["kind"] != "sides"].round(9)) for s in shifts]
    assert rest[0] == rest[1]
