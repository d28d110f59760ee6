"""Reading: what is good is kept, what is not is listed with its reason, and nothing is edited."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import held
from analysis.corpus import CorpusError, read

GOOD = {"article_id": "a", "outlet": "Paper", "text": "Words."}


def jsonl(tmp_path: Path, *rows: dict | str) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_the_text_is_kept_to_the_letter(tmp_path):
    text = " date 2020-01-01 Words\r\n\r\nand “more”.\n"
    assert read(jsonl(tmp_path, GOOD | {"text": text})).articles[0].text == text


def test_a_title_is_put_before_the_body(tmp_path):
    article = read(jsonl(tmp_path, GOOD | {"title": "Head"})).articles[0]
    assert (article.title, article.text) == ("Head", "Head\n\nWords.")


def test_a_doubled_headline_is_recognised_and_kept(tmp_path):
    article = read(jsonl(tmp_path, GOOD | {"text": "Head\n\nHead\n\nWords."})).articles[0]
    assert (article.title, article.text) == ("Head", "Head\n\nHead\n\nWords.")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"article_id": "b", "outlet": "P", "text": "  "}, "text is empty"),
        ({"article_id": "a", "outlet": "P", "text": "x"}, "id is used already on line 1"),
        ({"article_id": "b", "text": "x"}, "`outlet` is missing"),
        ({"article_id": None, "outlet": "P", "text": "x"}, "no article_id"),
        ({"article_id": "b", "outlet": "P", "text": "x", "language": "fr"}, "only English"),
        ("{not json", "not JSON"),
        ("[1, 2]", "not a JSON object"),
    ],
)
def test_a_bad_article_is_rejected_with_its_reason_and_line(tmp_path, row, reason):
    corpus = read(jsonl(tmp_path, GOOD, row))
    assert [a.article_id for a in corpus.articles] == ["a"]
    assert len(corpus.rejected) == 1 and reason in corpus.rejected[0].reason
    assert corpus.problems[0].line == 2


def test_a_date_that_is_none_costs_the_date_and_not_the_article(tmp_path):
    corpus = read(jsonl(tmp_path, GOOD | {"date": "2020-13-45"}))
    assert corpus.articles[0].date is None
    assert "'2020-13-45' is no date" in corpus.rejected[0].reason and "kept without a date" in corpus.rejected[0].reason


def test_an_outlet_is_not_claimed_to_be_known_where_it_is_said_to_be_unknown(tmp_path):
    corpus = read(jsonl(tmp_path, GOOD | {"outlet_basis": "unknown"}))
    assert corpus.articles[0].outlet is None and corpus.rejected


def test_a_row_in_another_encoding_does_not_cost_the_others(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_bytes(b"article_id,outlet,text\na,P,fine\nb,P,caf\xe9\nc,P,fine too\n")
    corpus = read(path)
    assert [a.article_id for a in corpus.articles] == ["a", "c"]
    assert "not UTF-8" in corpus.rejected[0].reason and corpus.problems[0].line == 3


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text("article_id,text\na,b\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="`outlet` is missing"):
        read(path)


def test_a_csv_row_of_the_wrong_length_is_rejected(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text('article_id,outlet,text\na,P,"x\ny"\nb,P\nc,P,z\n', encoding="utf-8")
    corpus = read(path)
    assert [a.article_id for a in corpus.articles] == ["a", "c"]
    assert corpus.problems[0].line == 4


def test_csv_jsonl_and_parquet_read_alike(tmp_path):
    rows = [
        GOOD | {"date": "2020-09-27"},
        {"article_id": "b", "outlet": "P", "text": "More, words.\nHere.", "date": "2020-09-28"},
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "x.csv", index=False)
    pd.DataFrame(rows).to_parquet(tmp_path / "x.parquet")
    assert (
        list(read(tmp_path / "x.csv").articles)
        == list(read(tmp_path / "x.parquet").articles)
        == list(read(jsonl(tmp_path, *rows)).articles)
    )


@pytest.mark.parametrize("name", ["missing.csv", "x.docx"])
def test_what_cannot_be_read_at_all_is_an_error(tmp_path, name):
    (tmp_path / "x.docx").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError):
        read(tmp_path / name)


def folder(tmp_path: Path, entries: str) -> Path:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "corpus.yml").write_text(f"id: x\ntitle: X\ncodebook: book.yml\narticles:\n{entries}", encoding="utf-8")
    return tmp_path


def test_a_folder_keeps_what_is_good(tmp_path):
    corpus = read(
        folder(
            tmp_path,
            "  - {article_id: a, file: a.txt, outlet: P, outlet_basis: stated}\n"
            "  - {article_id: b, file: gone.txt, outlet_basis: unknown}\n"
            "  - {article_id: c, file: latin.txt, outlet_basis: unknown}\n"
            "  - {article_id: d, file: ../../etc/hosts, outlet_basis: unknown}\n"
            "  - {article_id: e, file: a.txt, outlet_basis: guessed}\n"
            f"  - {{article_id: f, file: a.txt, outlet_basis: unknown, sha256: {'a' * 64}}}\n",
        )
    )
    assert [(a.article_id, a.outlet_basis) for a in corpus.articles] == [("a", "stated"), ("e", "unknown")]
    reasons = {r.name: r.reason for r in corpus.rejected}
    assert "isn't there" in reasons["b"] and "not UTF-8" in reasons["c"] and "outside" in reasons["d"]
    assert "outlet as unknown" in reasons["e"] and "checksum" in reasons["f"]
    assert {p.line for p in corpus.problems} >= {6, 8, 9, 10}


def test_the_pilot_corpus_is_whole():
    from conftest import ROOT

    corpus = read(ROOT / "corpus" / "nagorno-karabakh")
    assert [a.article_id for a in corpus.articles] == ["01", "02", "03", "04", "05"]
    assert not corpus.problems and not corpus.rejected
    assert [a.outlet_basis for a in corpus.articles] == ["stated", "unknown", "inferred", "inferred", "unknown"]


def test_articles_beyond_memory_are_the_same(tmp_path, monkeypatch):
    rows = [GOOD | {"article_id": f"n{i}", "text": f"Word {i}. " * 50} for i in range(200)]
    few = read(jsonl(tmp_path, *rows))
    monkeypatch.setattr(held, "MEMORY", 2000)
    many = read(jsonl(tmp_path, *rows))
    assert many.articles._file._rolled and not few.articles._file._rolled
    assert list(many.articles) == list(few.articles) and many.digest == few.digest
    assert [a.article_id for a in many.articles[-2:]] == ["n198", "n199"] and many.articles[-1] == few.articles[199]
    assert all(a == b for a, b in zip(many.articles, many.articles, strict=True))
