"""Where partitions are annotated: in this process, by worker processes of this machine, or by those of a Dask cluster."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager

from analysis.partitions import process
from analysis.partitions.careful import Request, careful
from analysis.partitions.cut import Partition
from analysis.problems import Problem, ProblemsError
from analysis.storage import Tables

WAIT = 20  # seconds for a cluster to answer, and to have workers
Submit = Callable[[Partition], "Future[Tables]"]


@contextmanager
def executor(request: Request, workers: int, cluster: str | None = None) -> Iterator[tuple[Submit, int]]:
    """What takes partitions, and how many it works at together.

    `workers`: processes of this machine; 0 is this process, where nothing ends an article that takes too long. `cluster`: the
    address of a Dask scheduler, whose workers each have a process of their own; nothing is kept of articles there. Raises
    ProblemsError where the cluster cannot be reached or is lost.
    """
    if cluster is not None:
        with _dask(cluster) as (pool, width):
            yield _careful_in(pool, request), width
    elif workers:
        with _stopped(ThreadPoolExecutor(workers)) as pool:  # a thread each waits for its process
            yield _careful_in(pool, request), workers
    else:
        from analysis.annotate import run  # spaCy: not loaded where only worker processes need it
        from analysis.annotate.kept import clean

        def here(partition: Partition) -> "Future[Tables]":
            done: Future[Tables] = Future()
            done.set_result(run.annotate_articles(partition, request.codebook, request.kept, request.allow_parser))
            return done

        yield here, 1
        if request.kept:
            clean(request.kept)


def _careful_in(pool: Executor, request: Request) -> Submit:
    return lambda partition: pool.submit(careful, partition, request)


@contextmanager
def _stopped(pool: Executor) -> Iterator[Executor]:
    try:
        yield pool
    except BaseException:
        process.close_all()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client, KilledWorker
        from distributed.comm import CommClosedError
    except ImportError:
        remedy = "install the extra: pip install 'framing-analysis[cluster]'"
        raise ProblemsError([Problem("--cluster", None, "the package `distributed` is missing", remedy)]) from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # it logs tracebacks of what is told below
    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "give the address of a Dask scheduler that runs, such as tcp://127.0.0.1:8786"
        raise ProblemsError([Problem("--cluster", None, f"'{address}' does not answer ({error})", remedy)]) from None
    try:
        with client:
            try:
                client.wait_for_workers(1, timeout=WAIT)
            except TimeoutError:
                remedy = f"start some, on any machine that has the suite: dask worker {address}"
                raise ProblemsError([Problem("--cluster", None, f"'{address}' has no workers", remedy)]) from None
            yield client.get_executor(pure=False), max(1, sum(client.nthreads().values()))
    except (CancelledError, KilledWorker, CommClosedError, TimeoutError) as error:
        what = f"the cluster at '{address}' was lost ({str(error) or type(error).__name__})"
        raise ProblemsError([Problem("--cluster", None, what, "run it again: what is finished is kept")]) from None
