"""Articles to tables: every article once through the pipeline, in batches that survive an interruption."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors
from spacy.language import Language
from spacy.tokens import Doc

from analysis import outputs, tables
from analysis.annotate.pipeline import build
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus, Rejected
from analysis.marks import Origin
from analysis.outputs import OutputError
from analysis.problems import Problem
from analysis.version import package_digest, package_version

BATCH = 50
COMMAND = "annotate"
FILES = tuple(f"{name}.parquet" for name in tables.NAMES)
_COUNTED = ("prose", "title", "subhead", "caption")
Tables = dict[str, pd.DataFrame]


def annotate(
    corpus: Corpus,
    codebook: Codebook,
    parts: Path | None = None,
    workers: int = 1,
    progress: Callable[[int], Any] = lambda n: None,
) -> Tables:
    """Every table of `analysis.tables` for a corpus.

    `parts`: a folder in which finished batches are kept; a run that was interrupted goes on from there. `progress` is called with
    the number of articles that each batch finished. An article that fails is a row of `rejected`; the others go on.
    """
    batches = [corpus.articles[i : i + BATCH] for i in range(0, len(corpus.articles), BATCH)]
    done: list[Tables] = []
    waiting: list[tuple[int, list[Article], Path | None]] = []
    for index, batch in enumerate(batches):
        folder = parts / _key(batch, codebook) if parts else None
        waiting.append((index, batch, folder))
    results: dict[int, Tables] = {}
    for index, result in _run(waiting, codebook, workers, origin(corpus, codebook)):
        results[index] = result
        progress(len(batches[index]))
    done = [results[i] for i in range(len(batches))]
    read = tables.frame("rejected", [vars(r) for r in corpus.rejected])
    return {
        name: _concat(name, [d[name] for d in done] + ([read] if name == "rejected" else [])) for name in tables.NAMES
    }


def _run(
    waiting: list[tuple[int, list[Article], Path | None]], codebook: Codebook, workers: int, made_of: Origin
) -> Iterator[tuple[int, Tables]]:
    if workers <= 1 or len(waiting) <= 1:
        for index, batch, folder in waiting:
            yield index, _batch(batch, codebook, folder, made_of)
        return
    with ProcessPoolExecutor(workers) as pool:
        futures = {pool.submit(_batch, batch, codebook, folder, made_of): index for index, batch, folder in waiting}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _batch(batch: list[Article], codebook: Codebook, folder: Path | None, made_of: Origin) -> Tables:
    if folder and folder.exists():
        with suppress(OutputError):  # damaged, or cleared by another run that was first: made anew
            return load(folder, made_of.model_dump())[0]
    result = _annotate_batch(batch, codebook)
    if folder:
        keep(result, folder, made_of)
    return result


def _annotate_batch(batch: list[Article], codebook: Codebook) -> Tables:
    nlp = _pipeline(codebook.model_dump_json())
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in tables.NAMES}
    for article in batch:
        try:
            doc = process(nlp, article)
        except Exception as error:  # one article must not cost the others; the reason is kept
            reason = f"{type(error).__name__}: {error}; please report it with the article"
            rows["rejected"].append(vars(Rejected(article.article_id, "annotate", reason)))
            continue
        rows["articles"].append(article_row(article, doc, codebook, parser_name(nlp)))
        for table, attribute in tables.DOC_LISTS.items():
            rows[table] += [
                {"article_id": article.article_id} | tables.as_row(record) for record in getattr(doc._, attribute)
            ]
        words = word_starts(doc)
        for row in rows["voices"][-len(doc._.voices) :] if doc._.voices else []:
            row["n_words"] = bisect_left(words, row["end"]) - bisect_left(words, row["start"])
    return {name: tables.frame(name, rows[name]) for name in tables.NAMES}


def process(nlp: Language, article: Article) -> Doc:
    """One article through the pipeline. What is known of it beside its text stands in `doc.user_data`."""
    doc = nlp.make_doc(article.text)
    doc.user_data.update(article_id=article.article_id, outlet=article.outlet, via=article.relays, title=article.title)
    return nlp(doc)


def article_row(article: Article, doc: Doc, codebook: Codebook, parser: str) -> dict[str, Any]:
    """The row of `articles`."""
    return vars(article) | {
        "date": pd.Timestamp(article.date) if article.date else None,
        "episode": article.episode or codebook.episode_of(article.date),
        "n_words": len(word_starts(doc)),
        "cluster_id": None,
        "parser": parser,
    }


def word_starts(doc: Doc) -> list[int]:
    """Where each counted word begins: tokens with a letter or digit, in prose, titles, subheads and captions."""
    return [
        token.idx
        for row in doc._.sentence_rows
        if row.kind in _COUNTED
        for token in doc.char_span(row.start, row.end, alignment_mode="expand")
        if any(c.isalnum() for c in token.text)
    ]


def parser_name(nlp: Language) -> str:
    """Name and version of the pipeline, as the tables record it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


@lru_cache(maxsize=2)
def _pipeline(codebook_json: str) -> Language:
    return build(Codebook.model_validate_json(codebook_json))


def _key(batch: Iterable[Article], codebook: Codebook) -> str:
    content = repr((list(batch), codebook.digest, package_digest()))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _concat(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return tables.validate(name, pd.concat(filled, ignore_index=True)) if filled else tables.frame(name, [])


def origin(corpus: Corpus, codebook: Codebook) -> Origin:
    """What the tables of a corpus are made of, as their folder's mark records it."""
    return Origin(corpus=corpus.digest, codebook=codebook.digest, package=package_digest(), version=package_version())


def write(result: Tables, folder: Path, as_csv: bool = False) -> None:
    """Write every table as Parquet (and CSV on request) into a folder of `outputs.result`."""
    for name, table in result.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        if as_csv:
            table.to_csv(folder / f"{name}.csv", index=False)


def keep(result: Tables, folder: Path, made_of: Origin) -> None:
    """Write every table to a folder of the cache. Raises OutputError."""
    outputs.keep(folder, COMMAND, made_of, FILES, lambda staged: write(result, staged))


def load(folder: Path, expected: Mapping[str, str]) -> tuple[Tables, Origin]:
    """The tables that one run of `framing annotate` wrote, and what it made them of. `expected`: fields of it that must be so.

    Raises OutputError.
    """
    mark = outputs.verify(folder, COMMAND, expected, FILES)
    try:
        result = {name: tables.validate(name, pd.read_parquet(folder / f"{name}.parquet")) for name in tables.NAMES}
    except (OSError, ValueError, SchemaErrors) as error:
        what = f"its tables cannot be read; they are of version {mark.origin.version}, this is {package_version()}"
        raise OutputError([Problem(str(folder), None, what, f"run `framing {COMMAND}` again")]) from error
    return result, mark.origin
