"""A passage in its sentence, and its place on its article's page."""

from bisect import bisect_right
from typing import NamedTuple

from analysis.compare.units import Tables

BESIDE, INSIDE = 280, 600  # characters shown before and after a passage, and of a passage itself
CUT = "…"


class Quoted(NamedTuple):
    """A passage with what stands around it in its sentence; `…` where it is cut."""

    before: str
    words: str
    after: str


class Sentences:
    """The sentences of a corpus by place."""

    def __init__(self, tables: Tables) -> None:
        articles = tables["articles"]
        self._texts: dict[str, str] = dict(zip(articles["article_id"], articles["text"], strict=True))
        self._spans = {
            article: (group["start"].tolist(), group["end"].tolist())
            for article, group in tables["sentences"].sort_values("start").groupby("article_id")
        }

    def around(self, article_id: str, start: int, end: int) -> Quoted:
        """The words from `start` to `end` with the rest of the sentences that they stand in."""
        text = self._texts[article_id]
        starts, ends = self._spans.get(article_id, ([0], [len(text)]))
        first = max(bisect_right(starts, start) - 1, 0)
        last = max(bisect_right(starts, end - 1) - 1, first)
        before, words, after = (
            text[min(starts[first], start) : start],
            text[start:end],
            text[end : max(ends[last], end)],
        )
        if len(before) > BESIDE:
            before = CUT + before[-BESIDE:]
        if len(words) > INSIDE:
            words = f"{words[: INSIDE // 2]} {CUT} {words[-INSIDE // 2 :]}"
        if len(after) > BESIDE:
            after = after[:BESIDE] + CUT
        return Quoted(_line(before), _line(words), _line(after))


def anchor(start: int, end: int) -> str:
    """The id of a passage on its article's page."""
    return f"m-{start}-{end}"


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
