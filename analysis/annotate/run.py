"""Articles to tables: every article once through the pipeline."""

import gc
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc

from analysis import schema, tables
from analysis.annotate.document.masking import COMPONENT
from analysis.annotate.documents import documents
from analysis.annotate.kept import Kept, clean
from analysis.annotate.pipeline import build
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from analysis.storage import Tables


def annotate(corpus: Corpus, codebook: Codebook, kept: Path | None = None, allow_parser: str | None = None) -> Tables:
    """Every table of `analysis.tables` for a corpus, in this process. For large ones see `analysis.partitions`.

    An article that fails is a row of `rejected`; the others go on. `kept`: a folder in which is kept what has been made of
    articles, for runs with another codebook. `allow_parser`: see `pipeline.build`.
    """
    made = annotate_articles(corpus.articles, codebook, kept, allow_parser)
    read = tables.unchecked("rejected", corpus.rejected)
    made["rejected"] = pd.concat([made["rejected"], read], ignore_index=True)
    if kept:
        clean(kept)
    return {name: tables.validate(name, table) for name, table in made.items()}


def annotate_articles(
    batch: Iterable[Article],
    codebook: Codebook,
    kept: Path | None = None,
    allow_parser: str | None = None,
    done: Callable[[], Any] = lambda: None,
) -> Tables:
    """The same without what was rejected when the corpus was read, and with types not validated yet. `done` is called after each
    article."""
    nlp = pipeline(codebook, allow_parser)
    masked: Any = nlp.get_pipe(COMPONENT)
    articles_kept = Kept(kept, masked.digest) if kept and masked.digest else None
    rows: dict[str, list[Any]] = {name: [] for name in tables.names()}
    articles: dict[str, list[str]] = {name: [] for name in tables.names()}
    lists = {name: declared.kept for name, declared in schema.tables().items() if declared.kept}

    def fail(article: Article, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}; please report it with the article"
        rows["rejected"].append(schema.RejectedRow(article.article_id, "annotate", reason))

    for article, doc in documents(nlp, batch, fail, articles_kept):
        rows["articles"].append(article_row(article, doc, codebook, masked.parser))
        for name, records in lists.items():
            found = doc._.get(records)
            rows[name] += found
            articles[name] += [article.article_id] * len(found)
        done()
    return {name: tables.unchecked(name, rows[name], articles[name]) for name in rows}


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
