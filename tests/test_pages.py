"""Whole sites: every link leads somewhere, every number to as many passages, every quotation to its words; no more text than allowed."""

import re

import pytest
from bs4 import BeautifulSoup
from sites import PILOT, made

from analysis.present import counts
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
    shown = plain(" ".join(page.get_text(" ") for page in documents(site).values()))
    sentences = [
        plain(a)[i : i + 60] for a in site.study.tables["articles"]["text"] for i in range(200, len(a) - 60, 90)
    ]
    found = [s for s in sentences if s in shown]
    assert not any(name.startswith("articles/") for name in site.pages())
    assert not found if excerpts == "none" else found or not any(n.startswith("evidence/") for n in site.pages())


def test_no_page_is_over_its_size(pilot):
    large = {n: (pilot.folder / n).stat().st_size for n in pilot.pages() if not n.startswith("articles/")}
    assert max(large.values()) < 1_000_000, large


def plain(text):
    return " ".join(text.split()).replace("’", "'").casefold()
