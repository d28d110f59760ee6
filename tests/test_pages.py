"""Whole sites: every link leads somewhere, every number to as many passages, every quotation to its words; no more text than allowed."""

import csv
import re
from itertools import chain
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from sites import PILOT, made

from analysis.present import counts, numbers
from analysis.study import Study

pytestmark = pytest.mark.xdist_group("sites")
METHOD = {"methods.html", "glossary.html", "codebook.html", "dictionary.html"}
WHOLE = "The article as a whole."
QUOTED = re.compile("“([^”]*)”")


def documents(site):
    return {name: BeautifulSoup((site.folder / name).read_text(encoding="utf-8"), "lxml") for name in site.pages()}


def target(name, href):
    """(page, id) that a link on a page leads to."""
    path, _, key = href.partition("#")
    parts = name.split("/")[:-1] if path else name.split("/")
    for part in path.split("/") if path else []:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts), key


def passages(pages, name, href):
    """How many passages stand where a number leads, on all the pages that they need."""
    found = 0
    while href:
        name, key = target(name, href)
        section = pages[name].find(id=key)
        found += len(section.select("li"))
        more = section.select_one("a.more")
        href = more["href"] if more else None
    return found


@pytest.mark.parametrize("which", ["pilot", "poison"])
def test_every_link_leads_to_a_place_and_every_number_to_as_many_passages(which, request):
    pages = documents(request.getfixturevalue(which))
    ids = {name: {e["id"] for e in page.select("[id]")} for name, page in pages.items()}
    counted = 0
    for name, page in pages.items():
        for link in page.select("a[href]"):
            to, key = target(name, link["href"])
            if not to.startswith("data/"):
                assert to in pages and (not key or key in ids[to]), f"{name}: {link}"
            if "count" in link.get("class", ()):
                counted += 1
                assert passages(pages, name, link["href"]) == counts.number(link.text), f"{name}: {link}"
        assert len(page.select("[id]")) == len(ids[name]), f"{name}: two elements share an id"
        assert len(page.select("h1")) == 1 and not page.select("[title]"), name
    assert counted


def test_what_is_quoted_stands_so_in_an_article(pilot):
    """On an article's page in that article, elsewhere in any. What pages say of the method may give examples in quotation marks."""
    texts = {a: plain(t) for a, t in pilot.study.tables["articles"].set_index("article_id")["text"].items()}
    wrong, seen = [], 0
    for name, page in documents(pilot).items():
        own = [texts[page.h1.text.split(" · ")[0]]] if name.startswith("articles/") else list(texts.values())
        said = [q.extract().text for q in page.select("q")]
        for passage in page.select("ul.passages > li, article"):
            for aside in passage.select(".who, .label"):
                aside.extract()
            said += (
                [passage.get_text()] if passage.name == "li" and passage.parent.find_parent(class_="evidence") else []
            )
            passage.extract()
        said += [] if name in METHOD else QUOTED.findall(page.main.get_text(" "))
        for words in said:
            seen += 1
            if not any(all(plain(part) in text for part in words.split("…")) for text in own) and words != WHOLE:
                wrong.append(f"{name}: “{words[:80]}”")
    assert seen > 50 and not wrong, "\n".join(sorted(set(wrong))[:30])


@pytest.mark.parametrize("excerpts", ["none", "sentence"])
def test_no_more_text_is_shown_than_may_be(excerpts, tmp_path):
    site = made(Study.open(PILOT), tmp_path, excerpts=excerpts)
    taken = [path.read_text(encoding="utf-8") for path in site.folder.glob("data/**/*.csv")]
    shown = plain(" ".join([*(page.get_text(" ") for page in documents(site).values()), *taken]))
    sentences = [
        plain(a)[i : i + 60] for a in site.study.tables["articles"]["text"] for i in range(200, len(a) - 60, 90)
    ]
    found = [s for s in sentences if s in shown]
    assert not any(name.startswith("articles/") for name in site.pages())
    assert not found if excerpts == "none" else found or not any(n.startswith("evidence/") for n in site.pages())


@pytest.mark.parametrize("which", ["pilot", "poison"])
def test_no_page_is_over_its_size(which, request):
    """1 MB, and 1,500 words of running text: what is in paragraphs and lists, without tables, passages and what is folded."""
    wrong = []
    for name, page in documents(request.getfixturevalue(which)).items():
        if name.startswith("articles/"):
            continue
        size = len(page.encode())
        for other in page.select("table, .passages, details, pre, .code, ul.many, #found"):
            other.extract()
        words = sum(len(part.get_text(" ").split()) for part in page.main.select("p, li, dd, dt"))
        wrong += [f"{name}: {size} bytes, {words} words"] if size >= 1_000_000 or words > 1_500 else []
    assert not wrong, wrong


@pytest.mark.parametrize("which", ["pilot", "poison"])
def test_every_table_and_figure_can_be_taken_away(which, request):
    site, taken = request.getfixturevalue(which), set()
    for name, page in documents(site).items():
        for table in page.select("div.chart > table, div.scroll > table"):
            links = [a["href"] for a in table.find_next("p", class_="take").select("a")]
            figure = "dots" in table["class"]
            assert [link.rpartition(".")[2] for link in links] == ["csv"] + ["svg", "png"] * figure, name
            taken |= {target(name, link)[0] for link in links}
        for image in page.select("figure img"):
            taken |= {target(name, a["href"])[0] for a in image.find_next("p", class_="take").select("a")}
    assert {p.relative_to(site.folder).as_posix() for p in site.folder.glob("data/**/*.*")} == taken
    for path in taken:
        content = (site.folder / path).read_bytes()
        if path.endswith("csv"):
            for cell in chain.from_iterable(csv.reader(content.decode().splitlines())):
                assert not cell.startswith(("=", "+", "-", "@")) or float(cell) is not None, f"{path}: {cell[:50]}"
        elif path.endswith("svg"):
            assert not ElementTree.fromstring(content).findall(".//{http://www.w3.org/2000/svg}script"), path
        else:
            assert content.startswith(b"\x89PNG"), path


def test_a_table_that_is_taken_away_holds_what_the_page_shows_and_the_values_behind_it(pilot):
    page = documents(pilot)["index.html"]
    table = next(t for t in page.select("table.dots") if "timeline" not in t["class"] and t.select("data.exact"))
    path = target("index.html", table.find_next("p", class_="take").a["href"])[0]
    taken = pd.read_csv(pilot.folder / path)
    rows = [r for r in table.tbody.select("tr") if "group" not in r.get("class", ())]
    assert len(taken) == len(rows)
    for row, line in zip(rows, taken.to_dict("records"), strict=True):
        assert plain(row.th.text) == plain(line[table.th.text])
        for value in row.select(".value:has(data)"):
            series = value.select_one(".for").text.strip()
            assert numbers.percent(line[f"{series}, value"]) in value.text


def plain(text):
    return " ".join(text.split()).replace("’", "'").casefold()
