"""Sites for the tests: the pilot's with the notebooks as they are committed, and one of a corpus in which every text is poison."""

import json
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import nbformat
from conftest import ROOT
from test_compare import article, sentence, term

from analysis import tables
from analysis.compare import result, reuse
from analysis.present import site
from analysis.present.excerpts import Excerpts, only
from analysis.present.layout import Site
from analysis.present.notebook_pages import page
from analysis.study import Study

PILOT = ROOT / "corpus" / "nagorno-karabakh"
SMALL = ROOT / "tests" / "data" / "small.yml"
RUN = "window.ran=1"
POISON = [
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"'-{RUN}-'",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}",
    '=HYPERLINK("http://example.org";"x")',
    "</textarea></title></style></script>",
    f"[x](javascript:{RUN})",
    "\u202egnirts thgir-ot-tfel\u202c",
    "w" * 10_000,
    "<!-- ]]> -->",
    '" onmouseover="' + RUN + '" x="',
]


class Made(NamedTuple):
    """A site that was written: its folder, its study (copies marked)."""

    folder: Path
    study: Study

    def pages(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))


def made(study: Study, folder: Path, outputs: bool = False, excerpts: str = "full") -> Made:
    """The site of a study, with the notebooks as they are committed, or without their outputs."""
    notebooks = [page(path.stem, _notebook(path, outputs)) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    study = replace(study, tables=reuse.mark(study.tables, study.codebook))
    compared = result.compare(study.tables, study.codebook, 10)
    with only(Excerpts(excerpts)):
        pages = [p for provided in site.providers() for p in provided(study, compared)]
        pages = site.first(pages, notebooks)
        for name, content in site.files(
            study, Site(study.title, [("Corpus", study.title)], study.title), pages, Excerpts(excerpts)
        ):
            path = folder / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(content)
    return Made(folder, study)


def _notebook(path: Path, outputs: bool) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code" and not outputs:
            cell.outputs = []
    return notebook


def poisoned(folder: Path) -> Study:
    """A study whose name is poison, and of its articles ids, outlets, headlines, addresses and texts."""
    source = folder / "poison.jsonl"
    lines = [
        {
            "article_id": f"{i}{poison[:60]}",
            "outlet": POISON[i // 2 * 2],
            "title": poison,
            "date": f"2001-05-{i + 1:02d}",
            "url": f"javascript:{RUN}//{i}",
            "text": f"Norland attacked Sudland {poison} on Monday.\n\nBerg said that Sudland killed two men in the occupied Vale. {poison}",
        }
        for i, poison in enumerate(POISON)
    ]
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return replace(Study.open(source, SMALL), title=" ".join(POISON))


EVIL = 'The <script>alert("x")</script> & occupied Vale </div>'


def evil_tables(voice):
    """The tables of one article whose text is markup, all in one voice."""
    made = tables.empty()
    start = EVIL.index("occupied")
    made["articles"] = tables.frame("articles", [article("a") | {"text": EVIL}])
    made["sentences"] = tables.frame("sentences", [sentence("a", 0) | {"end": len(EVIL)}])
    made["terms"] = tables.frame("terms", [term("a", "occupied", "south") | {"start": start, "end": start + 13}])
    made["voices"] = tables.frame(
        "voices", [{"article_id": "a", "start": 0, "end": len(EVIL), "voice": voice, "n_words": 6}]
    )
    return made
