"""The pages of passages: a section for every question that a mark asks, with exactly the passages that its number counts."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from analysis.compare.passages import COLUMNS, Passages
from analysis.compare.units import labels
from analysis.present import counts, questions
from analysis.present.numbers import count
from analysis.present.pages import Page
from analysis.present.sentences import Sentences, anchor
from analysis.study import Study

PAGE = 300_000  # characters after which a page of passages is full
PART = 600  # passages of one section on one page
OPEN = 40  # passages of a section that stand open; the rest is folded
FOLDER = "evidence"
Place = tuple[str, int | None, int | None]  # article, start, end


class CountError(ValueError):
    """A number on a page counts other passages than it says."""


class Section(NamedTuple):
    """The passages of one question: rows of article_id, start, end in the order of outlet, date and place."""

    key: str
    measure: str
    heading: str
    rows: list[Place]


class Evidence:
    """What every mark of a site leads to. `study`: its copies marked. `files`: the file of each article's page; empty where texts are not shown."""

    def __init__(self, study: Study, files: Mapping[str, str]) -> None:
        self._codebook, self._files = study.codebook, files
        self._passages = Passages(study.tables, study.codebook)
        self._sentences = Sentences(study.tables)
        self._names = labels(study.tables["articles"]).to_dict()
        self._asked: dict[str, Section | None] = {}
        self._sections: dict[tuple[str, str, bytes], Section] = {}
        self._by_measure: dict[str, list[Place]] = {}
        self._addresses: dict[str, str] = {}
        self._items: dict[tuple[str, int, int], str] = {}

    def ask(self, page: Page) -> None:
        """Find the passages of every mark on a page. Raises CountError where a number is not that of its passages."""
        wrong = []
        for written, text in counts.MARK.findall(page.body):
            section = self._section(html.unescape(written))
            found, said = len(section.rows) if section else 0, counts.number(html.unescape(text))
            if found != said:
                wrong.append(f"{page.path}: “{text}” counts {found} passages: {html.unescape(written)}")
        if wrong:
            raise CountError("\n".join(wrong))

    def link(self, body: str) -> str:
        """A body with a link for each of its marks; the number alone where it counts nothing."""

        def linked(match: re.Match[str]) -> str:
            section = self._asked[html.unescape(match[1])]
            return f'<a class="count" href="{self._addresses[section.key]}">{match[2]}</a>' if section else match[2]

        return counts.MARK.sub(linked, body)

    def places(self) -> dict[str, dict[tuple[int, int], list[tuple[str, str]]]]:
        """For each article and place the sections that count it, the narrowest first: (address, heading)."""
        result: dict[str, dict[tuple[int, int], list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
        for section in sorted(self._sections.values(), key=lambda s: len(s.rows)):
            for article, start, end in section.rows:
                if start is not None and end is not None:
                    result[article][start, end].append((self._addresses[section.key], section.heading))
        return result

    def pages(self) -> list[Page]:
        """Every section, those of one topic together, on as many pages as they need. Marks are linked only when these are made."""
        by_measure: dict[str, list[Section]] = defaultdict(list)
        for section in self._sections.values():
            by_measure[section.measure].append(section)
        return [page for measure, sections in by_measure.items() for page in self._laid_out(measure, sections)]

    def _section(self, written: str) -> Section | None:
        """The section that a question leads to; null where it asks for nothing."""
        if written not in self._asked:
            question = counts.read(written)
            measure, which = question["measure"], self._passages.which(question)
            heading = questions.heading(self._codebook, question, self._names)
            same = (measure, heading, which.tobytes())
            if len(which) and same not in self._sections:
                places = self._places_of(measure)
                key = f"q{len(self._sections) + 1}"
                self._sections[same] = Section(key, measure, heading, [places[i] for i in which.tolist()])
            self._asked[written] = self._sections[same] if len(which) else None
        return self._asked[written]

    def _places_of(self, measure: str) -> list[Place]:
        if measure not in self._by_measure:
            table = self._passages.of(measure).table.reindex(columns=COLUMNS)
            self._by_measure[measure] = [
                (a, None, None) if pd.isna(s) else (a, int(s), int(e))
                for a, s, e in zip(*(table[column].tolist() for column in COLUMNS), strict=True)
            ]
        return self._by_measure[measure]

    def _laid_out(self, measure: str, sections: list[Section]) -> Iterator[Page]:
        title, topic = questions.topic(measure), re.sub(r"\W|_", "-", measure)
        bodies: list[list[str]] = [[]]
        for section in sections:
            parts = [section.rows[i : i + PART] for i in range(0, len(section.rows), PART)]
            for number, rows in enumerate(parts):
                if sum(map(len, bodies[-1])) > PAGE or number:
                    bodies.append([])
                path = f"{FOLDER}/{topic}-{len(bodies)}.html"
                if not number:
                    self._addresses[section.key] = f"{path}#{section.key}"
                more = f"{FOLDER}/{topic}-{len(bodies) + 1}.html#{section.key}-{number + 2}"
                bodies[-1].append(self._part(section, rows, number, more if number + 1 < len(parts) else None))
        for number, parts_html in enumerate(bodies, 1):
            heading = f"The passages: {title[:1].lower()}{title[1:]}" + (f" ({number})" if len(bodies) > 1 else "")
            yield Page(f"{FOLDER}/{topic}-{number}.html", heading, "questions", Markup("".join(parts_html)))

    def _part(self, section: Section, rows: list[Place], number: int, more: str | None) -> str:
        articles = len({article for article, _, _ in section.rows})
        says = f"{count(len(section.rows), 'passage')} in {count(articles, 'article')}."
        key = f"{section.key}-{number + 1}" if number else section.key
        shown, folded = rows[:OPEN], rows[OPEN:]
        result = (
            f'<section class="evidence" id="{key}"><h2>{escape(section.heading)}</h2><p>{says}</p>{self._list(shown)}'
        )
        if folded:
            result += f"<details><summary>{count(len(folded), 'more passage')}</summary>{self._list(folded)}</details>"
        if more:
            result += f'<p><a class="more" href="{more}">The list goes on</a></p>'
        return result + "</section>"

    def _list(self, rows: list[Place]) -> str:
        result = []
        for article, group in groupby(rows, key=lambda row: row[0]):
            name = escape(self._names[article])
            file = self._files.get(article)
            where = f'<a href="articles/{file}.html">{name}</a>' if file else name
            items = "".join(self._item(*row) for row in group)
            result.append(f'<p class="who">{where}</p><ul class="passages">{items}</ul>')
        return "".join(result)

    def _item(self, article: str, start: int | None, end: int | None) -> str:
        if start is None or end is None:
            return "<li>The article as a whole.</li>"
        key = (article, start, end)
        if key not in self._items:
            said, file = self._sentences.around(*key), self._files.get(article)
            words = f"<mark>{escape(said.words)}</mark>"
            words = f'<a href="articles/{file}.html#{anchor(start, end)}">{words}</a>' if file else words
            self._items[key] = f"<li>{escape(said.before)}{words}{escape(said.after)}</li>"
        return self._items[key]
