"""A study: a corpus, its codebook and the tables made of them. What a notebook opens."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis import storage
from analysis.caches import default_cache
from analysis.codebook import Codebook
from analysis.marks import Origin, discard
from analysis.outputs import ATTEMPTS, OutputError
from analysis.partitions.annotate import annotate, marked
from analysis.partitions.careful import ARTICLE_SECONDS, WORKER_WAIT, Request
from analysis.problems import Problem
from analysis.tables import select


@dataclass(frozen=True, eq=False)
class Study:
    """The tables of `analysis.tables` as attributes (`study.terms`), with the codebook that made them. Opened from a corpus, each
    table is read when it is first asked for."""

    title: str
    codebook: Codebook
    tables: dict[str, pd.DataFrame]
    origin: Origin
    folder: Path
    """Where the tables are kept."""

    @classmethod
    def open(
        cls,
        corpus: Path | str,
        codebook: Path | str | None = None,
        cache: Path | str | None = None,
        workers: int = 0,
        progress: Callable[[int, int], Any] = lambda done, of: None,
        cluster: str | None = None,
        allow_parser: str | None = None,
        article_seconds: float | None = None,
        worker_wait: float = WORKER_WAIT,
    ) -> "Study":
        """Annotate a corpus, or read its tables from the cache if corpus, codebook and package are unchanged.

        `corpus`: a corpus folder or a .csv, .jsonl or .parquet file. `codebook`: by default the one the corpus folder names.
        `cache`: a folder, by default `$FRAMING_CACHE` or the user's cache folder.

        `workers`: processes of this machine that annotate; 0 is this process itself. `cluster`: the address of a Dask scheduler
        whose workers do it instead; where it has none left, that is logged, and new ones are waited for, at most `worker_wait`
        seconds. In processes of their own an article that takes more than `article_seconds` (by default 300) of processor time, or
        that ends its process, is a row of `rejected`. `allow_parser`: the parser that the codebook may name; loading one runs its
        code. `progress` is called with the number of articles that are done, and of all.

        Raises CorpusError or CodebookError, which list every problem that kept it from being read, ParserError, and OutputError
        where the cache cannot be written.
        """
        source = corpora.read(corpus)
        book = codebooks.load(_codebook_path(source, codebook))
        origin = storage.origin(source, book)
        base = Path(cache).resolve() if cache else default_cache()
        folder = base / f"{origin.corpus}-{origin.codebook}-{origin.package}"
        request = Request(book, base / "articles", allow_parser, article_seconds or ARTICLE_SECONDS, worker_wait)
        tables, without_some = folder / "tables", marked(folder / "tables", request.seconds)
        for _ in range(ATTEMPTS):
            for place in (tables, *([without_some] if article_seconds else sorted(folder.glob("tables-*s")))):
                with suppress(OutputError):  # not there yet, or damaged
                    storage.verify(place, origin.model_dump())
                    return cls(source.title or Path(corpus).stem, book, storage.Stored(place), origin, place)
            folders, whole = annotate(source, request, folder / "parts", workers, cluster, progress)
            storage.keep_whole(folders, source.rejected, tables if whole else without_some, origin)
            if whole:
                _clear(folder / "parts")
        raise OutputError([Problem(str(folder), None, "it is changed while it is read", "try again")])

    def where(
        self,
        outlet: str | Collection[str] | None = None,
        episode: str | Collection[str] | None = None,
        wire: bool | None = None,
    ) -> "Study":
        """The study of some of its articles: of one outlet or several, of one episode or several (by id), with `wire=False` without the
        articles that `articles.wire` calls an agency's, with `wire=True` these alone.

        Raises ValueError where an outlet or an episode has no article here.
        """
        articles = self.tables["articles"]
        kept = pd.Series(True, index=articles.index)
        for column, wanted in (("outlet", outlet), ("episode", episode)):
            if wanted is not None:
                names = {wanted} if isinstance(wanted, str) else set(wanted)
                if missing := names - set(articles[column].dropna()):
                    raise ValueError(f"no article of {column} {', '.join(sorted(map(repr, missing)))}")
                kept &= articles[column].isin(names)
        if wire is not None:
            kept &= articles["wire"].notna() == wire
        return replace(self, tables=select(self.tables, articles.loc[kept, "article_id"]))

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(name) from None


def _clear(parts: Path) -> None:
    """Remove the batches of a run that is done. Another run on the same cache may be writing there, or be first."""
    with suppress(OSError):
        for folder in parts.glob("[!.]*"):
            discard(folder)
        parts.rmdir()


def _codebook_path(source: corpora.Corpus, codebook: Path | str | None) -> Path:
    path = Path(codebook) if codebook else source.codebook
    if path is None:
        remedy = "name it with --codebook (in Python: codebook=...)"
        raise corpora.CorpusError(
            [Problem(str(source.path), None, "no codebook is given, and the input names none", remedy)]
        )
    return path
