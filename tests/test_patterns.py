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


@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        ("(old) (city)", "take one out of its parentheses"),
        ("(north)", "take one out of its parentheses"),
        ("(a) (b) (c) (d) (e) city", "write several patterns"),
        ("{empty}", "list one under `spellings`"),
    ],
)
def test_a_pattern_that_fits_too_much_is_refused_with_the_remedy(pattern: str, remedy: str):
    with pytest.raises(PatternError, match=remedy):
        compile_pattern(pattern, {"empty": []})


def test_words_that_may_be_missing_may_stand_behind_each_other():
    assert found("city (of) (the) north", "city north, city of the north, city of") == [
        "city north",
        "city of the north",
    ]
    assert found("city (of) (the)", "city, city of, city of the.") == ["city", "city of", "city of the"]
