"""The site's pages: numbers lead to their passages and back, articles stay as they are, nothing that is read runs."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from markupsafe import Markup, escape
from sites import EVIL, evil_tables
from test_compare import article, sentence, study_tables, term  # noqa: F401

from analysis import tables
from analysis.compare import result, reuse
from analysis.marks import Origin
from analysis.present import counts, downloads, nesting
from analysis.present.article_pages import ArticlePages
from analysis.present.evidence_pages import CountError, Evidence
from analysis.present.excerpts import Excerpts
from analysis.present.layout import Layout, Site
from analysis.present.pages import Page
from analysis.study import Study

SITE = Site("Title", [("Corpus", "a")], "Cited")


def study_of(made, codebook):
    return Study(
        "A study",
        codebook,
        reuse.mark(made, codebook),
        Origin(corpus="c", codebook="b", package="p", version="1"),
        Path(),
    )


@pytest.fixture
def evil_study(small):
    return study_of(evil_tables("direct"), small)


def numbers(study):
    """A page with every number of the estimates that counts passages."""
    estimates = result.compare(study.tables, study.codebook, 0)["estimates"].to_dict("records")
    marks = [counts.counted(e, whole) for e in estimates for whole in (False, True)]
    return Page("deep/all.html", "All", "about", Markup(" ").join(marks))


def test_every_number_leads_to_as_many_passages_and_each_to_its_place_in_the_article(study_tables, small):  # noqa: F811
    study = study_of(study_tables, small)
    files = {a: a for a in study.tables["articles"]["article_id"]}
    evidence, page = Evidence(study, files), numbers(study)
    evidence.ask(page)
    layout = Layout(SITE, [page])
    lists = evidence.pages()
    made = [*lists, *ArticlePages(study, files, evidence.places()).pages()]
    documents = {p.path: BeautifulSoup(layout.html(p, evidence.link), "html.parser") for p in [page, *made]}
    links = documents[page.path].select("a.count")
    assert len(links) > 40
    for link in links:
        path, key = link["href"].removeprefix("../").split("#")
        section = documents[path].find(id=key)
        assert len(section.select("ul.passages > li")) == int(link.text)
        for mark in section.select("li a"):
            place, mark_id = mark["href"].removeprefix("../").split("#")
            shown = documents[place].find(id=mark_id)
            assert " ".join(mark.text.split()) == " ".join(shown.text.split())
    back = [a["href"] for path in files for a in documents[f"articles/{path}.html"].select(".reading dd a")]
    assert back and all(documents[h.removeprefix("../").split("#")[0]].find(id=h.split("#")[1]) for h in back)


def test_a_number_that_is_not_that_of_its_passages_stops_the_site(study_tables, small):  # noqa: F811
    evidence = Evidence(study_of(study_tables, small), {})
    with pytest.raises(CountError, match="99"):
        evidence.ask(Page("a.html", "A", "about", counts.count(99, "terms", voice="outlet")))


def test_a_number_of_nothing_is_no_link(study_tables, small):  # noqa: F811
    evidence = Evidence(study_of(study_tables, small), {})
    page = Page("a.html", "A", "about", counts.count(0, "terms", surface="zebra"))
    evidence.ask(page)
    assert evidence.link(page.body) == "0" and not evidence.pages()


def test_many_passages_are_cut_into_pages_and_none_is_lost(study_tables, small, monkeypatch):  # noqa: F811
    monkeypatch.setattr("analysis.present.evidence_pages.PART", 2)
    monkeypatch.setattr("analysis.present.evidence_pages.OPEN", 1)
    study = study_of(study_tables, small)
    evidence, number = Evidence(study, {}), len(study_tables["terms"])
    page = Page("a.html", "A", "about", counts.count(number, "terms"))
    evidence.ask(page)
    pages = {p.path: BeautifulSoup(p.body, "html.parser") for p in evidence.pages()}
    address, found = re.search('href="([^"]*)"', evidence.link(page.body))[1], 0
    while address:
        path, key = address.split("#")
        section = pages[path].find(id=key)
        found += len(section.select("li"))
        more = section.select_one("a.more")
        address = more and more["href"]
    assert found == number > 2 and len(pages) == (number + 1) // 2


def test_an_article_keeps_every_word_and_runs_none(evil_study):
    places = {"a": {(4, 12): [("evidence/x.html#q1", "Heading")]}}
    page = next(ArticlePages(evil_study, {"a": "a"}, places).pages())
    document = Layout(SITE, []).html(page)
    assert "<script>" not in document
    shown = BeautifulSoup(document, "html.parser")
    assert shown.select_one("article").text.strip() == EVIL
    assert shown.find(id="m-4-12").text == EVIL[4:12] and shown.select_one("article .term.side-2, article .term.side-1")
    assert shown.select_one("article .v-direct")


def test_headlines_captions_and_paragraphs_are_told_apart(small):
    text = "A headline\n\nA headline\n\nFirst words. More.\n\nPhoto: a man.\n\nLast words."
    kinds = ["title", "duplicate", "prose", "caption", "prose"]
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    made = tables.empty()
    made["articles"] = tables.frame("articles", [article("a") | {"text": text}])
    rows = [
        sentence("a", i) | {"start": s, "end": e, "kind": k}
        for i, ((s, e), k) in enumerate(zip(spans, kinds, strict=True))
    ]
    made["sentences"] = tables.frame("sentences", rows)
    page = next(ArticlePages(study_of(made, small), {"a": "a"}, {}).pages())
    shown = BeautifulSoup(page.body, "html.parser").article
    assert [p.text for p in shown.find_all("p", class_="prose")] == ["First words. More.", "Last words."]
    assert shown.h2.text == "A headline" and shown.find("p", class_="caption").text == "Photo: a man."
    assert [p.text for p in shown.select(".label")] == [
        "The headline once more, not counted",
        "Caption, not counted with the text",
    ]
    assert {f"s-{i}" for i in range(5)} <= {e["id"] for e in shown.select("[id]")}


@pytest.mark.parametrize("seed", range(30))
def test_spans_that_cross_are_written_in_pieces_and_the_text_stays(seed):
    rng = random.Random(seed)
    text = "".join(rng.choice("ab<&\"'é") for _ in range(40))
    spans = [
        nesting.Span(a, b, rng.randrange(3), id=f"i{n}")
        for n in range(9)
        for a, b in [sorted(rng.sample(range(41), 2))]
    ]
    leaves = [(0, 10, "v-direct"), (10, 25, ""), (25, 40, "v-scare")]
    nested = nesting.Nested(text, leaves)
    soup = BeautifulSoup(nested.html(0, 40, spans), "html.parser")
    assert soup.text == text
    for span in spans:
        found = soup.find_all(id=span.id)
        assert len(found) == 1 and text[span.start : span.end].startswith(found[0].text) and found[0].text
        pieces = [found[0], *soup.find_all(class_=span.id)]
        assert "".join(piece.text for piece in pieces) == text[span.start : span.end]
        assert (span.id in nested.cut) == (len(pieces) > 1)


@pytest.mark.parametrize(("excerpts", "words"), [("none", False), ("sentence", False), ("full", True)])
def test_what_is_taken_away_holds_no_more_text_than_may_be_shown(evil_study, tmp_path, excerpts, words):
    downloads.write(tmp_path, evil_study.tables, {"estimates": pd.DataFrame({"k": [1]})}, Excerpts(excerpts))
    written = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "data").iterdir()}
    assert ("alert(" in "".join(written.values())) == words
    assert ("terms.csv" in written) == (excerpts != "none") and "estimates.csv" in written


def test_a_page_is_escaped_and_its_links_are_seen_from_its_folder(small):
    page = Page("outlets/x.html", EVIL, "outlets", Markup('<a href="a.html">a</a> <a href="#b">b</a>'), EVIL)
    document = Layout(SITE._replace(title=EVIL), [page, page._replace(path="outlets/y.html")]).html(page)
    assert "<script>" not in document and str(escape(EVIL)) in document
    assert 'href="../a.html"' in document and 'href="#b"' in document
    policy = BeautifulSoup(document, "html.parser").find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none'; script-src 'none'")


def test_the_guides_page_is_made_and_its_number_leads_to_its_passages(study_tables, small):  # noqa: F811
    guide = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8").split("## A new page")[1].split("\n## ")[0]
    names = {}
    exec(compile("\n".join(re.findall(r"```python\n(.*?)```", guide, re.DOTALL)), "extending.md", "exec"), names)
    study = study_of(study_tables, small)
    evidence, made = Evidence(study, {}), names["pages"](study, {})
    for page in made:
        evidence.ask(page)
    kinds = study_tables["terms"].merge(study_tables["sentences"][["article_id", "sentence_id", "kind"]])["kind"]
    found = BeautifulSoup("".join(page.body for page in evidence.pages()), "html.parser").select("li")
    assert len(found) == (kinds == "caption").sum()
