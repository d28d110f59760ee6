"""Every pattern of a codebook with its hits in context (a concordance, or key word in context: Luhn 1960)."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.codebook import Codebook, pattern_places
from analysis.corpus import Article
from analysis.matching import Matcher

HITS = ["pattern", "part", "owner", "article_id", "start", "end", "before", "match", "after", "also"]
PATTERNS = ["pattern", "part", "owner", "hits", "articles", "forms", "words_before", "words_after", "note"]
CONTEXT = 60  # characters on either side
SHOWN = 5  # the commonest neighbours and forms
ONE_SIDED = 0.8  # share of a pattern's hits with the same word beside it that is worth a look


def concordance(articles: Iterable[Article], codebook: Codebook, only: str | None = None) -> pd.DataFrame:
    """The hits of the patterns (or of one: `only`, which need not stand in the codebook): the columns of `HITS`.

    `part`: the part of the codebook (actors, terms, facts …), `owner`: the entry; `also`: other entries of
    that part that match more words around it. Raises PatternError for a pattern that cannot be read.
    """
    listed = [(pattern, *_named(place, owner)) for place, _, owner, pattern in pattern_places(codebook)]
    if only is not None:
        listed = [row for row in listed if row[0] == only] or [(only, "", "")]
    matcher = Matcher([pattern for pattern, _, _ in listed], codebook.spellings)
    rows = []
    for article in articles:
        found = [(*listed[number], start, end) for number, start, end in matcher(article.text)]
        longer = _longer(found)
        for pattern, part, owner, start, end in found:
            rows.append(
                {
                    "pattern": pattern,
                    "part": part,
                    "owner": owner,
                    "article_id": article.article_id,
                    "start": start,
                    "end": end,
                    "before": _line(article.text[max(0, start - CONTEXT) : start]),
                    "match": article.text[start:end],
                    "after": _line(article.text[end : end + CONTEXT]),
                    "also": ", ".join(sorted(longer[part, start, end])) or None,
                }  # fmt: skip
            )
    return pd.DataFrame(rows, columns=HITS)


def by_pattern(hits: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """One row a pattern of the codebook, those that match nothing included: the columns of `PATTERNS`."""
    groups = dict(tuple(hits.groupby(["pattern", "part", "owner"], sort=False)))
    rows = []
    for place, _, owner, pattern in pattern_places(codebook):
        part, name = _named(place, owner)
        found = groups.get((pattern, part, name), hits.iloc[:0])
        before = Counter(words[-1].lower() for text in found["before"] if (words := text.split()))
        after = Counter(words[0].lower() for text in found["after"] if (words := text.split()))
        rows.append(
            {
                "pattern": pattern,
                "part": part,
                "owner": name,
                "hits": len(found),
                "articles": found["article_id"].nunique(),
                "forms": _commonest(Counter(" ".join(text.split()) for text in found["match"])),
                "words_before": _commonest(before),
                "words_after": _commonest(after),
                "note": _note(found, after),
            }  # fmt: skip
        )
    return pd.DataFrame(rows, columns=PATTERNS)


def _named(place: tuple[str | int, ...], owner: str) -> tuple[str, str]:
    part = "terms" if place[0] == "concepts" else str(place[0]).replace("_", " ")
    return ("unless" if "unless" in place else part), owner or ".".join(map(str, place[:2]))


def _note(found: pd.DataFrame, after: Counter[str]) -> str | None:
    """What is worth a look: no hit, always the same word behind, or always inside another entry's longer match."""
    if found.empty:
        return "matches nothing"
    word, count = after.most_common(1)[0] if after else ("", 0)
    notes = []
    if len(found) >= SHOWN and count >= ONE_SIDED * len(found):
        notes.append(f"nearly always before “{word}”: is that what is meant?")
    if found["also"].notna().all():
        notes.append(f"always within a longer match of {found['also'].mode()[0]}")
    return "; ".join(notes) or None


def _commonest(counts: Counter[str]) -> str | None:
    return ", ".join(f"{word} {count}" for word, count in counts.most_common(SHOWN)) or None


def _line(text: str) -> str:
    return " ".join(text.split())


def _longer(found: list[tuple[str, str, str, int, int]]) -> dict[tuple[str, int, int], set[str]]:
    """Of each hit (part, start, end) the other entries of its part that match more around it. Hits are swept in order of place."""
    longer: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    open_hits: list[tuple[str, str, int, int]] = []
    for _, part, owner, start, end in sorted(found, key=lambda hit: (hit[3], -hit[4])):
        open_hits = [hit for hit in open_hits if hit[3] > start]
        longer[part, start, end] |= {
            o for p, o, s, e in open_hits if p == part and o != owner and e >= end and e - s > end - start
        }
        open_hits.append((part, owner, start, end))
    return longer
