"""The HTML site: findings first, a page a question, an outlet, a pair, an article, and the passages behind every number.

Every page fetches nothing; the site opens from a folder, offline.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules

from analysis import outputs, present
from analysis.compare import result, reuse, truth
from analysis.compare.marked import TRUTH
from analysis.present import downloads, lists, takeaway
from analysis.present.article_pages import ArticlePages
from analysis.present.evidence_pages import Evidence
from analysis.present.excerpts import Excerpts, only
from analysis.present.layout import FRONT, Layout, Site
from analysis.present.notebook_pages import SUITE, Running, sources
from analysis.present.pages import Page, file_names
from analysis.present.provenance import citation, provenance
from analysis.present.search import search
from analysis.study import Study

COMMAND = "report"
PROVIDERS = "pages_"  # a module of this room whose name begins so has `pages(study, compared) -> list[Page]`


def write(
    study: Study,
    corpus: Path,
    codebook: Path | None,
    out: Path,
    notebooks: Path | None = None,
    excerpts: Excerpts = Excerpts.FULL,
    tell: Callable[[str], object] = print,
) -> Path:
    """Compare, run the notebooks on a corpus and write the site to `out`; returns the path of its first page.

    Raises FileNotFoundError where there are no notebooks, ProblemsError where one fails or where the truth that a corpus brings can't be
    read, CountError where a page's number is not that of its passages, OutputError where `out` may not be written.
    """
    read = inputs(corpus, codebook, notebooks)
    outputs.check(out, COMMAND, read)
    paths = sources(notebooks or SUITE)
    parameters = {"CORPUS": str(corpus.resolve()), "CODEBOOK": str(codebook.resolve()) if codebook else None}
    with only(excerpts), Running(paths, parameters, tell) as running:
        marked = replace(study, tables=reuse.mark(study.tables, study.codebook))
        compared = result.compare(marked.tables, marked.codebook)
        if (corpus / TRUTH).is_file():
            compared["truth"] = truth.truth(compared["estimates"], marked.tables, marked.codebook, corpus)
        made = [page for module in providers() for page in module(marked, compared)]
        pages = first(made, running.pages())
        site = Site(study.title, provenance(marked, corpus, codebook, excerpts), citation(marked))
        with outputs.result(out, COMMAND, study.origin, read) as staged:
            pages.append(downloads.write(staged, study.tables, compared, excerpts))
            for name, content in files(marked, site, pages, excerpts):
                path = staged / name
                path.parent.mkdir(exist_ok=True, parents=True)
                path.write_bytes(content)
    return out / FRONT


def inputs(corpus: Path, codebook: Path | None, notebooks: Path | None) -> list[Path]:
    """What a report is made from, in which it must not be written."""
    return [corpus, notebooks or SUITE, *([codebook] if codebook else [])]


def providers() -> list[Callable[..., list[Page]]]:
    """The functions that make pages of a study and its comparison, in the order of their modules' names."""
    names = sorted(m.name for m in iter_modules(present.__path__) if m.name.startswith(PROVIDERS))
    return [import_module(f"{present.__name__}.{name}").pages for name in names]


def first(made: list[Page], notebooks: list[Page]) -> list[Page]:
    """All pages; the first notebook is the front page where nothing else is, and is called otherwise where something is."""
    if notebooks:
        other = any(page.path == FRONT for page in made)
        changed = notebooks[0]._replace(menu="All findings") if other else notebooks[0]._replace(path=FRONT)
        notebooks = [changed, *notebooks[1:]]
    return [*made, *notebooks]


def files(study: Study, site: Site, pages: list[Page], excerpts: Excerpts) -> Iterator[tuple[str, bytes]]:
    """(path in the site, content) of every page, laid out, and of what can be taken away from it."""
    full = excerpts is Excerpts.FULL
    names = file_names(study.tables["articles"]["article_id"], "article") if full else {}
    pages = [*lists.long_parts(pages), *pages, lists.articles(study, names)]
    evidence = Evidence(study, names)
    for page in pages:
        evidence.ask(page)
    passages = evidence.pages() if excerpts is not Excerpts.NONE else []
    articles = ArticlePages(study, names, evidence.places()) if full else None
    pages.append(search(study, [page for page in pages if page.menu], articles.named() if articles else [], excerpts))
    layout = Layout(site, pages)
    linked = evidence.link if excerpts is not Excerpts.NONE else str
    for page in pages:
        with_links, made = takeaway.taken(page) if page.path != downloads.PATH else takeaway.Taken(page, {})
        yield from made.items()
        yield page.path, layout.html(with_links, linked).encode()
    for page in chain(passages, articles.pages() if articles else []):  # those of articles are made one by one
        yield page.path, layout.html(page, linked).encode()
