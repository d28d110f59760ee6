"""Hostile and broken input: each value is used, or named with its reason; nothing else is lost, and nothing hangs."""

import datetime as dt
import json
import math
import os
import random
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT, SMALL

from analysis import codebook, corpus, sheets
from analysis.paragraphs import paragraphs
from analysis.present.pages import file_names
from analysis.reading import fields
from analysis.yamlfile import YamlFile

GOOD = {"article_id": "good", "outlet": "Herald", "text": "Norland attacked Sudland."}
BIG = "9" * 5000


def read_jsonl(folder, *lines):
    path = folder / "articles.jsonl"
    path.write_text("\n".join([json.dumps(GOOD), *lines]), encoding="utf-8")
    return corpus.read(path)


def line(**values):
    return json.dumps({"article_id": "b", "outlet": "Post", "text": "Words."} | values)


@pytest.mark.parametrize(
    ("values", "field", "kept"),
    [
        ({"title": 2022}, "title", "2022"),
        ({"outlet": 24}, "outlet", "24"),
        ({"article_id": 7.0}, "article_id", "7"),
        ({"outlet": float("nan")}, "outlet", None),
        ({"wire": False}, "wire", None),
        ({"wire": "false"}, "wire", None),
        ({"wire": "no"}, "wire", None),
        ({"wire": True}, "wire", "an agency that is not named"),
        ({"wire": "Agency"}, "wire", "Agency"),
        ({"title": "two\nlines"}, "title", "two lines"),
        ({"date": "2020-09-27T10:00:00Z"}, "date", pd.Timestamp("2020-09-27").date()),
    ],
)
def test_a_value_is_read_as_what_it_means(tmp_path, values, field, kept):
    read = read_jsonl(tmp_path, line(**values))
    assert not read.rejected
    assert getattr(read.articles[1], field) == kept


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": ["a"]}, "`title` is a list"),
        ({"title": {"a": 1}}, "`title` is a mapping"),
        ({"title": "\ud800"}, "lone surrogate"),
        ({"title": float("inf")}, "`title` is infinite"),
        ({"episode": True}, "`episode` is `true`"),
        ({"date": "0202-09-27"}, "of the year 202"),
        ({"date": "2262-09-27"}, "of the year 2262"),
        ({"date": "2020-09-27garbage"}, "is no date"),
        ({"date": 20200927}, "is no date"),
        ({"url": "a\x1b[31m"}, "control characters"),
    ],
)
def test_a_bad_value_costs_its_field_and_not_the_article(tmp_path, values, reason):
    read = read_jsonl(tmp_path, line(**values))
    assert [a.article_id for a in read.articles] == ["good", "b"]
    assert [reason in r.reason and "kept without" in r.reason for r in read.rejected] == [True]
    assert read.problems[0].line == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(text="half \ud800"), "lone surrogate"),
        (line(text="a\x00b"), "NUL"),
        (line(text="damaged \ufffd"), "U+FFFD"),
        (line(text=["a"]), "a list"),
        (line(text="x" * 1_000_001), "1,000,001 characters"),
        (line(article_id=["a"]), "a list"),
        (line(article_id="a\nb\x07"), "control characters"),
        (line(article_id="y" * 201), "201 characters"),
        (line(outlet={"a": 1}), "a mapping"),
        (f'{{"article_id": {BIG}, "outlet": "P", "text": "x"}}', "thousands of digits"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"article_id": "b", "article_id": "c", "outlet": "P", "text": "x"}', "stands twice"),
    ],
)
def test_what_cannot_be_used_is_rejected_and_the_rest_is_used(tmp_path, row, reason):
    read = read_jsonl(tmp_path, row, line(article_id="last"))
    assert [a.article_id for a in read.articles] == ["good", "last"]
    assert [reason in r.reason for r in read.rejected] == [True]
    assert all(c.isprintable() for r in read.rejected for c in r.name)


def csv(folder, text, encoding="utf-8"):
    path = folder / "articles.csv"
    path.write_bytes(text.encode(encoding))
    return corpus.read(path)


