"""Neutral by construction: exchanging the ids of the two sides in the codebook mirrors every table and every estimate."""

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from analysis import codebook, corpus
from analysis.annotate import run
from analysis.compare import result
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


@pytest.fixture(scope="module")
def compared(both):
    """What outlets are compared by, of ten outlets' worth of pilot articles, as it is and with the sides exchanged."""
    book, tables, swapped = both
    return book, result.compare(repeated(tables), book), result.compare(repeated(swapped), book.swapped())


def repeated(tables):
    """Each article six times with the outlets in turn, so that there is something to test."""
    turns = range(6)
    parts = {
        name: pd.concat([table.assign(article_id=table["article_id"] + f"-{i}") for i in turns], ignore_index=True)
        for name, table in tables.items()
        if "article_id" in table
    }
    number = np.arange(len(parts["articles"]))
    articles = parts["articles"].assign(
        outlet=[f"Outlet {i % 3}" for i in number],
        outlet_basis="stated",
        episode="war-2020",
        wire=None,
        cluster_id=None,
    )
    articles["wire"] = articles["wire"].where(articles["wire"].isna())
    # Texts that are not copies of each other; nothing here looks at them otherwise.
    articles["text"] = [f"Article number {i}." for i in number]
    parts["sentences"] = parts["sentences"].assign(start=0, end=1)
    parts["voices"] = parts["voices"].assign(start=0, end=1)
    return {**tables, **parts, "articles": articles}


@pytest.mark.parametrize("name", ["estimates", "contrasts", "placebo", "framing_index"])
def test_every_estimate_is_mirrored(compared, name):
    book, first, second = compared
    book_table, swapped_table = mirrored(with_side(first[name]), book), with_side(second[name])
    assert canonical(book_table.round(9)) == canonical(swapped_table.round(9))
    assert len(first[name]) and ("low" not in first[name] or first[name]["low"].notna().any())


def with_side(table: pd.DataFrame) -> pd.DataFrame:
    """The column `side` named so that it is exchanged."""
    return table.rename(columns={"side": "any_side"})
