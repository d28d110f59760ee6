"""Articles to tables: every article once through the pipeline."""

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from analysis import schema, tables
from analysis.annotate.document.masking import COMPONENT
from analysis.annotate.parses import Parses, clean
from analysis.annotate.pipeline import build
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from analysis.storage import Tables


def annotate(corpus: Corpus, codebook: Codebook, parses: Path | None = None, allow_parser: str | None = None) -> Tables:
    """Every table of `analysis.tables` for a corpus, in this process. For large ones see `analysis.partitions`.

    An article that fails is a row of `rejected`; the others go on. `parses`: a folder in which parses are kept, for runs with
    another codebook. `allow_parser`: see `pipeline.build`.
    """
    made = annotate_articles(corpus.articles, codebook, parses, allow_parser)
    read = tables.unchecked("rejected", corpus.rejected)
    made["rejected"] = pd.concat([made["rejected"], read], ignore_index=True)
    if parses:
        clean(parses)
    return {name: tables.validate(name, table) for name, table in made.items()}


def annotate_articles(
    batch: Iterable[Article],
    codebook: Codebook,
    parses: Path | None = None,
    allow_parser: str | None = None,
    done: Callable[[], Any] = lambda: None,
) -> Tables:
    """The same without what was rejected when the corpus was read, and with types not validated yet. `done` is called after each
    article."""
    nlp = pipeline(codebook, allow_parser)
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
        done()
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


def pipeline(codebook: Codebook, allow_parser: str | None = None) -> Language:
    """The codebook's pipeline, kept for the next articles."""
    return _pipeline(codebook.model_dump_json(), allow_parser)


@lru_cache(maxsize=2)
def _pipeline(codebook_json: str, allow_parser: str | None) -> Language:
    nlp = build(Codebook.model_validate_json(codebook_json), allow_parser=allow_parser)
    # Models and word lists live as long as the process: the garbage collector need not look through them again and again.
    gc.collect()
    gc.freeze()
    return nlp
