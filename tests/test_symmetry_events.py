"""The measures do not know the sides: exchanging their ids mirrors every row, exchanging their names changes hardly one."""

from collections import Counter

import pytest
from agency import annotate, annotate_again, generated
from scipy.stats import binomtest

from analysis.tables import as_row

MIRROR = {"north": "south", "south": "north"}
SIDES = ("agent_side", "patient_side", "source_side", "blamer_side", "blamed_side")


@pytest.fixture(scope="module")
def pairs(small):
    return [(annotate(first, small), annotate(second, small)) for first, second in generated(1000)]


def rows(doc):
    return [dict(as_row(r)) for r in (*doc._.events, *doc._.blame)]


def mirrored(row):
    return row | {key: MIRROR.get(row[key], row[key]) for key in SIDES if key in row}


def ordered(found):
    return sorted(found, key=lambda row: sorted((key, str(value)) for key, value in row.items()))


def grammar(row):
    """What of a row does not depend on how long a name is."""
    keep = (
        "sentence_id",
        "predicate",
        "event_class",
        "construction",
        "modality",
        "voice",
        "basis",
        "agent_basis",
        "patient_basis",
        *SIDES,
    )
    return tuple((key, row[key]) for key in keep if key in row)


def test_exchanging_the_ids_of_the_sides_mirrors_every_row(pairs, small):
    other = small.swapped()
    for doc, _ in pairs[:200]:
        before = ordered(mirrored(row) for row in rows(doc))
        after = ordered(rows(annotate_again(doc, other)))
        annotate_again(doc, small)
        assert before == after


def test_exchanging_the_names_changes_at_most_two_rows_in_a_hundred(pairs):
    changed = total = 0
    for first, second in pairs:
        before, after = (
            Counter(grammar(mirrored(row)) for row in rows(first)),
            Counter(grammar(row) for row in rows(second)),
        )
        changed += max((before - after).total(), (after - before).total())
        total += max(before.total(), after.total())
    assert total > 1500
    assert changed / total <= 0.02


def test_neither_side_is_found_as_doer_more_easily(pairs):
    found = Counter()
    for first, second in pairs:
        ours = (
            sum(e.agent_side == "north" for e in first._.events),
            sum(e.agent_side == "south" for e in second._.events),
        )
        found["north"] += ours[0] > ours[1]
        found["south"] += ours[1] > ours[0]
    assert sum(found.values()) == 0 or binomtest(found["north"], sum(found.values())).pvalue > 0.05
