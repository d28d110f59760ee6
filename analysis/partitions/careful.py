"""A partition annotated in a worker process, whatever happens to it: only the article that is to blame is lost."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import schema, tables
from analysis.codebook import Codebook
from analysis.partitions.cut import Partition
from analysis.partitions.process import EndedError, NotStartedError, borrowed
from analysis.problems import Problem, ProblemsError
from analysis.storage import Tables

TRIES = 3
ARTICLE_SECONDS = 300.0
WORKER_WAIT = 600.0
STAGE = "process"  # in `rejected`: the article's process ended


@dataclass(frozen=True)
class Request:
    """How partitions are annotated. `kept`: a folder in which is kept what has been made of articles. `allow_parser`: one that the
    codebook may name. `seconds`: of processor time, the most that one article may take. `worker_wait`: seconds, the longest that a
    cluster may be without workers."""

    codebook: Codebook
    kept: Path | None = None
    allow_parser: str | None = None
    seconds: float = ARTICLE_SECONDS
    worker_wait: float = WORKER_WAIT


def careful(partition: Partition, request: Request) -> Tables:
    """The tables of a partition, types not validated yet.

    Where its process ends it is done again, at most `TRIES` times, and then article by article, so that only those whose process
    ends again and again are rejected. Where an article takes too long that is known at once.

    Raises ProblemsError where no process can be started, or the codebook not be used.
    """
    ended = EndedError("", late=False)
    for _ in range(TRIES):
        try:
            return _annotate(partition, request)
        except EndedError as error:
            ended = error
            if error.late:
                break
    if len(partition) == 1:
        return _rejected(partition, ended)
    parts = [careful([article], request) for article in partition]
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}


def _annotate(partition: Partition, request: Request) -> Tables:
    reason = ""
    for _ in range(TRIES):
        try:
            with borrowed() as process:
                return process.annotate(
                    partition, request.codebook, request.kept, request.allow_parser, request.seconds
                )
        except NotStartedError as error:
            reason = error.reason
    remedy = "see what it wrote above; it may lack memory, or a package"
    raise ProblemsError([Problem("worker", None, f"no worker process can be started: {reason}", remedy)])


def _rejected(partition: Partition, ended: EndedError) -> Tables:
    times = "" if ended.late else f", {TRIES} times"
    remedy = "cut it, or allow more with --article-seconds" if ended.late else "it may need more memory than there is"
    rows = [schema.RejectedRow(a.article_id, STAGE, f"{ended.reason}{times}; {remedy}") for a in partition]
    return {name: tables.unchecked(name, rows if name == "rejected" else []) for name in tables.names()}