def test_a_quotation_mark_that_is_never_closed_costs_its_row_only(tmp_path):
    read = csv(tmp_path, 'article_id,outlet,text\na,P,fine\nb,P,"never closed\nc,P,"one ""quoted"" word"\nd,P,fine\n')
    assert [a.article_id for a in read.articles] == ["a", "c", "d"]
    assert [(r.name, "do not pair" in r.reason) for r in read.rejected] == [("b", True)]


def test_rows_behind_a_mark_that_closes_too_late_are_not_swallowed(tmp_path):
    read = csv(tmp_path, 'article_id,outlet,text\na,P,fine\nb,P,"open\nc,P,swallowed\nd,P,closed"\ne,P,fine\n')
    assert [a.article_id for a in read.articles] == ["a", "c", "e"]
    assert "closes only on line 5" in read.rejected[0].reason and len(read.rejected) == 2


def test_a_text_of_several_lines_with_commas_is_one_row(tmp_path):
    read = csv(tmp_path, 'article_id,outlet,text\na,P,"one, two, three\n\nP, he said, was\nlast"\n')
    assert len(read.articles) == 1 and not read.rejected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_says_what_it_is_is_read(tmp_path, encoding):
    assert csv(tmp_path, "article_id,outlet,text\na,Café,text\n", encoding).articles[0].outlet == "Café"


@pytest.mark.parametrize("text", ["article_id,outlet,text,text\na,P,x,y\n", "\x00", "", "\n\n", '"'])
def test_a_table_without_its_columns_is_an_error_that_says_so(tmp_path, text):
    with pytest.raises(corpus.CorpusError) as error:
        csv(tmp_path, text)
    assert "None" not in str(error.value)


def test_another_delimiter_is_read_and_said(tmp_path):
    read = csv(tmp_path, "article_id;outlet;text\na;P;x, y\n")
    assert read.articles[0].text == "x, y" and "separated by ';'" in read.notes[0].what


def test_a_column_that_is_nearly_one_of_the_suites_is_named(tmp_path):
    read = csv(tmp_path, "article_id,outlet,text,Date,Views\na,P,x,2020-01-01,5\n")
    assert [p.what for p in read.problems] == ["`Date` is not read"] and "`date`" in read.problems[0].remedy


def test_whole_numbers_stay_whole_beside_a_missing_one_in_parquet(tmp_path):
    table = pd.DataFrame(
        {"article_id": pd.array([1, None], dtype="Int64"), "outlet": "P", "text": "x", "other": [[1], [2]]}
    )
    table.to_parquet(tmp_path / "a.parquet")
    read = corpus.read(tmp_path / "a.parquet")
    assert [a.article_id for a in read.articles] == ["1"] and "no article_id" in read.rejected[0].reason


@pytest.mark.parametrize("name", ["pipe.jsonl", "folder.csv", "loop.csv", "nul\x00.csv", "n" * 300 + ".csv"])
def test_what_is_no_ordinary_file_is_an_error_and_not_a_wait(tmp_path, name):
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(corpus.CorpusError):
        corpus.read(tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{c}: &{c} [{','.join('*' + p for _ in range(9))}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
        ),  # fmt: skip
        "a: " + "[" * 5000,
        "a: !!python/object/apply:os.system [ls]",
        "a: !!binary x",
        f"a: {BIG}",
        "a: 'it's'",
        "a: *missing",
        "? [a]\n: b\n- c",
        "\x00",
        "a: 1\na: 2",
        "%YAML 9.9\n---\na: b",
        "",
    ],
)
def test_yaml_that_cannot_be_read_is_a_problem_and_not_a_wait(tmp_path, text):
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    file, problems = YamlFile.read(tmp_path / "a.yml")
    if file is None:
        assert problems and not any("None" in str(p) for p in problems)
    else:
        assert codebook.check(tmp_path / "a.yml")[0] is None


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("name: Norland", "name: 2014", 'in quotation marks: "2014"'),
        ("name: Norland", "name: {north}", "begins with a brace"),
        ("name: Norland", "name: null", "write a value behind `name:`"),
    ],
)
def test_the_usual_slips_in_a_codebook_are_named(tmp_path, old, new, remedy):
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "book.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [str(p) for p in codebook.check(tmp_path / "book.yml")[1]]
    assert any(remedy in p for p in found), found


