"""No command destroys or mixes a user's files, whatever it is told and whenever it is killed."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from conftest import ROOT, SMALL
from test_cli import framing

from analysis import outputs, storage, study
from analysis.annotate import run
from analysis.marks import MARK, Mark, Origin, discard, read_mark
from analysis.partitions.annotate import annotate
from analysis.partitions.careful import Request
from analysis.present import notebooks, site
from analysis.problems import ProblemsError
from analysis.study import Study, default_cache

ORIGIN = Origin(corpus="c", codebook="b", package="p", version="1")
TEXT = "Norland attacked Sudland, Berg said."


@pytest.fixture
def corpus(tmp_path):
    """A corpus folder with one article."""
    folder = tmp_path / "corpus"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "1.txt").write_text(TEXT, encoding="utf-8")
    entry = "{article_id: a, file: articles/1.txt, outlet: Herald, outlet_basis: stated}"
    manifest = f"id: c\ntitle: C\ncodebook: {SMALL}\narticles:\n  - {entry}\n"
    (folder / "corpus.yml").write_text(manifest, encoding="utf-8")
    return folder


@pytest.fixture
def article_file(tmp_path):
    """`articles.csv` in a folder of its own."""
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "articles.csv"
    path.write_text(f'article_id,outlet,text\na,Herald,"{TEXT}"\n', encoding="utf-8")
    return path


@pytest.fixture
def no_work(monkeypatch):
    """A refusal comes before any work."""

    def works(*arguments, **options):
        raise AssertionError("work was begun")

    monkeypatch.setattr(Study, "open", works)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(root: Path, *arguments) -> str:
    before = tree(root)
    done = framing(*arguments)
    assert done.exit_code == 2, done.output
    assert "->" in done.output and "None" not in done.output and "Traceback" not in done.output
    assert tree(root) == before
    return done.output


# --- a user's files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["report", "annotate"])
@pytest.mark.parametrize(
    "place", ["corpus", "corpus/articles", "corpus/new", "other/../corpus", "link", "link/new", "."]
)
def test_the_corpus_is_never_the_output(corpus, no_work, tmp_path, command, place):
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(corpus)
    assert "reads" in refused(tmp_path, command, corpus, "--out", tmp_path / place)


def test_a_corpus_read_through_a_link_is_known_again(corpus, no_work, tmp_path):
    (tmp_path / "link").symlink_to(corpus)
    refused(tmp_path, "report", tmp_path / "link", "--out", corpus / "articles" / "site")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_is_not_written_over_in_its_folder(article_file, no_work, monkeypatch, suffix):
    source = article_file.with_suffix(f".{suffix}")
    if suffix == "parquet":
        pd.read_csv(article_file).to_parquet(source)
    monkeypatch.chdir(source.parent)
    refused(source.parent, "annotate", source.name, "--codebook", SMALL, "--out", ".", "--csv")


def test_a_folder_with_a_users_files_is_refused(article_file, no_work, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "terms.parquet").write_text("mine", encoding="utf-8")
    said = refused(tmp_path, "annotate", article_file, "--codebook", SMALL, "--out", tmp_path / "mine")
    assert "not empty" in said and MARK in said


def test_a_note_among_the_results_and_a_result_that_was_edited_are_kept(article_file, tmp_path):
    out = tmp_path / "out"
    annotate = ("annotate", article_file, "--codebook", SMALL, "--out", out, "--csv")
    assert framing(*annotate).exit_code == 0
    (out / "note.txt").write_text("mine", encoding="utf-8")
    assert "note.txt" in refused(tmp_path, *annotate)
    (out / "note.txt").unlink()
    with (out / "terms.csv").open("a", encoding="utf-8") as file:
        file.write("mine\n")
    assert "terms.csv" in refused(tmp_path, *annotate)


def test_a_result_is_replaced_by_the_same_command_only(article_file, tmp_path):
    out = tmp_path / "out"
    annotate = ("annotate", article_file, "--codebook", SMALL, "--out", out)
    assert framing(*annotate, "--csv").exit_code == 0 and (out / "terms.csv").exists()
    (out / ".DS_Store").write_text("", encoding="utf-8")
    assert framing(*annotate).exit_code == 0
    assert set(tree(out)) == {*storage.files(), MARK}, "the old result is gone, and what a file manager left"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "out"], "nothing is left beside it"
    first = tree(out)
    assert framing(*annotate).exit_code == 0 and tree(out) == first
    assert "framing annotate" in refused(tmp_path, "report", article_file, "--codebook", SMALL, "--out", out)
    assert "reads" in refused(tmp_path, "compare", out, "--codebook", SMALL, "--out", out)
    assert "reads" in refused(tmp_path, "compare", out, "--codebook", SMALL, "--out", out / "estimates")


def test_an_output_that_cannot_be_written_is_told(article_file, no_work, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    annotate = ("annotate", article_file, "--codebook", SMALL, "--out")
    assert "it is a file" in refused(tmp_path, *annotate, tmp_path / "file")
    refused(tmp_path, *annotate, tmp_path / "file" / "below")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    refused(tmp_path, *annotate, tmp_path / "loop" / "out")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that nobody may write to")
def test_a_read_only_parent_is_told(article_file, no_work, tmp_path):
    said = refused(tmp_path, "annotate", article_file, "--codebook", SMALL, "--out", "/proc/out")
    assert "cannot be written" in said


@pytest.mark.parametrize("target", ["out", "cache"])
def test_a_full_disk_is_told_and_leaves_the_old_result(article_file, tmp_path, monkeypatch, target):
    annotate = ("annotate", article_file, "--codebook", SMALL, "--out", tmp_path / "out")
    assert framing(*annotate).exit_code == 0
    if target == "cache":
        monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    real = open

    def full(path, mode="r", **options):
        if "w" in mode and Path(path).name == "terms.parquet":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, mode, **options)

    monkeypatch.setattr(storage, "open", full, raising=False)
    assert "No space left" in refused(tmp_path / "out", *annotate)
    assert not list((tmp_path / "cache").rglob("*.parquet")), "parses may be kept, half a result may not"


def test_the_site_is_refused_in_python_too(corpus, tmp_path):
    study = Study("t", None, {}, ORIGIN, tmp_path)
    (tmp_path / "out" / "articles").mkdir(parents=True)
    (tmp_path / "out" / "articles" / "mine.txt").write_text("mine", encoding="utf-8")
    for out in (tmp_path / "out", corpus):
        before = tree(tmp_path)
        with pytest.raises(outputs.OutputError):
            site.write(study, corpus, None, out)
        assert tree(tmp_path) == before


def test_a_report_is_made_again_in_its_place(corpus, tmp_path):
    (tmp_path / "notebooks").mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# One")])
    parameters = nbformat.v4.new_code_cell("CORPUS = CODEBOOK = None", metadata={"tags": ["parameters"]})
    notebook.cells.append(parameters)
    notebook.metadata = notebooks.METADATA
    nbformat.write(notebook, tmp_path / "notebooks" / "00-one.ipynb")
    report = ("report", corpus, "--out", tmp_path / "site", "--notebooks", tmp_path / "notebooks")
    assert framing(*report).exit_code == 0
    first = tree(tmp_path / "site")
    assert set(first) > {"index.html", "00-one.html", "articles/a.html", "data/events.csv", MARK}
    assert framing(*report).exit_code == 0 and tree(tmp_path / "site") == first
    (tmp_path / "site" / MARK).unlink()
    assert "remove this one yourself" in refused(tmp_path, *report), "a report of the version before has no mark"


def test_a_notebook_that_is_edited_while_it_runs_is_kept(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), path)

    def edited(paths):
        for path in paths:
            path.write_text("mine", encoding="utf-8")
            yield nbformat.v4.new_notebook()

    monkeypatch.setattr(notebooks, "executed", edited)
    with pytest.raises(outputs.OutputError, match="changed while it ran"):
        notebooks.run_in_place(tmp_path)
    assert tree(tmp_path) == {"a.ipynb": b"mine"}
    with pytest.raises(outputs.OutputError, match="no notebook"):
        notebooks.run_in_place(tmp_path / "none")


def test_a_notebook_that_cannot_be_run_is_named_with_its_cell(tmp_path):
    cells = [
        nbformat.v4.new_markdown_cell("# One"),
        nbformat.v4.new_code_cell("1 + 1"),
        nbformat.v4.new_code_cell("1 / 0"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    with pytest.raises(ProblemsError, match=r"a\.ipynb: its cell 3 fails: ZeroDivisionError: division by zero"):
        list(notebooks.executed([tmp_path / "a.ipynb"]))
    with pytest.raises(ProblemsError, match=r"a\.ipynb: no cell is tagged"):
        list(notebooks.executed([tmp_path / "a.ipynb"], {"CORPUS": "x"}))
    for content in (b"", b"{}", b"[1]", b"\xff", b'{"cells": 1, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'):
        (tmp_path / "b.ipynb").write_bytes(content)
        with pytest.raises(ProblemsError, match=r"b\.ipynb: it is no notebook"):
            list(notebooks.executed([tmp_path / "b.ipynb"]))


def test_notebooks_share_a_kernel_and_nothing_else(tmp_path):
    cell = "import os\nbefore = globals().get('mine')\nmine = 1\n(os.getpid(), before)"
    for name in "ab":
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)], metadata=notebooks.METADATA)
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    first, second = notebooks.executed(sorted(tmp_path.glob("*.ipynb")))
    assert first == second and first.cells[0].outputs[0].data["text/plain"].endswith(", None)")


def test_a_mark_never_leads_out_of_its_folder(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    for name in ("../mine.txt", str(tmp_path / "mine.txt"), "..\\mine.txt"):
        content = {"command": "annotate", "run": "r", "origin": ORIGIN.model_dump(), "files": {name: "0" * 64}}
        (tmp_path / "out" / MARK).write_text(json.dumps(content), encoding="utf-8")
        assert read_mark(tmp_path / "out") is None
    discard(tmp_path / "out")
    assert (tmp_path / "mine.txt").exists()


# --- whole or not at all ----------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from analysis import outputs, storage, study
from analysis.marks import Origin

def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

def last(real):
    calls = []
    def second(*arguments):
        calls.append(arguments)
        return die() if len(calls) == 2 else real(*arguments)
    return second

point, out = sys.argv[1], Path(sys.argv[2])
swap, mark = outputs.exchange, outputs._write_mark
if point == "before the first mark":
    outputs._write_mark = die
elif point == "before the last mark":
    outputs._write_mark = last(mark)
elif point == "before the swap":
    outputs.exchange = die
elif point == "after the swap":
    outputs.exchange = lambda a, b: (swap(a, b), die())
elif point == "between two renames":
    from analysis import renames
    renames._swapped = lambda a, b: False
    real = os.rename
    os.rename = lambda a, b: (real(a, b), ".framing-" in str(b) and die())
with outputs.result(out, "annotate", Origin(corpus="c", codebook="b", package="p", version="1")) as folder:
    for name in ("a", "b"):
        (folder / name).write_text(sys.argv[3])
        if point == "while writing":
            die()
if point == "done":
    die()
"""
POINTS = ["before the first mark", "while writing", "before the last mark", "before the swap", "after the swap", "done"]


