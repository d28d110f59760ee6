"""A codebook's errors are all listed, each with its line and what to do."""

from pathlib import Path

import pytest
from conftest import SMALL

from analysis.codebook import CodebookError, check, load


def broken(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "broken.yml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    return next(i for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def test_the_small_codebook_is_valid(small):
    assert small.side_ids == ("north", "south")
    assert small.opponent("north") == "south"
    assert small.opponent("other") is None


def test_a_name_that_is_none_is_told_without_python(tmp_path):
    path = tmp_path / "book.yml"
    path.write_text(SMALL.read_text(encoding="utf-8") + "\n~: 1\n2: x\n? [a, b]\n: c\n", encoding="utf-8")
    said = [str(problem) for problem in check(path)[1]]
    assert len(said) == 3 and not any("None" in s for s in said) and sum("is not text" in s for s in said) == 2
    path = broken(tmp_path, ("name: A made-up conflict", "name: {~: x}"))
    assert "None" not in "".join(str(problem) for problem in check(path)[1])


def test_all_problems_are_listed_at_once_with_line_and_remedy(tmp_path):
    path = broken(
        tmp_path,
        ("preferred_by: south", "preferred_by: east"),
        ("patterns: [Free Vale]", 'patterns: [Free Vale, "fr(ee"]'),
        ("references: [map]\n        unless", "references: [atlas]\n        unless"),
        ("id: valemen", "id: norland"),
    )
    _, problems = check(path)
    told = {p.line: p for p in problems}
    assert "unknown side 'east'" in told[line_of(path, "preferred_by: east")].what
    assert "fr(ee" in told[line_of(path, "fr(ee")].what
    assert "unknown reference 'atlas'" in told[line_of(path, "atlas")].what
    assert any("used twice" in p.what for p in problems)
    assert all(p.remedy for p in problems)


def test_a_pattern_in_two_variants_is_a_duplicate(tmp_path):
    path = broken(tmp_path, ("patterns: [Free Vale]", "patterns: [Free Vale, occupied region]"))
    with pytest.raises(CodebookError, match="occupied region.*stands under"):
        load(path)


def test_a_missing_and_a_misspelt_field_are_named(tmp_path):
    path = broken(tmp_path, ("usage: international", "usge: international"))
    problems = check(path)[1]
    assert {p.remedy for p in problems} >= {"add `usage`"}
    assert any("usge" in p.what for p in problems)


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "id: [unclosed\n", "id: x\nid: y\n"])
def test_what_is_no_codebook_is_said_so(tmp_path, content):
    path = tmp_path / "c.yml"
    path.write_text(content, encoding="utf-8")
    book, problems = check(path)
    assert book is None and problems


def test_swapping_the_sides_twice_gives_the_same_codebook(small):
    assert small.swapped() != small
    assert small.swapped().swapped() == small
    assert small.swapped().actors[0].side == "south"
    assert small.swapped().concepts[0].variants[0].preferred_by == "north"