def test_no_cell_of_a_csv_is_a_formula_and_no_line_break_makes_a_row(tmp_path):
    table = pd.DataFrame({"text": ["=1+1", "@x", "-2", "a\rb", "fine", None], "n": [-1, 2, 3, 4, 5, 6]})
    sheets.write_csv(table, tmp_path / "a.csv")
    back = pd.read_csv(tmp_path / "a.csv")
    assert back["text"].tolist()[:5] == ["'=1+1", "'@x", "'-2", "a\rb", "fine"]
    assert back["text"].isna().tolist()[5] and back["n"].tolist() == table["n"].tolist()


def test_no_two_articles_share_a_page():
    files = file_names(["x y", "article-1", "A", "a", "ü", "b"], "article")
    assert len({name.lower() for name in files.values()}) == 6
    assert files["article-1"] == "article-1" and files["b"] == "b"


@pytest.mark.parametrize("text", [" " * 200_000, "\n" * 200_000, " \n" * 100_000, "a" + " " * 200_000 + "b"])
def test_white_space_costs_no_more_than_its_length(text):
    code = "import sys, analysis.paragraphs as p; p.paragraphs(sys.stdin.read())"
    done = subprocess.run([sys.executable, "-c", code], input=text, text=True, timeout=20, cwd=ROOT)
    assert done.returncode == 0
    assert paragraphs("a  \n\n b") == [(0, 1), (6, 7)]


VALUES = [
    None, True, False, 0, -3, 10**5000, 1.0, 0.5, math.nan, math.inf, -math.inf, "", "  ", "\n", "x", "Ünï", "\ud800", "\x00", "\x1b[0m",
    "\ufffd", "=1", "2020-01-01", "2020-13-01", "9999-01-01", "en", "fr", "stated", "unknown", "z" * 30_000, b"x", b"\xff", [], [1], {},
    {"a": []}, (1,), {1}, dt.date(1, 1, 1), dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, 5), dt.timedelta(1), object(), fields.Unreadable(),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_every_row_is_typed_or_named_with_its_reason(seed):
    rng = random.Random(seed)
    for _ in range(200):
        row = {name: rng.choice(VALUES) for name in (*fields.FIELDS, "other") if rng.random() < 0.8}
        values, faults = fields.article(row)
        assert values is not None or any(not fault.consequence for fault in faults)
        assert all(fault.what and fault.remedy and "None" not in fault.what for fault in faults)
        if values is not None:
            texts = [value for name, value in values.items() if name != "date"]
            assert values["article_id"] and values["text"].strip()
            assert all(value is None or (isinstance(value, str) and value.strip()) for value in texts)
            "".join(filter(None, texts)).encode("utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_bytes_changed_at_random_end_in_articles_or_reasons(tmp_path, seed):
    """Whatever becomes of a file, each of its articles is read or named, and no more than the damaged ones are lost."""
    rng = random.Random(seed)
    rows = [GOOD | {"article_id": f"n{i}", "title": f"Title {i}", "date": "2020-09-27"} for i in range(20)]
    table = pd.DataFrame(rows)
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for suffix in ("csv", "jsonl", "parquet"):
        data = (tmp_path / f"a.{suffix}").read_bytes()
        for _ in range(25):
            changed = bytearray(data)
            for _ in range(rng.randint(1, 4)):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            path = tmp_path / f"b.{suffix}"
            path.write_bytes(changed)
            try:
                read = corpus.read(path)
            except corpus.CorpusError as error:
                assert error.problems and "None" not in str(error)
            else:
                assert len(read.articles) + len(read.rejected) >= 15
