"""An article as it stands, with every voice and mark shown, what is counted and what is not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from analysis.compare.units import labels
from analysis.paragraphs import paragraphs
from analysis.present.layout import environment
from analysis.present.nesting import Nested, Span
from analysis.present.numbers import count
from analysis.present.pages import Page
from analysis.present.readings import LAYERS, Reading, Readings
from analysis.present.sentences import anchor
from analysis.present.words import episode, outlet
from analysis.study import Study

FOLDER = "articles"
LINKS = 3  # sections of passages that a mark leads back to
Places = Mapping[tuple[int, int], Sequence[tuple[str, str]]]
# All pieces of a passage that is asked for are set off, not only the one that has its id.
TARGET = (
    ".article:has(#{0}:target) .{0}{{background:var(--mark);outline:2px solid var(--warn)}}"
    ".article:has(#{0}:target) .{0} *{{background:none}}"
)
_TAGS = {"title": "h2", "subhead": "h3"}
_LABELS = {
    "caption": "Caption, not counted with the text",
    "boilerplate": "Not the article’s own text, not counted",
    "duplicate": "The headline once more, not counted",
}


class Block(NamedTuple):
    """A paragraph of one kind. `label`: what it is, where it isn't counted."""

    tag: str
    kind: str
    label: str
    html: Markup


class Cluster(NamedTuple):
    """Marks that overlap: one link opens what is to be read of all."""

    key: str
    start: int
    end: int
    readings: list[Reading]


