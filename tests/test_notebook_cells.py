"""Every cell of every notebook on corpora unlike the pilot: many articles an outlet, one outlet, one article, no dates, nothing that counts."""

import json
from html import unescape
from itertools import product

import pandas as pd
import pytest
from conftest import ROOT, SMALL

from analysis.compare.passages import Passages
from analysis.present import counts
from analysis.present.article import article
from analysis.present.display import Picture
from analysis.present.rows import rows
from analysis.study import Study

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OUTLETS = ("Herald", "Post", "Wire & <Sons>")
# What each outlet calls the region, what it tells, and whom it lets speak.
TEXTS = {
    "Herald": "Norlandish troops shelled {place} in the occupied Vale. Berg said the attack had killed {n} people. Dahl claimed a victory.",
    "Post": "Sudlandish troops shelled {place} in Free Vale. Dahl accused Norland of aggression. A truce was agreed in 1990, Berg said.",
    "Wire & <Sons>": "{n} people were killed in {place}. Fighting broke out in Green Vale. “We are sad,” Dahl said. A truce of 1990 failed.",
}
CODES = ("irrealis", "agentless", "macro-F1", "-0.00", "nan", "None", "NaT", "lets speak")


def made(outlets=OUTLETS, articles=4, dates=True):
    """Rows of articles."""
    return [
        {
            "article_id": f"{outlets.index(outlet)}{i}",
            "outlet": outlet,
            "date": f"2001-0{3 + i % 3}-1{i}" if dates else None,
            "title": f"{outlet} on day {i}",
            "text": TEXTS[outlet].format(place=("Northam", "Southam")[i % 2], n=i + 2)
            + f" It rained for {i + 3} days.",
        }
        for outlet, i in product(outlets, range(articles))
    ]


CORPORA = {
    "3 outlets × 4": made(),
    "3 outlets × 6": made(articles=6),
    "one outlet": made(OUTLETS[:1]),
    "one article": made(OUTLETS[:1], 1),
    "one article an outlet": made(articles=1),
    "no dates": made(dates=False),
    "no outlet": [row | {"outlet": None} for row in made(OUTLETS[1:2])],
    "nothing that counts": [{"article_id": "a", "outlet": "Herald", "date": None, "title": None, "text": "It rained."}],
}


@pytest.fixture(scope="module", params=CORPORA)
def study(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "articles.csv"
    pd.DataFrame(CORPORA[request.param]).to_csv(path, index=False)
    return Study.open(path, SMALL)


def cells(path, study):
    """(source, what is shown) of every cell that shows something."""
    names = {"study": study}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", []):
            continue
        if "study = " in source:
            exec(source.split("study = ")[0], names)
        else:
            yield source, eval(source, names)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_cell_shows_something_that_can_be_read_and_followed(path, study):
    marked = rows(study).study
    index = Passages(marked.tables, marked.codebook)
    for source, shown in cells(path, study):
        if isinstance(shown, Picture):
            assert len(shown.alt) > 20 and shown.png() and shown.figure.get_figheight() < 20
            continue
        assert shown.plain.strip() and "<" in shown.html, source
        assert "<Sons>" not in shown.html, source
        words = shown.plain + unescape(shown.html) if "html" not in source else shown.plain
        assert not [code for code in CODES if f" {code}" in words or f">{code}<" in words], source
        for question, text in counts.MARK.findall(shown.html):
            assert len(index.behind(counts.read(unescape(question)))) == counts.number(text), (source, question)


@pytest.mark.parametrize(
    "name, unit", [("3 outlets × 4", "outlet"), ("one article an outlet", "article"), ("no outlet", "article")]
)
def test_what_a_row_is(name, unit, tmp_path):
    pd.DataFrame(CORPORA[name]).to_csv(tmp_path / "articles.csv", index=False)
    chosen = rows(Study.open(tmp_path / "articles.csv", SMALL))
    assert chosen.unit == unit
    assert chosen.order["row"].is_unique


def test_an_article_stands_in_a_frame_of_its_own(tmp_path):
    pd.DataFrame(made()).to_csv(tmp_path / "articles.csv", index=False)
    study = Study.open(tmp_path / "articles.csv", SMALL)
    shown = article(study, "20")
    assert shown.html.startswith("<iframe ") and " sandbox " in shown.html
    document = unescape(shown.html)
    assert "Wire &amp; &lt;Sons&gt;" in document and "<style>" in document and 'class="' in document
    assert "were killed in Northam" in shown.plain
    with pytest.raises(ValueError, match="no article 'x'"):
        article(study, "x")
