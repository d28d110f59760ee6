"""What is not wrong with a corpus, but will surprise whoever reads its results."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from analysis.problems import Problem, shown

SHORT = 50  # words
NAMED = 5  # articles that a note names
_TAG = re.compile(r"</?(?:p|div|br|a|span|strong|em|img|li|ul|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)


def notes_on(corpus: Corpus, codebook: Codebook) -> list[Problem]:
    """Articles outside every episode, short ones, HTML in texts, equal texts, outlets with one article or in two spellings, episodes
    that overlap: one note each, with what follows from it."""
    return [Problem(str(corpus.path), None, what, remedy) for what, remedy in _notes(corpus.articles, codebook)]


def _notes(articles: Sequence[Article], codebook: Codebook) -> Iterator[tuple[str, str]]:
    if codebook.parser is not None:
        yield (
            f"the codebook names the parser {shown(codebook.parser)}",
            "loading one runs its code; if you trust it, annotate with --allow-parser",
        )
    outside = [a.article_id for a in articles if not a.episode and codebook.episode_of(a.date) is None]
    if outside and codebook.episodes:
        yield (
            f"{_counted(outside)} in no episode",
            "they are compared only with each other; give them a date or an episode, or widen an episode",
        )
    short = [a.article_id for a in articles if len(a.text.split()) < SHORT]
    if short:
        yield (
            f"{_counted(short)} under {SHORT} words",
            "a headline or teaser weighs as much as an article; leave them out if they are not whole articles",
        )
    marked = [a.article_id for a in articles if _TAG.search(a.text)]
    if marked:
        yield (
            f"{_counted(marked)} with HTML tags in the text",
            "take the text out of the pages first; tags are read as words",
        )
    by_text: dict[bytes, list[str]] = defaultdict(list)
    for article in articles:
        by_text[hashlib.sha256(" ".join(article.text.split()).encode()).digest()].append(article.article_id)
    for same in (ids for ids in by_text.values() if len(ids) > 1):
        yield f"the same text: {_listed(same)}", "an outlet's copies count as one in every estimate"
    outlets = Counter(a.outlet for a in articles if a.outlet)
    once = [name for name, count in outlets.items() if count == 1]
    if once and len(outlets) > 1:
        yield (
            f"outlets with one article: {_listed(once)}",
            "nothing can be said about how such an outlet differs from others",
        )
    spelled: dict[str, set[str]] = defaultdict(set)
    for name in outlets:
        spelled[re.sub(r"^the|[^a-z0-9]", "", name.lower())].add(name)
    for names in (sorted(n) for n in spelled.values() if len(n) > 1):
        yield f"outlets that may be one: {_listed(names)}", "spell its name one way"
    for first, second in zip(ordered := sorted(codebook.episodes, key=lambda e: e.start), ordered[1:], strict=False):
        if second.start <= first.end:
            yield (
                f"the episodes {first.id} and {second.id} overlap",
                "a day in both counts for the one listed first",
            )


def _counted(ids: list[str]) -> str:
    return f"{len(ids)} article{'s' if ids[1:] else ''} ({_listed(ids)})"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if names[NAMED:] else ""
    return ", ".join(shown(name) for name in names[:NAMED]) + more
