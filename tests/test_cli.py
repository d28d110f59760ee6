"""The command as its user meets it: good input, bad input, an interrupted run."""

import json
import shutil

import pandas as pd
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from analysis import tables
from analysis.annotate import run
from analysis.cli import app
from analysis.partitions import cut
from analysis.study import Study

PILOT = ROOT / "corpus" / "nagorno-karabakh"
CODEBOOK = ROOT / "corpus" / "codebooks" / "nagorno-karabakh.yml"
SMALL = ROOT / "tests" / "data" / "small.yml"


def framing(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def written(folder):
    return {p.stem: pd.read_parquet(p) for p in folder.glob("*.parquet")}


def holds_every_table(folder):
    found = written(folder)
    assert set(found) == set(tables.names())
    for name, table in found.items():
        assert list(table.columns) == tables.columns(name), name
    return found


def test_annotate_writes_every_table_of_a_corpus_folder(tmp_path):
    result = framing("annotate", PILOT, "--codebook", CODEBOOK, "--out", tmp_path / "out", "--csv")
    assert result.exit_code == 0, result.output
    found = holds_every_table(tmp_path / "out")
    assert len(found["articles"]) == 5 and len(found["rejected"]) == 0
    assert (tmp_path / "out" / "terms.csv").exists()


def test_annotate_writes_every_table_of_a_jsonl_file(tmp_path):
    rows = [{"article_id": "x", "outlet": "Herald", "text": "Norland attacked Sudland, Berg said."}]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    result = framing("annotate", source, "--codebook", SMALL, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    found = holds_every_table(tmp_path / "out")
    assert found["events"]["agent_side"].tolist() == ["north"]


def test_compare_writes_every_estimate(tmp_path):
    framing("annotate", PILOT, "--codebook", CODEBOOK, "--out", tmp_path / "tables")
    result = framing("compare", tmp_path / "tables", "--codebook", CODEBOOK, "--out", tmp_path / "estimates")
    assert result.exit_code == 0, result.output
    names = {p.stem for p in (tmp_path / "estimates").glob("*.csv")}
    assert {"estimates", "contrasts", "placebo", "framing_index", "keyness"} == names
    found = pd.read_csv(tmp_path / "estimates" / "estimates.csv")
    assert {"terms", "voices", "blame", "tone", "facts", "framing"} == {name.split(".")[0] for name in found["measure"]}
    assert found["low"].isna().all() and found["note"].notna().all()


def test_compare_of_a_folder_without_tables_says_what_to_give(tmp_path):
    (tmp_path / "empty").mkdir()
    result = framing("compare", tmp_path / "empty", "--codebook", SMALL, "--out", tmp_path / "out")
    assert result.exit_code == 2 and "no result of `framing annotate`" in result.output


@pytest.fixture
def broken(tmp_path):
    """A corpus with everything wrong that the documentation names."""
    folder = tmp_path / "broken"
    shutil.copytree(PILOT, folder)
    manifest = folder / "corpus.yml"
    text = manifest.read_text(encoding="utf-8").replace("2020-09-28", "2020-13-45").replace("02.txt", "gone.txt")
    text = text.replace("../codebooks/nagorno-karabakh.yml", str(tmp_path / "bad.yml"))
    manifest.write_text(text, encoding="utf-8")
    (folder / "articles" / "01.txt").write_text("", encoding="utf-8")
    (folder / "articles" / "05.txt").write_bytes(b"caf\xe9 \xff")
    bad = SMALL.read_text(encoding="utf-8").replace("preferred_by: south", "preferred_by: west")
    bad = bad.replace("patterns: [Free Vale]", 'patterns: ["Free (Vale"]')
    (tmp_path / "bad.yml").write_text(bad, encoding="utf-8")
    return folder


def test_check_lists_everything_at_once_with_file_line_and_remedy(broken, tmp_path):
    result = framing("check", broken)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    for what in ("2020-13-45", "gone.txt", "01.txt", "05.txt", "unknown side 'west'", "Free (Vale"):
        hits = [line for line in lines if what in line]
        assert hits, f"{what} is not reported:\n{result.output}"
    assert sum(".yml:" in line for line in lines) >= 3


def test_annotate_goes_on_with_what_is_good_and_lists_the_rest(broken, tmp_path):
    result = framing("annotate", broken, "--codebook", CODEBOOK, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    found = holds_every_table(tmp_path / "out")
    assert len(found["articles"]) + found["rejected"]["name"].nunique() >= 5
    assert len(found["articles"]) >= 1 and found["rejected"]["reason"].str.len().gt(10).all()


def test_no_codebook_is_a_clear_error(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("article_id,outlet,text\n1,Herald,Norland attacked.\n", encoding="utf-8")
    result = framing("annotate", source, "--out", tmp_path / "out")
    assert result.exit_code == 2 and "--codebook" in result.output and "Traceback" not in result.output


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    rows = [
        {"article_id": f"{i}", "outlet": "Herald", "text": f"Norland attacked Sudland {i} times."} for i in range(6)
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    monkeypatch.setattr(cut, "ARTICLES", 2)
    real, done = run.annotate_articles, []

    def stops_at_the_third(partition, *common):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append([a.article_id for a in partition])
        return real(partition, *common)

    monkeypatch.setattr(run, "annotate_articles", stops_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        Study.open(source, SMALL, cache=tmp_path / "cache")
    assert len(done) == 2
    again = []
    monkeypatch.setattr(run, "annotate_articles", lambda part, *common: again.append(part) or real(part, *common))
    study = Study.open(source, SMALL, cache=tmp_path / "cache")
    assert [[a.article_id for a in partition] for partition in again] == [["4", "5"]]
    assert study.articles["article_id"].tolist() == [str(i) for i in range(6)]
