"""The HTML site: the rendered notebooks, a page for each article, and an index that begins with the findings.

Every page holds its own style and figures and fetches nothing; the site opens from a folder, offline.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path

from nbconvert import HTMLExporter
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter

from analysis import outputs
from analysis.compare.units import labels
from analysis.present import notebooks as runner
from analysis.present.evidence import article_page
from analysis.present.pages import file_names
from analysis.study import Study
from analysis.version import package_version

HERE = Path(__file__).parent
SUITE = HERE.parent.parent / "notebooks"
COMMAND = "report"
LEGEND = (
    '<p class="legend"><span>own voice</span><span class="v-indirect">reported speech</span><span class="v-direct">quotation</span>'
    '<span class="v-scare">scare quotes</span><span class="term">contested term</span><span class="event">harmful act</span></p>'
)


def write(
    study: Study,
    corpus: Path,
    codebook: Path | None,
    out: Path,
    notebooks: Path | None = None,
    tell: Callable[[str], object] = print,
) -> Path:
    """Run the notebooks on a corpus and write the site to `out`; returns the path of its index. Raises FileNotFoundError where
    there are no notebooks, nbclient's CellExecutionError where one fails, OutputError where `out` may not be written."""
    read = inputs(corpus, codebook, notebooks)
    outputs.check(out, COMMAND, read)
    folder = notebooks or SUITE
    sources = sorted(folder.glob("*.ipynb"))
    if not sources:
        raise FileNotFoundError(f"no notebooks in {folder}: give their folder with --notebooks")
    parameters: dict[str, str | None] = {
        "CORPUS": str(corpus.resolve()),
        "CODEBOOK": str(codebook.resolve()) if codebook else None,
    }
    pages: list[tuple[str, str, str]] = []
    for source in sources:
        tell(f"  {source.name}")
        result = runner.execute(source, parameters)
        pages.append((f"{source.stem}.html", _heading(result) or source.stem, _body(result)))
    named = labels(study.tables["articles"])
    files = file_names(named.index.tolist(), "article")
    articles = [(f"articles/{files[article_id]}.html", name, article_id) for article_id, name in named.items()]
    with outputs.result(out, COMMAND, study.origin, read) as staged:
        _write_pages(study, staged, pages, articles)
    return out / "index.html"


def inputs(corpus: Path, codebook: Path | None, notebooks: Path | None) -> list[Path]:
    """What a report is made from, in which it must not be written."""
    return [corpus, notebooks or SUITE, *([codebook] if codebook else [])]


def _write_pages(
    study: Study, out: Path, pages: list[tuple[str, str, str]], articles: list[tuple[str, str, str]]
) -> None:
    (out / "articles").mkdir()
    menu = [("index.html", "Findings"), *((name, heading) for name, heading, _ in pages[1:])]
    index_body = pages[0][2] + _article_list(articles)
    for name, heading, body in [("index.html", pages[0][1], index_body), *pages[1:]]:
        (out / name).write_text(_page(study.title, heading, body, menu, name), encoding="utf-8")
    for name, label, article_id in articles:
        body = f"<h1>{html.escape(label)}</h1>{LEGEND}<p>Hold the pointer over a stretch to see who speaks and what is marked.</p>"
        body += article_page(study.tables, study.codebook, article_id)
        (out / name).write_text(_page(study.title, label, body, menu, name, "../"), encoding="utf-8")


def _article_list(articles: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<li><a href="{name}">{html.escape(label)}</a></li>' for name, label, _ in articles)
    return f"<h2>The articles, with every voice and mark shown</h2><ul>{items}</ul>"


def _body(notebook: NotebookNode) -> str:
    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(HERE)])
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    return exporter.from_notebook_node(notebook)[0]


def _heading(notebook: NotebookNode) -> str | None:
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    match = re.match(r"#\s+(.+)", first)
    return match[1].strip() if match else None


def _page(site: str, heading: str, body: str, menu: list[tuple[str, str]], current: str, root: str = "") -> str:
    style = (HERE / "site.css").read_text(encoding="utf-8") + HtmlFormatter(style="bw").get_style_defs(".highlight")
    links = "".join(
        f'<a href="{root}{name}"{" aria-current=page" if name == current else ""}>{html.escape(label)}</a> '
        for name, label in menu
    )
    title = html.escape(f"{heading} – {site}")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head><body>"
        f'<header><div class="inner"><a class="site" href="{root}index.html">{html.escape(site)}</a><nav aria-label="Pages">{links}</nav></div></header>'
        f"<main>{body}</main>"
        f'<footer><div class="inner">framing-analysis {package_version()}. What a word does not prove is said on each page; '
        "read the sentences behind a number before you quote it.</div></footer></body></html>\n"
    )
