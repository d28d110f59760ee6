"""Workers that are killed, hang or never start; a main process that is killed: nothing is lost but the article that is to blame."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from conftest import ROOT, SMALL
from test_cli import framing

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis.corpus import Article, Corpus
from analysis.parser import ParserError
from analysis.partitions import careful, cut, process
from analysis.partitions.annotate import annotate
from analysis.partitions.careful import Request
from analysis.problems import ProblemsError
from analysis.study import Study

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")

# A parser that is the shipped one, but cannot bear two words.
FAULTY = """
import os, signal
from analysis import parser
from spacy.language import Language

@Language.component("unbearable")
def unbearable(doc):
    if "deadly" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "endless" in doc.text:
        pass
    return doc

def load(**options):
    nlp = parser.load()
    nlp.add_pipe("unbearable", first=True)
    return nlp
"""


@pytest.fixture
def faulty(tmp_path, monkeypatch):
    """A codebook that names an installed parser from elsewhere."""
    folder = tmp_path / "site"
    (folder / "faulty-1.dist-info").mkdir(parents=True)
    (folder / "faulty-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1\n")
    (folder / "faulty.py").write_text(FAULTY)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(process, "_waiting", [])  # processes that were started before do not see it
    path = tmp_path / "faulty.yml"
    path.write_text(SMALL.read_text(encoding="utf-8") + "\nparser: faulty\n", encoding="utf-8")
    return path


def written(folder, texts):
    path = folder / "articles.jsonl"
    rows = [{"article_id": str(i), "outlet": "Herald", "text": text} for i, text in enumerate(texts)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def files(study):
    return {path.name: path.read_bytes() for path in study.folder.glob("*.parquet")}


def test_only_the_article_that_is_to_blame_is_rejected(tmp_path, faulty, monkeypatch):
    monkeypatch.setattr(cut, "ARTICLES", 3)
    monkeypatch.setattr(careful, "TRIES", 1)
    good = "Norland attacked Sudland, Berg said."
    source = written(tmp_path, [good, "A deadly attack.", good, good, "An endless war.", good])
    options = {"workers": 2, "cache": tmp_path / "cache", "allow_parser": "faulty"}
    study = Study.open(source, faulty, **options, article_seconds=2)
    assert study.articles["article_id"].tolist() == ["0", "2", "3", "5"] and len(study.events) == 4
    assert study.rejected[["name", "stage"]].values.tolist() == [["1", "process"], ["4", "process"]]
    assert "SIGKILL" in study.rejected["reason"][0] and "more than 2 seconds" in study.rejected["reason"][1]
    # A longer time is another question; the same one, and none, are answered from the cache.
    assert files(Study.open(source, faulty, **options, article_seconds=2)) == files(study)
    assert files(Study.open(source, faulty, cache=tmp_path / "cache")) == files(study)

    def asked(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.study.annotate", asked)
    with pytest.raises(KeyboardInterrupt):
        Study.open(source, faulty, **options, article_seconds=5)


def test_workers_killed_at_any_moment_change_nothing(tmp_path, monkeypatch):
    texts = [f"Norland attacked Sudland {i} times, Berg said. Sudland left the Vale." for i in range(30)]
    source = written(tmp_path, texts)
    undisturbed = Study.open(source, SMALL, cache=tmp_path / "undisturbed")
    monkeypatch.setattr(cut, "ARTICLES", 4)
    killed = []

    def kill(*_):
        if len(killed) < 2:
            killed.extend(p.pid for p in list(process._all)[:1])
            os.kill(killed[-1], signal.SIGKILL)

    disturbed = Study.open(source, SMALL, cache=tmp_path / "disturbed", workers=2, progress=kill)
    assert len(killed) == 2
    assert files(disturbed) == files(undisturbed), "neither kills nor workers nor partitions are seen in the result"


def test_a_main_process_that_is_killed_leaves_no_worker_and_is_resumed(tmp_path):
    source = written(tmp_path, [f"Norland attacked Sudland {i} times. " * 8 for i in range(120)])
    code = "import sys; from analysis.study import Study; Study.open(*sys.argv[1:], workers=1)"
    run = subprocess.Popen([sys.executable, "-c", code, source, SMALL, tmp_path / "cache"], cwd=ROOT)
    parts = lambda: list((tmp_path / "cache").glob("*/parts/*/framing.json"))  # noqa: E731
    until = time.monotonic() + 60
    while not parts() and time.monotonic() < until:
        time.sleep(0.02)
    workers = psutil.Process(run.pid).children()
    run.kill()
    run.wait()
    kept = len(parts())
    assert workers and 1 <= kept < 3
    assert not psutil.wait_procs(workers, timeout=20)[1], "a worker outlives the one that asked it"
    done = []
    study = Study.open(source, SMALL, cache=tmp_path / "cache", progress=lambda *n: done.append(n))
    assert len(study.articles) == 120 and not len(study.rejected)
    assert done[-1] == (120, 120) and done[0][0] == 50
    assert files(study) == files(Study.open(source, SMALL, cache=tmp_path / "other"))


def test_a_worker_that_cannot_be_started_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(process, "_waiting", [])
    monkeypatch.setattr(process.sys, "executable", "/bin/false")
    source = Corpus(tmp_path, [Article("a", None, "unknown", "Norland attacked.")])
    with pytest.raises(ProblemsError, match="no worker process can be started: the process ended with code 1"):
        annotate(source, Request(codebooks.load(SMALL)), tmp_path / "parts", workers=1)


@pytest.mark.parametrize("permitted", [None, "other"])
@pytest.mark.parametrize("workers", [0, 1])
def test_a_parser_from_elsewhere_is_loaded_only_by_permission(tmp_path, faulty, permitted, workers):
    (tmp_path / "site" / "faulty.py").write_text("raise SystemExit('it was run')")
    source = corpora.read(written(tmp_path, ["Norland attacked."]))
    request = Request(codebooks.load(faulty), allow_parser=permitted)
    with pytest.raises(ParserError, match="--allow-parser faulty"):
        annotate(source, request, tmp_path / "parts", workers=workers)


def test_what_is_no_parser_is_told(tmp_path, faulty):
    (tmp_path / "site" / "faulty.py").write_text("load = None")
    source = corpora.read(written(tmp_path, ["Norland attacked."]))
    request = Request(codebooks.load(faulty), allow_parser="faulty")
    with pytest.raises(ParserError, match="no pipeline can be loaded"):
        annotate(source, request, tmp_path / "parts", workers=0)


def test_nothing_that_an_article_says_reaches_the_terminal_raw(tmp_path, monkeypatch):
    def fails(partition, *common):
        raise OSError("a name from the input: \x1b[31m\nline")

    monkeypatch.setattr("analysis.partitions.careful._annotate", fails)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    said = framing("annotate", written(tmp_path, ["x"]), "--codebook", SMALL, "--out", tmp_path / "out").output
    assert "\\x1b[31m\\nline" in said and "\x1b" not in said
