"""Every value of every vocabulary and every measure has its words, and none of them shows a code value."""

import dataclasses
import re
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from conftest import ROOT

from analysis import codebook as codebooks
from analysis import schema
from analysis.codebook import Relation, Usage
from analysis.compare import measures  # noqa: F401 (declares them)
from analysis.compare.registry import MEASURES
from analysis.english.entries import CueClass
from analysis.present import measure_words, numbers, words

KNOWN = codebooks.load(ROOT / "corpus" / "codebooks" / "known-truth.yml")


def vocabularies():
    """(column, value) of everything that the schema lists."""
    for declared in schema.tables().values():
        hints = get_type_hints(declared.record)
        for field in dataclasses.fields(declared.record):
            parts = [hints[field.name], *get_args(hints[field.name])]
            listed = [value for part in parts if get_origin(part) is Literal for value in get_args(part)]
            yield from ((field.name, value) for value in [*listed, *field.metadata["column"].values])
    for column, kind in (("cue_class", CueClass), ("usage", Usage), ("relation", Relation)):
        yield from ((column, value) for value in get_args(kind))


@pytest.mark.parametrize(("column", "value"), sorted(set(vocabularies())))
def test_every_value_of_every_vocabulary_has_its_words(column, value):
    assert re.fullmatch(r"[a-z][a-z ’,-]+", words.said(column, value))


def test_the_vocabularies_are_seen():
    found = set(vocabularies())
    assert ("construction", "passive_agentless") in found and ("voice", "scare") in found and len(found) > 80


def test_a_value_without_words_is_an_error():
    with pytest.raises(KeyError):
        words.said("voice", "megaphone")


def example(measure):
    """A row of the measure with an item and sides as it has them."""
    concept = KNOWN.concepts[0]
    items = {
        "variant": f"{concept.id}/{concept.variants[0].id}", "concept": concept.id, "fact": KNOWN.facts[0].id, "voice": "outlet",
        "source_kind": "anonymous", "cue_class": "denial", "construction": "passive_agentless", "event_class": "kill", "tie": "event",
    }  # fmt: skip
    about = measure_words.MEASURES[measure].about
    return {"measure": measure, "item": items.get(about), "side": KNOWN.side_ids[0], "source_side": "outlet", "voice": "outlet"}  # fmt: skip


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_every_measure_reads_as_a_phrase(measure):
    phrase = measure_words.measure(KNOWN, example(measure))
    assert phrase.startswith(("share of ", "mean ")) and phrase.startswith("mean ") == MEASURES[measure].mean
    assert "–" not in phrase and "_" not in phrase and "{" not in phrase and measure not in phrase
    assert bool(measure_words.title(measure)) and "_" not in measure_words.title(measure)


def test_a_phrase_says_whose_usage_and_in_whose_voice():
    row = {"measure": "terms.usage", "item": None, "side": KNOWN.side_ids[1], "source_side": None, "voice": "outlet"}
    assert (
        measure_words.measure(KNOWN, row) == "share of the contested words that are Tessenia’s usage, in its own voice"
    )
    assert (
        measure_words.measure(KNOWN, row | {"voice": "all"}) == "share of the contested words that are Tessenia’s usage"
    )
    assert (
        measure_words.measure(KNOWN, row | {"side": "neutral"}, voice=False)
        == "share of the contested words that are neutral"
    )


def test_swapping_the_sides_swaps_them_in_the_words():
    row = {"measure": "blame.doers", "item": None, "side": KNOWN.side_ids[0], "source_side": None, "voice": "all"}
    name = [KNOWN.side_names[s] for s in KNOWN.side_ids]
    assert measure_words.measure(KNOWN.swapped(), row) == measure_words.measure(KNOWN, row).replace(name[0], name[1])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0\u00a0%"),
        (0.001, "under 1\u00a0%"),
        (0.005, "1\u00a0%"),
        (0.446, "45\u00a0%"),
        (0.996, "over 99\u00a0%"),
        (1, "100\u00a0%"),
    ],
)
def test_percentages_do_not_call_something_nothing(value, shown):
    assert numbers.percent(value) == shown


def test_no_minus_before_nothing():
    assert (
        numbers.score(-0.004) == "0.00"
        and numbers.score(-0.126) == "−0.13"
        and numbers.score(0.2, plus=True) == "+0.20"
    )


def test_a_number_comes_with_its_interval_or_says_nothing_of_one():
    row = {"value": 0.45, "low": 0.3, "high": 0.6}
    assert numbers.share(row) == "45\u00a0% (30–60)"
    assert numbers.share(row | {"low": None, "high": None}) == "45\u00a0%"
    assert numbers.share(row | {"value": float("nan")}) == "–"
    assert numbers.estimate({"value": -0.2, "low": -0.3, "high": -0.1}, mean=True) == "−0.20 (−0.30 to −0.10)"


def test_a_difference_whose_interval_holds_nothing_cannot_be_told():
    assert numbers.difference({"difference": 0.15, "low": 0.04, "high": 0.26}, mean=False) == "+15 points (4 to 26)"
    assert numbers.difference({"difference": -0.2, "low": -0.31, "high": -0.09}, mean=True) == "−0.20 (−0.31 to −0.09)"
    assert numbers.difference({"difference": 0.15, "low": -0.01, "high": 0.3}, mean=False) == "cannot tell"
    assert numbers.difference({"difference": 0.15, "low": None, "high": None}, mean=False) == "cannot tell"


def test_lists_and_counts_read_as_english():
    assert numbers.listing(["a", "b", "c"]) == "a, b and c" and numbers.listing([]) == "nothing"
    assert numbers.count(1, "article") == "1 article" and numbers.count(1200, "tie") == "1,200 ties"
    assert numbers.times(2) == "twice" and numbers.times(5) == "5 times"
