"""The pattern language, on words a reader can check by hand."""

import re

import pytest

from analysis.english.inflection import inflections
from analysis.patterns import PatternError, compile_pattern

SPELLINGS = {"vale": ["Green Vale", "Grünvale"]}


def found(pattern: str, text: str) -> list[str]:
    return [m[0] for m in re.finditer(compile_pattern(pattern, SPELLINGS), text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (
            "occupied {vale}",
            "in occupied Green Vale and Occupied Grünvale.",
            ["occupied Green Vale", "Occupied Grünvale"],
        ),
        ("occupied {vale}", "occupied Grunvale's towns", ["occupied Grunvale"]),
        ("occupied {vale}", "Occupied: how the Green Vale lives", []),
        (
            "counter-offensive",
            "a counteroffensive, a counter-offensive, two counter offensives",
            ["counter-offensive", "counter offensives"],
        ),
        ("separatist", "Separatists and a separatist’s brother", ["Separatists", "separatist"]),
        (
            "withdraw|withdrew|pull-out",
            "they withdrew; he withdraws; a pull-out",
            ["withdrew", "withdraws", "pull-out"],
        ),
        ("=war", "War and wars", ["War"]),
        (
            "(self-proclaimed) republic",
            "the self-proclaimed republic and the republic",
            ["self-proclaimed republic", "republic"],
        ),
        ("Vale", "a vale, the Vale, THE VALE, two Vales, Valeria", ["Vale", "VALE", "Vales"]),
        ("Xanı", "Xanı, Xani", ["Xanı", "Xani"]),
        ("line break", "a line\nbreak, but no line\n\nbreak", ["line\nbreak"]),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, expected: list[str]):
    assert found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["", "a(b", "x.*", "{nowhere}", "[ab]"])
def test_a_bad_pattern_is_refused_with_its_words(pattern: str):
    with pytest.raises(PatternError) as error:
        compile_pattern(pattern, SPELLINGS)
    assert pattern.strip() in str(error.value) or "empty" in str(error.value)


def test_inflections_follow_spelling_rules():
    assert {"seizes", "seized", "seizing"} <= inflections("seize")
    assert {"carries", "carried", "carrying"} <= inflections("carry")
    assert {"attacks", "attacked"} <= inflections("attack")
    assert {"stopped", "stopping"} <= inflections("stop")
