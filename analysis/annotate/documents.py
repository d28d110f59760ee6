"""Articles to annotated documents: through the pipeline, or, where all that it would make is known, past it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from analysis.annotate.document.spans import COMPONENT as SPANS
from analysis.annotate.document.text import spaced, words
from analysis.annotate.document.text import text as text_of
from analysis.annotate.kept import Kept
from analysis.annotate.made import Made
from analysis.annotate.steps import with_tokens, without_tokens
from analysis.corpus import Article

Fail = Callable[[Article, Exception], None]


def documents(
    nlp: Language, articles: Iterable[Article], fail: Fail, kept: Kept | None = None
) -> Iterator[tuple[Article, Doc]]:
    """Articles through the pipeline, in batches and in their order. One that fails is told to `fail`; it must not cost the others.

    `kept`: where what has been made of articles is kept. A document of which nothing has to be made from its tokens stands without
    them. None has spans.
    """
    known: deque[tuple[int, Article, Doc, Made]] = deque()  # past the pipeline, each with its place among the articles

    def waiting() -> Iterator[tuple[Doc, tuple[int, Article, Made | None]]]:
        for place, article in enumerate(articles):
            try:
                made = kept.read(article.text, _beside(article)) if kept else None
                doc, whole = _recalled(nlp, article, made) if made else (document(nlp, article), False)
                if made and whole:
                    known.append((place, article, doc, made))
                    continue
            except Exception as error:
                fail(article, error)
            else:
                yield doc, (place, article, made)

    def on_error(name: str, component: Any, docs: list[Doc], error: Exception) -> Any:
        for doc in docs:
            fail(doc._context[1], error)

    def done(article: Article, doc: Doc, made: Made | None) -> tuple[Article, Doc]:
        if kept and made:
            kept.keep(made)
        return article, doc

    nlp.set_error_handler(on_error)
    try:
        for doc, (place, article, made) in nlp.pipe(waiting(), as_tuples=True, disable=[SPANS]):
            while known and known[0][0] < place:
                yield done(*known.popleft()[1:])
            yield done(article, doc, made)
        for _, article, doc, made in known:
            yield done(article, doc, made)
    finally:
        nlp.set_error_handler(raise_error)


def document(nlp: Language, article: Article, made: Made | None = None) -> Doc:
    """An article's tokens. What is known of it beside its text stands in `doc.user_data`. `made`: what has been made of it before."""
    doc = made.document(nlp.vocab) if made else None
    if doc is None:
        doc = nlp.make_doc(article.text)
        if made and not doc.has_annotation("DEP") and text_of(doc) == article.text:
            made.hold(doc, words(doc), spaced(doc))
    doc.user_data.update(_beside(article))
    return doc


def _recalled(nlp: Language, article: Article, made: Made) -> tuple[Doc, bool]:
    """The document with what is known of it, and whether it is whole without its tokens."""
    bare = made.without_tokens(nlp.vocab)
    if bare is None:
        return document(nlp, article, made), False
    bare.user_data.update(_beside(article))
    if without_tokens(nlp, bare):
        return bare, True
    doc = document(nlp, article, made)
    with_tokens(nlp, bare, doc)
    return doc, False


def _beside(article: Article) -> dict[str, Any]:
    """What is known of an article beside its text."""
    return {"article_id": article.article_id, "outlet": article.outlet, "via": article.relays, "title": article.title}
