"""A corpus cut into partitions: what a worker takes at once, and what an interrupted run need not do again."""

import hashlib
from collections.abc import Iterable, Iterator

from analysis.codebook import Codebook
from analysis.corpus import Article
from analysis.version import package_digest

ARTICLES = 50
CHARACTERS = 400_000

Partition = list[Article]


def cut(articles: Iterable[Article]) -> Iterator[Partition]:
    """Neighbours, at most `ARTICLES` of together at most `CHARACTERS`, or one longer article."""
    partition: Partition = []
    held = 0
    for article in articles:
        if partition and (len(partition) == ARTICLES or held + len(article.text) > CHARACTERS):
            yield partition
            partition, held = [], 0
        partition.append(article)
        held += len(article.text)
    if partition:
        yield partition


def key(partition: Partition, codebook: Codebook) -> str:
    """Tells a partition annotated with one codebook by one package from every other."""
    content = repr((partition, codebook.digest, package_digest()))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]