def killed(point: str, out: Path, text: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, point, str(out), text], cwd=ROOT, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def make(out: Path, text: str) -> None:
    with outputs.result(out, "annotate", ORIGIN) as folder:
        for name in ("a", "b"):
            (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
@pytest.mark.parametrize("point", [*POINTS, "between two renames"])
@pytest.mark.parametrize("old", [True, False])
def test_a_run_killed_at_any_point_leaves_one_result_whole(tmp_path, point, old):
    if point == "between two renames" and not old:
        pytest.skip("a first result takes one rename")
    out = tmp_path / "out"
    if old:
        make(out, "old")
    killed(point, out, "new")
    if point == "between two renames":  # where the system cannot exchange names, reading or writing puts it right
        assert not out.exists()
    elif old:
        outputs.verify(out, "annotate")
    if old or point in ("after the swap", "done"):
        outputs.verify(out, "annotate")
        texts = {(out / name).read_text(encoding="utf-8") for name in ("a", "b")}
        assert len(texts) == 1 and texts <= {"old", "new"}
    make(out, "next")
    assert (out / "a").read_text(encoding="utf-8") == (out / "b").read_text(encoding="utf-8") == "next"
    assert [p.name for p in tmp_path.iterdir()] == ["out"], "the next run removes what was left"


def test_what_only_looks_like_a_leftover_is_kept(tmp_path):
    mine = tmp_path / ".out.framing-999999999-1-0123abcd"
    mine.mkdir()
    (mine / "note.txt").write_text("mine", encoding="utf-8")
    make(tmp_path / "out", "x")
    assert (mine / "note.txt").exists()


def test_a_result_that_was_half_removed_is_not_brought_back(tmp_path):
    make(tmp_path / "out", "old")
    (tmp_path / "out" / "a").unlink()
    (tmp_path / "out").rename(tmp_path / ".out.framing-999999999-1-0123abcd")
    with pytest.raises(outputs.OutputError, match="no readable"):
        outputs.verify(tmp_path / "out", "annotate")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_result_and_no_trace(tmp_path):
    make(tmp_path / "out", "old")
    before = tree(tmp_path)
    with pytest.raises(KeyboardInterrupt), outputs.result(tmp_path / "out", "annotate", ORIGIN) as folder:
        (folder / "a").write_text("new", encoding="utf-8")
        raise KeyboardInterrupt
    assert tree(tmp_path) == before


def test_a_note_put_in_while_the_work_is_done_is_kept(tmp_path):
    make(tmp_path / "out", "old")
    with pytest.raises(outputs.OutputError, match="note"), outputs.result(tmp_path / "out", "annotate", ORIGIN):
        (tmp_path / "out" / "note.txt").write_text("mine", encoding="utf-8")
    assert set(tree(tmp_path / "out")) == {"a", "b", "note.txt", MARK}


# --- compare ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def made(article_file, tmp_path):
    """The tables of one article."""
    assert framing("annotate", article_file, "--codebook", SMALL, "--out", tmp_path / "tables").exit_code == 0
    return tmp_path / "tables"


def compare(made: Path, codebook: Path = SMALL) -> tuple:
    return "compare", made, "--codebook", codebook, "--out", made.parent / "estimates"


def test_a_result_says_which_run_it_belongs_to(made):
    mark = Mark.model_validate_json((made / MARK).read_bytes())
    assert mark.command == "annotate" and set(mark.files) == set(storage.files())
    assert framing(*compare(made)).exit_code == 0
    estimates = read_mark(made.parent / "estimates")
    assert estimates.command == "compare" and estimates.origin == mark.origin and estimates.run != mark.run


def test_compare_refuses_a_mix(made, article_file, tmp_path):
    text = article_file.read_text(encoding="utf-8") + 'b,Post,"Sudland attacked Norland."\n'
    article_file.write_text(text, encoding="utf-8")
    assert framing("annotate", article_file, "--codebook", SMALL, "--out", tmp_path / "other").exit_code == 0
    (made / "events.parquet").write_bytes((tmp_path / "other" / "events.parquet").read_bytes())
    assert "events.parquet: the file is damaged, or not of the same run" in refused(tmp_path, *compare(made))


def test_compare_refuses_damage(made, tmp_path):
    (made / "terms.parquet").write_bytes((made / "terms.parquet").read_bytes()[:-9])
    (made / "voices.parquet").unlink()
    said = refused(tmp_path, *compare(made))
    assert "terms.parquet: the file is damaged" in said and "voices.parquet: the file is missing" in said
    (made / MARK).write_text("{", encoding="utf-8")
    assert f"no readable {MARK}" in refused(tmp_path, *compare(made))


def test_compare_refuses_another_codebook(made, tmp_path):
    other = tmp_path / "other.yml"
    other.write_text(SMALL.read_text(encoding="utf-8").replace("Norburg", "Norville"), encoding="utf-8")
    assert "another codebook" in refused(tmp_path, *compare(made, other))


def test_compare_refuses_what_annotate_did_not_write(made, tmp_path):
    assert framing(*compare(made)).exit_code == 0
    for folder in (tmp_path / "estimates", tmp_path / "data", tmp_path / "nowhere"):
        said = refused(tmp_path, "compare", folder, "--codebook", SMALL, "--out", tmp_path / "new")
        assert "no result of `framing annotate`" in said


# --- the cache --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["truncate", "unmark", "remove", "elsewhere"])
def test_a_damaged_cache_is_made_anew(corpus, tmp_path, harm):
    first = Study.open(corpus, cache=tmp_path / "cache")
    (entry,) = (tmp_path / "cache").glob("*/tables")
    whole = tree(entry)
    if harm == "truncate":
        (entry / "terms.parquet").write_bytes(b"PAR1")
    elif harm == "unmark":
        (entry / MARK).write_text("{", encoding="utf-8")
    elif harm == "remove":
        (entry / "articles.parquet").unlink()
    else:
        (entry / MARK).write_text((entry / MARK).read_text(encoding="utf-8").replace(first.origin.corpus, "x"))
    again = Study.open(corpus, cache=tmp_path / "cache")
    assert tree(entry) == whole
    pd.testing.assert_frame_equal(again.events, first.events)


def test_a_damaged_part_is_made_anew(corpus, tmp_path, monkeypatch):
    from analysis import codebook as codebooks
    from analysis import corpus as corpora

    source, book = corpora.read(corpus), codebooks.load(SMALL)
    (part,), _ = annotate(source, Request(book), tmp_path / "parts", workers=0)
    whole = tree(part)
    (part / "events.parquet").write_bytes(b"")
    assert annotate(source, Request(book), tmp_path / "parts", workers=0) == ([part], True)
    assert tree(part) == whole
    monkeypatch.setattr(run, "annotate_articles", None)
    assert annotate(source, Request(book), tmp_path / "parts", workers=0) == ([part], True), "it is not made again"


TOGETHER = """
import sys
from analysis import outputs, storage, study
from analysis.marks import Origin
origin = Origin(corpus="c", codebook="b", package="p", version="1")
from pathlib import Path
for i in range(60):
    folder = Path(sys.argv[1]) / str(i) / "tables"
    outputs.keep(folder, "annotate", origin, ("a",), lambda staged: (staged / "a").write_text("x" * 9999))
    outputs.verify(folder, "annotate", origin.model_dump())
"""


def test_runs_begun_at_the_same_moment_on_one_cache_all_succeed(tmp_path):
    started = [
        subprocess.Popen([sys.executable, "-c", TOGETHER, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
    assert sorted(p.name for p in tmp_path.glob("*/*")) == ["tables"] * 60


def test_a_study_opened_while_another_is_first_succeeds(corpus, tmp_path, monkeypatch):
    real = study.annotate

    def overtaken(*arguments, **options):
        result = real(*arguments, **options)
        monkeypatch.setattr(study, "annotate", real)
        Study.open(corpus, cache=tmp_path / "cache")
        return result

    monkeypatch.setattr(study, "annotate", overtaken)
    assert len(Study.open(corpus, cache=tmp_path / "cache").articles) == 1
    assert [p.name for p in (tmp_path / "cache").glob("*-*/*")] == ["tables"]


def test_a_relative_cache_is_one_place(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_CACHE", "my-cache")
    first = default_cache()
    monkeypatch.chdir(tmp_path)
    assert default_cache() == first and first.is_absolute()
