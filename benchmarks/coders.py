"""How far two coders agree who coded the same news articles without knowing of each other (tests/gold/news).

    python -m benchmarks.coders

Rows are matched one to one where their spans overlap (attributions: intersection over union of the contents at least 0.5), the best
overlap first. Printed: rows of each coder, rows that both have, their F1, and for each value the share of matched rows in which
both say the same, with a 95 % interval after Wilson (rows of one article are taken as independent, which makes it too narrow).
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.agency import interval

NEWS = Path(__file__).parent.parent / "tests" / "gold" / "news"
HALVES = ("open", "sealed", "sealed-2", "sealed-3", "open-2", "sealed-4")
VALUES = {
    "events": ("event_class", "agent_side", "patient_side", "construction", "modality", "voice"),
    "blame": ("basis", "blamer_side", "blamed_side", "modality", "voice"),
    "attributions": ("source_side", "source_kind", "cue_class", "content_kind", "form"),
}
Row = dict[str, str]


def shared(first: Row, second: Row) -> float:
    """How much two spans share: intersection over union."""
    start, end = ("content_start", "content_end") if "content_start" in first else ("start", "end")
    both = min(int(first[end]), int(second[end])) - max(int(first[start]), int(second[start]))
    whole = max(int(first[end]), int(second[end])) - min(int(first[start]), int(second[start]))
    return both / whole if both > 0 else 0.0


def matched(
    first: list[Row], second: list[Row], least: float, same: Callable[[Row, Row], int]
) -> list[tuple[Row, Row]]:
    """Pairs of rows, the best overlap first; of equal ones those that agree in most values."""
    pairs = [
        (shared(a, b), same(a, b), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if a["article_id"] == b["article_id"] and shared(a, b) > least
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            kept.append((first[i], second[j]))
    return kept


def agreement(table: str) -> None:
    """Print one table's agreement."""
    second = pd.read_csv(NEWS / f"{table}-second.csv", dtype=str, keep_default_na=False)
    both = pd.read_csv(NEWS / "articles.csv", dtype=str, keep_default_na=False).query("second_coder != ''")[
        "article_id"
    ]
    parts = [pd.read_csv(NEWS / f"{table}-{half}.csv", dtype=str, keep_default_na=False) for half in HALVES]
    first = pd.concat(parts)
    first = first[first["article_id"].isin(both)]
    values = VALUES[table]
    rows: tuple[list[Row], list[Row]] = (first.to_dict("records"), second.to_dict("records"))
    pairs = matched(*rows, 0.499 if table == "attributions" else 0.0, lambda a, b: sum(a[v] == b[v] for v in values))
    print(
        f"{table}: {len(rows[0])} and {len(rows[1])} rows, {len(pairs)} of both, F1 {2 * len(pairs) / (len(rows[0]) + len(rows[1])):.3f}"
    )
    for value in values:
        alike = sum(a[value] == b[value] for a, b in pairs)
        print(f"  {value:14} {interval(alike, len(pairs))}")


def main() -> None:
    """The command."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for table in VALUES:
        agreement(table)


if __name__ == "__main__":
    main()