class ArticlePages:
    """The pages of a study's articles. `files`: the file of each; `places`: for each article what leads to each of its passages."""

    def __init__(self, study: Study, files: Mapping[str, str], places: Mapping[str, Places]) -> None:
        self._study, self._files, self._places = study, files, places
        self._readings = Readings(study.tables, study.codebook)
        self._names = labels(study.tables["articles"])
        self._voices = dict(list(study.tables["voices"].groupby("article_id")))
        self._sentences = dict(list(study.tables["sentences"].groupby("article_id")))

    def named(self) -> list[tuple[str, str, str]]:
        """(id, page, name) of every article, in the order of the corpus."""
        ids = self._study.tables["articles"]["article_id"].tolist()
        return [(a, f"{FOLDER}/{self._files[a]}.html", self._names[a]) for a in ids]

    def pages(self, article_ids: Collection[str] | None = None) -> Iterator[Page]:
        """A page an article, one after the other, in the order of the corpus; with `article_ids` of these alone."""
        articles = list(self._study.tables["articles"].itertuples(index=False))
        articles = [a for a in articles if article_ids is None or a.article_id in article_ids]
        for i, article in enumerate(articles):
            yield self._page(
                article, articles[i - 1] if i else None, articles[i + 1] if i + 1 < len(articles) else None
            )

    def _page(self, article: Any, before: Any, after: Any) -> Page:
        readings, places = self._readings.of(article.article_id), self._places.get(article.article_id, {})
        clusters = _clusters(readings)
        template = environment().get_template("article.html.j2")
        nested = Nested(article.text, self._leaves(article))
        body = template.render(
            facts=self._facts(article),
            layers=LAYERS,
            sides=list(self._study.codebook.side_names.values()),
            blocks=self._blocks(article, nested, readings, clusters, places),
            readings=[(c.key, self._entries(article.text, c, places)) for c in clusters],
            before=self._link(before),
            after=self._link(after),
        )
        return Page(
            f"{FOLDER}/{self._files[article.article_id]}.html",
            self._names[article.article_id],
            "articles",
            Markup(body),
            style="".join(map(TARGET.format, sorted(nested.cut))),
        )

    def _leaves(self, article: Any) -> list[tuple[int, int, str]]:
        voices = self._voices.get(article.article_id, pd.DataFrame(columns=["start", "end", "voice"]))
        return [(int(v.start), int(v.end), "" if v.voice == "outlet" else f"v-{v.voice}") for v in voices.itertuples()]

    def _blocks(
        self, article: Any, nested: Nested, readings: list[Reading], clusters: list[Cluster], places: Places
    ) -> list[Block]:
        spans = [Span(c.start, c.end, 1, "a", "open", f"#{c.key}") for c in clusters]
        spans += [Span(*place, 0, id=anchor(*place)) for place in {*places, *((r.start, r.end) for r in readings)}]
        spans += [Span(*(r.shown or (r.start, r.end)), 2, classes=r.classes) for r in readings]
        sentences = self._sentences.get(article.article_id)
        marked = [] if sentences is None else [(s.start, f"s-{s.sentence_id}") for s in sentences.itertuples()]
        spans += [Span(start, start + 1, -1, id=key) for start, key in marked]
        return [
            Block(_TAGS.get(kind, "p"), kind, _LABELS.get(kind, ""), Markup(nested.html(start, end, spans)))
            for start, end, kind in _kinds(article.text, sentences)
        ]

    def _entries(self, text: str, cluster: Cluster, places: Places) -> list[dict[str, Any]]:
        """What is read of each mark: its words, its lines, the sections that count it."""
        return [
            {
                "words": " ".join(text[slice(*(r.shown or (r.start, r.end)))].split()),
                "heading": r.heading,
                "lines": r.lines,
                "counted": list(places.get((r.start, r.end), ()))[:LINKS],
                "back": anchor(r.start, r.end),
            }
            for r in cluster.readings
        ]

    def _facts(self, article: Any) -> list[tuple[str, str]]:
        """What is known of the article."""
        facts = [
            ("Outlet", outlet(article.outlet) + (" (inferred)" if article.outlet_basis == "inferred" else "")),
            ("Date", "unknown" if pd.isna(article.date) else article.date.date().isoformat()),
            ("Episode", episode(self._study.codebook, article.episode)),
            ("Length", count(int(article.n_words), "word")),
            ("Agency", article.wire),
            ("Relays", article.relays),
            ("Address", article.url),
        ]
        if pd.notna(article.cluster_id):
            alike = self._study.tables["articles"].query("cluster_id == @article.cluster_id")["article_id"]
            others = [self._names[a] for a in alike if a != article.article_id]
            facts.append(("Made of the same dispatch", ", ".join(others) or None))
        return [(name, value) for name, value in facts if pd.notna(value)]

    def _link(self, article: Any) -> tuple[str, str] | None:
        if article is None:
            return None
        return f"{FOLDER}/{self._files[article.article_id]}.html", self._names[article.article_id]


def _clusters(readings: list[Reading]) -> list[Cluster]:
    """The marks that overlap, together, in the order of the text."""
    places = sorted(((*(r.shown or (r.start, r.end)), i) for i, r in enumerate(readings)))
    result: list[Cluster] = []
    for start, end, i in places:
        if result and start < result[-1].end:
            last = result[-1]
            result[-1] = last._replace(end=max(last.end, end), readings=[*last.readings, readings[i]])
        else:
            result.append(Cluster(f"r-{len(result) + 1}", start, end, [readings[i]]))
    return result


def _kinds(text: str, sentences: pd.DataFrame | None) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the paragraphs, cut where one holds sentences of several kinds."""
    known = [] if sentences is None else [(int(s.start), int(s.end), s.kind) for s in sentences.itertuples()]
    result = []
    for start, end in paragraphs(text):
        inside = [s for s in known if s[0] < end and start < s[1]]
        runs = [(kind, list(run)) for kind, run in groupby(inside, key=lambda s: s[2])] or [
            ("prose", [(start, end, "prose")])
        ]
        cuts = [start, *(run[0][0] for _, run in runs[1:]), end]
        result += [(a, b, kind) for (kind, _), a, b in zip(runs, cuts, cuts[1:], strict=False) if text[a:b].strip()]
    return result
