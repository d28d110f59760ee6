"""The same result at any size and on any machines, and how far it is said while it is made."""

import json
import threading
import time
from collections import deque

import pytest
from conftest import SMALL
from test_cli import framing

from analysis import storage, tables, terminal
from analysis.partitions import cut, executors
from analysis.problems import ProblemsError
from analysis.study import Study


def written(folder, count):
    path = folder / "articles.jsonl"
    rows = [
        {"article_id": f"{i}", "outlet": "Herald", "text": f"Norland attacked Sudland {i} times, Berg said."}
        for i in range(count)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def files(study):
    return {path.name: path.read_bytes() for path in study.folder.glob("*.parquet")}


def test_a_dask_cluster_makes_the_same_files(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="NOT TESTED: the extra `cluster` is not installed")
    source = written(tmp_path, 12)
    here = Study.open(source, SMALL, cache=tmp_path / "here")
    monkeypatch.setattr(cut, "ARTICLES", 3)
    local = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**local, scheduler_port=0) as cluster:
        done = []
        there = Study.open(
            source, SMALL, tmp_path / "there", progress=lambda *n: done.append(n), cluster=cluster.scheduler_address
        )
    assert files(there) == files(here) and done[-1] == (12, 12) and len(done) == 4


def test_a_cluster_that_is_lost_is_told_and_what_is_finished_is_kept(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="NOT TESTED: the extra `cluster` is not installed")
    source = written(tmp_path, 12)
    monkeypatch.setattr(cut, "ARTICLES", 3)
    local = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    lost = pytest.raises(ProblemsError, match="was lost.*\n.*run it again")
    with distributed.LocalCluster(**local, scheduler_port=0) as cluster, lost:
        close = lambda *_: cluster.close()  # noqa: E731
        Study.open(source, SMALL, tmp_path / "there", cluster=cluster.scheduler_address, progress=close)
    done = []
    there = Study.open(source, SMALL, tmp_path / "there", progress=lambda *n: done.append(n))
    assert 3 <= done[0][0] < 12 and files(there) == files(Study.open(source, SMALL, tmp_path / "here"))


def test_a_cluster_without_workers_is_told(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="NOT TESTED: the extra `cluster` is not installed")
    monkeypatch.setattr(executors, "WAIT", 0.5)
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0", scheduler_port=0) as cluster,
        pytest.raises(ProblemsError, match="has no workers"),
    ):
        Study.open(written(tmp_path, 1), SMALL, tmp_path / "there", cluster=cluster.scheduler_address)


@pytest.fixture
def deserted(tmp_path, monkeypatch):
    """A cluster that loses its workers when the first partition is done, and what opens a study of 12 articles on it."""
    distributed = pytest.importorskip("distributed", reason="NOT TESTED: the extra `cluster` is not installed")
    monkeypatch.setattr(cut, "ARTICLES", 3)
    monkeypatch.setattr(executors, "LOOK", 0.1)
    monkeypatch.setattr(executors, "EVERY", 0.3)
    local = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    source = written(tmp_path, 12)
    with distributed.LocalCluster(**local, scheduler_port=0) as cluster:

        def opened(worker_wait, progress=lambda *_: None):
            address = cluster.scheduler_address
            return Study.open(
                source, SMALL, tmp_path / "there", progress=progress, worker_wait=worker_wait, cluster=address
            )

        yield cluster, source, opened


def test_a_cluster_that_loses_its_workers_is_waited_for_and_told_and_the_run_ends_with_what_is_finished(
    deserted, tmp_path, capsys
):
    cluster, source, opened = deserted
    with terminal.Progress(), pytest.raises(ProblemsError, match="had no workers for .*--worker-wait.*\n.*dask worker"):
        opened(1, lambda *_: cluster.scale(0))
    said = capsys.readouterr().err
    assert said.count("has no workers left; waited") >= 2 and "at most 1" in said and "dask worker" in said
    done = []
    again = Study.open(source, SMALL, tmp_path / "there", progress=lambda *n: done.append(n))
    assert 3 <= done[0][0] < 12 and files(again) == files(Study.open(source, SMALL, tmp_path / "here"))


def test_a_cluster_that_gets_workers_again_goes_on(deserted, tmp_path, caplog):
    cluster, source, opened = deserted

    def scaled(done, of):
        if done == 3:
            cluster.scale(0)
            threading.Timer(1.5, cluster.scale, [1]).start()

    assert files(opened(60, scaled)) == files(Study.open(source, SMALL, tmp_path / "here"))
    told = [record.getMessage() for record in caplog.records if record.name.startswith("analysis")]
    assert "has no workers left" in told[0] and "workers again" in told[-1]


def test_a_cluster_is_not_taken_for_deserted_while_it_does_not_say(monkeypatch):
    monkeypatch.setattr(executors, "LOOK", 0.0)
    counts = iter([1, None, 0, None, 0, 2, 0])
    watch = executors.Absence(lambda: next(counts), "tcp://x", 0.05)
    for pause in (0, 0, 0, 0.1):
        time.sleep(pause)
        watch()
    with pytest.raises(ProblemsError):
        watch()
    watch()
    watch()  # since when counts anew


def test_a_cluster_that_does_not_answer_is_told(tmp_path):
    pytest.importorskip("distributed", reason="NOT TESTED: the extra `cluster` is not installed")
    said = framing(
        "annotate", written(tmp_path, 1), "--codebook", SMALL, "--out", tmp_path / "out", "--cluster", "x://nowhere"
    )
    assert said.exit_code == 2 and "does not answer" in said.output and "->" in said.output


def test_a_table_is_read_when_it_is_asked_for(tmp_path, monkeypatch):
    study = Study.open(written(tmp_path, 2), SMALL, tmp_path / "cache")
    read, real = [], storage.table
    monkeypatch.setattr(storage, "table", lambda folder, name: read.append(name) or real(folder, name))
    assert len(study.events) == 2 and study.tables["events"] is study.events and read == ["events"]
    assert "terms" in study.tables and "nothing" not in study.tables and len(study.tables) == len(tables.names())
    assert list({**study.tables}) == list(study.tables) == list(tables.names()) == [n for n, _ in study.tables.items()]
    assert sorted(read) == sorted(tables.names()), "each once"
    with pytest.raises(AttributeError):
        _ = study.nothing


def test_how_far_a_run_is_is_said_with_its_rate_and_the_time_left():
    assert terminal.rate(deque([(10.0, 100), (20.0, 150)])) == 5
    assert terminal.line(150, 1050, 5.0) == "150 of 1,050 articles (14%), 5.0 a second, 3 min left"
    assert terminal.line(0, 50, 0.0) == "0 of 50 articles (0%), 0.0 a second"
    assert [terminal.duration(s) for s in (50, 720, 12_600)] == ["50 s", "12 min", "3.5 h"]


def test_a_log_gets_a_line_now_and_then(capsys, monkeypatch):
    monkeypatch.setattr(terminal, "EVERY", 0.0)
    with terminal.Progress() as told:
        told(50, 200)
    assert "50 of 200 articles (25%)" in capsys.readouterr().err
