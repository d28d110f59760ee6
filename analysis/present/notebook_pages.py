"""The notebooks, run on a corpus, as pages."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from analysis.present import notebooks
from analysis.present.display import REPORT, without_style
from analysis.present.layout import TEMPLATES
from analysis.present.pages import Page
from analysis.present.passages import linked

SUITE = Path(__file__).parent.parent.parent / "notebooks"
_HEADING = re.compile(r"\A#\s+(.+)\n*")


def sources(folder: Path) -> list[Path]:
    """The notebooks of a folder. Raises FileNotFoundError where there are none."""
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        raise FileNotFoundError(f"no notebooks in {folder}: give their folder with --notebooks")
    return found


class Running:
    """Notebooks that are being run while something else is done. Use it as a context: what hasn't begun is called off at its end."""

    def __init__(self, paths: list[Path], parameters: Mapping[str, str | None], tell: Callable[[str], object]) -> None:
        self._paths, self._tell = paths, tell
        self._called_off = False
        self._pool = ThreadPoolExecutor(1)
        self._pages = self._pool.submit(self._run, parameters)

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *error: object) -> None:
        self._called_off = True
        self._pool.shutdown()

    def pages(self) -> list[Page]:
        """A page a notebook. Raises ProblemsError where one fails."""
        return self._pages.result()

    def _run(self, parameters: Mapping[str, str | None]) -> list[Page]:
        made = []
        for path, notebook in zip(
            self._paths, notebooks.executed(self._paths, parameters, {REPORT: "1"}), strict=False
        ):
            made.append(page(path.stem, notebook))
            self._tell(f"  {path.name}")
            if self._called_off:
                break
        return made


def page(name: str, notebook: NotebookNode) -> Page:
    """A notebook with its outputs as a page."""
    first = next((cell for cell in notebook.cells if cell.cell_type == "markdown"), None)
    match = _HEADING.match(first.source) if first else None
    heading = match[1].strip() if match else name
    if first and match:
        first.source = first.source[match.end() :]
    return Page(f"{name}.html", heading, "questions", Markup(_body(notebook)), heading)


def _body(notebook: NotebookNode) -> str:
    exporter = HTMLExporter(template_name="notebook", extra_template_basedirs=[str(TEMPLATES)])
    exporter.exclude_input_prompt = exporter.exclude_output_prompt = True
    body: str = exporter.from_notebook_node(notebook)[0]
    return linked(without_style(body))
