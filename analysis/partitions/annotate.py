"""A corpus to parts on disk: finished partitions are kept, and an interrupted run goes on from there."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis import storage
from analysis.corpus import Corpus
from analysis.marks import Origin
from analysis.outputs import OutputError
from analysis.partitions import executors
from analysis.partitions.careful import STAGE, Request
from analysis.partitions.cut import cut, key
from analysis.storage import Tables

WAITING = 2  # partitions handed out for each worker: more would only fill memory


def annotate(
    corpus: Corpus,
    request: Request,
    parts: Path,
    workers: int = 1,
    cluster: str | None = None,
    progress: Callable[[int, int], Any] = lambda done, of: None,
) -> tuple[list[Path], bool]:
    """The folders of the corpus's parts in the order of its articles, and whether processes of all articles came to their end.

    `parts`: the folder to keep them in. `workers`, `cluster`: see `executors.executor`. `progress` is called with the number of
    articles that are done, and of all, whenever a partition is. Raises ProblemsError.
    """
    made_of = storage.origin(corpus, request.codebook)
    folders: list[Path] = []
    whole = True
    finished = 0
    handed: dict[Future[Tables], tuple[int, Path, int]] = {}

    def tell(count: int) -> None:
        nonlocal finished
        finished += count
        progress(finished, len(corpus.articles))

    def collect(most: int) -> None:
        nonlocal whole
        while len(handed) > most:
            pool.watch()
            for done in wait(handed, timeout=executors.LOOK, return_when=FIRST_COMPLETED).done:
                index, folder, count = handed.pop(done)
                result = done.result()
                if (result["rejected"]["stage"] == STAGE).any():
                    whole, folder = False, marked(folder, request.seconds)
                storage.keep(result, folder, made_of)
                folders[index] = folder
                tell(count)

    with executors.executor(request, workers, cluster) as pool:
        for partition in cut(corpus.articles):
            folder = parts / key(partition, request.codebook)
            kept = next((f for f in (folder, marked(folder, request.seconds)) if _is_kept(f, made_of)), None)
            whole &= kept in (None, folder)
            folders.append(kept or folder)
            if kept:
                tell(len(partition))
            else:
                handed[pool.submit(partition)] = (len(folders) - 1, folder, len(partition))
                collect(pool.width * WAITING - 1)
        collect(0)
    return folders, whole


def marked(folder: Path, seconds: float) -> Path:
    """Where something is kept from which an article is missing because its process ended: longer time may bring it."""
    return folder.with_name(f"{folder.name}-{seconds:g}s")


def _is_kept(folder: Path, made_of: Origin) -> bool:
    with suppress(OutputError):  # damaged, or cleared by another run that was first: made anew
        storage.verify(folder, made_of.model_dump())
        return True
    return False
