"""The comparison of two folders of tables: whatever differs is counted, shown and told by the exit status."""

import pandas as pd
import pytest
from conftest import SMALL

from analysis.corpus import Article, Corpus
from benchmarks import tables

ROWS = [
    {"article_id": "a", "start": 0, "end": 4, "word": "grim", "valence": -1.5, "side": None},
    {"article_id": "a", "start": 9, "end": 12, "word": "war", "valence": -2.9, "side": "north"},
    {"article_id": "b", "start": 0, "end": 4, "word": "calm", "valence": 1.3, "side": "south"},
]


@pytest.fixture
def compare(tmp_path, capsys):
    """Writes two tables of rows, compares their folders; returns the exit status and what was printed."""

    def write(folder, rows):
        (tmp_path / folder).mkdir()
        pd.DataFrame(rows).to_parquet(tmp_path / folder / "valences.parquet", index=False)

    def run(a, b, *options):
        write("a", a)
        write("b", b)
        status = tables.main(["compare", str(tmp_path / "a"), str(tmp_path / "b"), *options])
        return status, capsys.readouterr().out

    return run


def changed(row, **cells):
    return [r | cells if i == row else r for i, r in enumerate(ROWS)]


def test_equal_folders(compare):
    status, printed = compare(ROWS, ROWS)
    assert status == 0 and "rows A 3, B 3; equal 3, changed 0, only in A 0, only in B 0" in printed


def test_a_changed_cell_is_named_with_its_row(compare):
    status, printed = compare(ROWS, changed(1, word="peace"))
    assert status == 1 and "equal 2, changed 1 (word 1)" in printed
    assert "~ a 9 12  word: 'war' -> 'peace'" in printed


def test_a_missing_and_a_new_row(compare):
    status, printed = compare(ROWS, changed(2, end=5))
    assert status == 1 and "equal 2, changed 0, only in A 1, only in B 1" in printed
    assert "- b | 0 | 4 | calm" in printed and "+ b | 0 | 5 | calm" in printed


def test_an_extra_column_is_named_and_the_rest_compared(compare):
    status, printed = compare(ROWS, [row | {"topic": True} for row in changed(0, word="grey")])
    assert status == 1 and "columns only in B: topic" in printed and "changed 1 (word 1)" in printed


@pytest.mark.parametrize("value", ["", "north"])
def test_null_is_no_value(compare, value):
    status, printed = compare(ROWS, changed(0, side=value))
    assert status == 1 and f"side: None -> {value!r}" in printed


def test_a_null_number_is_not_zero(compare):
    status, printed = compare(changed(0, valence=None), changed(0, valence=0.0))
    assert status == 1 and "valence: None -> 0.0" in printed


def test_numbers_differ_unless_the_tolerance_covers_it(compare):
    status, printed = compare(ROWS, changed(0, valence=-1.5000001))
    assert status == 1 and "changed 1 (valence 1)" in printed


def test_a_tolerance_covers_small_differences_only(compare):
    near = changed(0, valence=-1.5000001)
    status, printed = compare(ROWS, near[:2] + [near[2] | {"valence": 1.4}], "--tolerance", "1e-6")
    assert status == 1 and "equal 2, changed 1 (valence 1)" in printed


def test_of_rows_with_one_key_the_equal_ones_are_paired(compare):
    twin = ROWS[0] | {"word": "bleak"}
    status, printed = compare([twin, *ROWS], [ROWS[0], twin | {"word": "bright"}, *ROWS[1:]])
    assert status == 1 and "equal 3, changed 1 (word 1)" in printed and "'bleak' -> 'bright'" in printed


def test_another_order_and_another_type_are_differences(compare):
    status, printed = compare(ROWS, [row | {"start": float(row["start"])} for row in reversed(ROWS)])
    assert status == 1 and "equal 3" in printed
    assert "rows in another order" in printed and "type of start: int64 -> double" in printed


def test_a_table_of_one_folder_is_a_difference(tmp_path, capsys):
    for folder, names in (("a", ["terms"]), ("b", ["terms", "facts"])):
        (tmp_path / folder).mkdir()
        for name in names:
            pd.DataFrame(ROWS).to_parquet(tmp_path / folder / f"{name}.parquet")
    assert tables.main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1
    assert "facts: rows A 0, B 3" in (printed := capsys.readouterr().out) and "table only in B" in printed


def test_a_folder_without_tables_is_an_error(tmp_path, capsys):
    assert tables.main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "no Parquet file" in capsys.readouterr().err


def test_gold_that_is_missing_is_an_error_before_anything_is_made(tmp_path, capsys):
    assert tables.main(["make", "--gold", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "karabakh-2020-dev.jsonl is missing" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_what_is_made_twice_is_equal(tmp_path, monkeypatch, capsys):
    corpus = Corpus(SMALL, [Article("a", "Herald", "stated", "Norland shelled Sudland, officials said.")])
    monkeypatch.setattr(tables, "gold_corpus", lambda name, gold: corpus)
    folders = [str(tmp_path / name) for name in ("a", "b")]
    assert [tables.main(["make", "--only", "pilot", "--out", folder]) for folder in folders] == [0, 0]
    assert tables.main(["compare", *folders]) == 0
    printed = capsys.readouterr().out
    assert "0 of 11 tables differ" in printed and "pilot/articles: rows A 1, B 1; equal 1" in printed
