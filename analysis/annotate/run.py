"""Articles to tables: every article once through the pipeline, in batches that survive an interruption."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from analysis import schema, storage, tables
from analysis.annotate.document.masking import COMPONENT
from analysis.annotate.parses import Parses, clean
from analysis.annotate.pipeline import build
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from analysis.marks import Origin
from analysis.outputs import OutputError
from analysis.storage import Tables
from analysis.version import package_digest

BATCH = 50


def annotate(
    corpus: Corpus,
    codebook: Codebook,
    parts: Path | None = None,
    workers: int = 1,
    progress: Callable[[int], Any] = lambda n: None,
    parses: Path | None = None,
) -> Tables:
    """Every table of `analysis.tables` for a corpus.

    `parts`: a folder in which finished batches are kept; a run that was interrupted goes on from there. `progress` is called with
    the number of articles that each batch finished. An article that fails is a row of `rejected`; the others go on. `parses`: a
    folder in which parses are kept, for runs with another codebook.
    """
    batches = [corpus.articles[i : i + BATCH] for i in range(0, len(corpus.articles), BATCH)]
    done: list[Tables] = []
    waiting: list[tuple[int, list[Article], Path | None]] = []
    for index, batch in enumerate(batches):
        folder = parts / _key(batch, codebook) if parts else None
        waiting.append((index, batch, folder))
    results: dict[int, Tables] = {}
    for index, result in _run(waiting, workers, codebook, storage.origin(corpus, codebook), parses):
        results[index] = result
        progress(len(batches[index]))
    done = [results[i] for i in range(len(batches))]
    if parses:
        clean(parses)
    read = tables.frame("rejected", [vars(r) for r in corpus.rejected])
    return {
        name: _concat(name, [d[name] for d in done] + ([read] if name == "rejected" else [])) for name in tables.names()
    }


def _run(
    waiting: list[tuple[int, list[Article], Path | None]], workers: int, *common: Any
) -> Iterator[tuple[int, Tables]]:
    if workers <= 1 or len(waiting) <= 1:
        for index, batch, folder in waiting:
            yield index, _batch(batch, folder, *common)
        return
    with ProcessPoolExecutor(workers) as pool:
        futures = {pool.submit(_batch, batch, folder, *common): index for index, batch, folder in waiting}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _batch(
    batch: list[Article], folder: Path | None, codebook: Codebook, made_of: Origin, parses: Path | None
) -> Tables:
    if folder and folder.exists():
        with suppress(OutputError):  # damaged, or cleared by another run that was first: made anew
            return storage.load(folder, made_of.model_dump())[0]
    result = _annotate_batch(batch, codebook, parses)
    if folder:
        storage.keep(result, folder, made_of)
    return result


def _annotate_batch(batch: list[Article], codebook: Codebook, parses: Path | None = None) -> Tables:
    nlp = _pipeline(codebook.model_dump_json())
    masked: Any = nlp.get_pipe(COMPONENT)
    masked.parses = Parses(parses, masked.digest) if parses and masked.digest else None
    rows: dict[str, list[Any]] = {name: [] for name in tables.names()}
    articles: dict[str, list[str]] = {name: [] for name in tables.names()}
    kept = {name: declared.kept for name, declared in schema.tables().items() if declared.kept}

    def fail(article: Article, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}; please report it with the article"
        rows["rejected"].append(schema.RejectedRow(article.article_id, "annotate", reason))

    for article, doc in documents(nlp, batch, fail):
        rows["articles"].append(article_row(article, doc, codebook, masked.parser))
        for name, records in kept.items():
            found = doc._.get(records)
            rows[name] += found
            articles[name] += [article.article_id] * len(found)
    return {name: tables.unchecked(name, rows[name], articles[name]) for name in rows}


def documents(
    nlp: Language, articles: Iterable[Article], fail: Callable[[Article, Exception], None]
) -> Iterator[tuple[Article, Doc]]:
    """Articles through the pipeline, in batches. One that fails is told to `fail`; it must not cost the others."""

    def made() -> Iterator[tuple[Doc, Article]]:
        for article in articles:
            try:
                doc = document(nlp, article)
            except Exception as error:
                fail(article, error)
            else:
                yield doc, article

    def on_error(name: str, component: Any, docs: list[Doc], error: Exception) -> Any:
        for doc in docs:
            fail(doc._context, error)

    nlp.set_error_handler(on_error)
    try:
        for doc, article in nlp.pipe(made(), as_tuples=True):
            yield article, doc
    finally:
        nlp.set_error_handler(raise_error)


def document(nlp: Language, article: Article) -> Doc:
    """An article's tokens. What is known of it beside its text stands in `doc.user_data`."""
    doc = nlp.make_doc(article.text)
    doc.user_data.update(article_id=article.article_id, outlet=article.outlet, via=article.relays, title=article.title)
    return doc


def article_row(article: Article, doc: Doc, codebook: Codebook, parser: str) -> schema.ArticleRow:
    """The row of `articles`."""
    known = vars(article) | {
        "date": pd.Timestamp(article.date) if article.date else None,
        "episode": article.episode or codebook.episode_of(article.date),
    }
    n_words = sum(voice.n_words for voice in doc._.voices)
    return schema.ArticleRow(**known, n_words=n_words, cluster_id=None, parser=parser)


@lru_cache(maxsize=2)
def _pipeline(codebook_json: str) -> Language:
    nlp = build(Codebook.model_validate_json(codebook_json))
    # Models and word lists live as long as the process: the garbage collector need not look through them again and again.
    gc.collect()
    gc.freeze()
    return nlp


def _key(batch: Iterable[Article], codebook: Codebook) -> str:
    content = repr((list(batch), codebook.digest, package_digest()))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _concat(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return tables.validate(name, pd.concat(filled, ignore_index=True)) if filled else tables.frame(name, [])
