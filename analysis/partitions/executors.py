"""Where partitions are annotated: in this process, by worker processes of this machine, or by those of a Dask cluster."""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple

from analysis.partitions import process
from analysis.partitions.careful import Request, careful
from analysis.partitions.cut import Partition
from analysis.problems import Problem, ProblemsError, printable
from analysis.storage import Tables

WAIT = 20  # seconds for a cluster to answer, and to have workers
EVERY = 30.0  # seconds between two messages that it has none
LOOK = 2.0  # seconds between two looks at whether a cluster has workers left
LOGGER = logging.getLogger(__name__)
Submit = Callable[[Partition], "Future[Tables]"]


class Pool(NamedTuple):
    """What takes partitions. `width`: how many it works at together; `watch`: to be called now and then while they are waited for."""

    submit: Submit
    width: int
    watch: Callable[[], object] = lambda: None


@contextmanager
def executor(request: Request, workers: int, cluster: str | None = None) -> Iterator[Pool]:
    """What takes partitions.

    `workers`: processes of this machine; 0 is this process, where nothing ends an article that takes too long. `cluster`: the
    address of a Dask scheduler, whose workers each have a process of their own; nothing is kept of articles there. Raises
    ProblemsError where the cluster cannot be reached or is lost, `watch` where it has been without workers for too long.
    """
    if cluster is not None:
        with _dask(cluster) as client:
            watch = Absence(lambda: _workers_of(client), cluster, request.worker_wait)
            width = max(1, sum(client.nthreads().values()))
            with _stopped(ThreadPoolExecutor(width)) as pool:  # a thread each waits for its task
                yield Pool(lambda partition: pool.submit(_careful_on, client, partition, request), width, watch)
    elif workers:
        with _stopped(ThreadPoolExecutor(workers)) as pool:  # a thread each waits for its process
            yield Pool(lambda partition: pool.submit(careful, partition, request), workers)
    else:
        from analysis.annotate import run  # spaCy: not loaded where only worker processes need it
        from analysis.annotate.kept import clean

        def here(partition: Partition) -> "Future[Tables]":
            done: Future[Tables] = Future()
            done.set_result(run.annotate_articles(partition, request.codebook, request.kept, request.allow_parser))
            return done

        yield Pool(here, 1)
        if request.kept:
            clean(request.kept)


def _careful_on(client: Any, partition: Partition, request: Request) -> Tables:
    """A partition done on the cluster.

    Dask's own executor fails with a ValueError where a worker goes between the end of a task and the fetching of what it made;
    `result` waits until the task has been done again elsewhere.
    """
    return client.submit(careful, partition, request, pure=False).result()


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
def _dask(address: str) -> Iterator[Any]:
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
            yield client
    except (CancelledError, KilledWorker, CommClosedError, TimeoutError) as error:
        what = f"the cluster at '{address}' was lost ({str(error) or type(error).__name__})"
        raise ProblemsError([Problem("--cluster", None, what, "run it again: what is finished is kept")]) from None


def _workers_of(client: Any) -> int | None:
    """How many workers a cluster has; null where it does not say so now."""
    try:
        return len(client.sync(client.scheduler.ncores, callback_timeout=LOOK))
    except (OSError, TimeoutError):  # what has become of it, those that wait for it are told
        return None


class Absence:
    """Says so when a cluster has no workers left, and ends the waiting for new ones after `longest` seconds.

    `count`: how many there are; null where that is not known.
    """

    def __init__(self, count: Callable[[], int | None], address: str, longest: float):
        self._count, self._address, self._longest = count, address, longest
        self._since: float | None = None
        self._told = self._looked = 0.0

    def __call__(self) -> None:
        """Raises ProblemsError where there have been none for too long."""
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked, count = now, self._count()
        if count == 0:
            self._since = now if self._since is None else self._since
            self._wait(now, now - self._since)
        elif count and self._since is not None:
            LOGGER.warning("The cluster at %s has workers again: the run goes on", printable(self._address))
            self._since = None

    def _wait(self, now: float, waited: float) -> None:
        start = f"start some, on any machine that has the suite: dask worker {self._address}"
        if waited >= self._longest:
            what = f"'{self._address}' has had no workers for {waited:.0f} seconds (--worker-wait)"
            raise ProblemsError(
                [Problem("--cluster", None, what, f"{start}; then run it again: what is finished is kept")]
            )
        if now - self._told >= EVERY or self._since == now:
            self._told = now
            LOGGER.warning(
                "The cluster at %s has no workers left; waited %.0f seconds so far, at most %.0f. To go on, %s",
                *(printable(self._address), waited, self._longest, printable(start)),
            )
