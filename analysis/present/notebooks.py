"""Running the suite's notebooks, and keeping what they are committed as the same on every machine.

`python -m analysis.present.notebooks notebooks` runs every notebook of a folder and writes its outputs in place.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import find_first_tagged_cell_index

from analysis.outputs import OutputError, replace_file
from analysis.problems import Problem, ProblemsError

TIMEOUT = 600
INJECTED = "injected-parameters"  # papermill's tag of the cell that it adds
# Metadata that names the machine's Python; what is committed says only that it is Python.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute(path: Path, parameters: dict[str, str | None] | None = None) -> NotebookNode:
    """The notebook with its outputs, run in its own folder, its cells as they were. `parameters` take the place of the values in the
    cell tagged `parameters`.

    Raises ProblemsError where the file is no notebook, where it has no such cell, and where a cell fails: which one, and with what error.
    """
    try:
        notebook = load_notebook_node(str(path))  # with the metadata that papermill writes to
    except (ValueError, TypeError, AttributeError, KeyError, nbformat.ValidationError) as error:
        raise _problem(path, f"it is no notebook ({type(error).__name__})", "open it in Jupyter and save it") from None
    if parameters:
        if find_first_tagged_cell_index(notebook, "parameters") < 0:
            raise _problem(
                path, "no cell is tagged “parameters”", "tag the cell that names the corpus and the codebook"
            )
        notebook = parameterize_notebook(notebook, parameters)
    client = NotebookClient(
        notebook,
        extra_arguments=["--log-level=ERROR"],
        timeout=TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise _problem(path, _failure(notebook, error), "run it in Jupyter from the top to see where") from None
    notebook.cells = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    return tidy(notebook)


def _problem(path: Path, what: str, remedy: str) -> ProblemsError:
    return ProblemsError([Problem(str(path), None, what, remedy)])


def _failure(notebook: NotebookNode, error: Exception) -> str:
    """Which cell failed, counted as a reader counts them, and with what."""
    ours = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    for number, cell in enumerate(ours, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            said = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error)
            return f"its cell {number} fails: {said}"
    return f"it could not be run: {error}"


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Without what differs from run to run: execution times, ids of cells, the version of Python."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
        cell.metadata = nbformat.from_dict({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
    return notebook


def run_in_place(folder: Path) -> None:
    """Run every notebook of a folder and write it with its outputs, each whole or not at all.

    Raises OutputError where there is none, where one was changed while it ran, and where one cannot be written.
    """
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise OutputError([Problem(str(folder), None, "it holds no notebook", "give a folder of .ipynb files")])
    for path in paths:
        print(path, flush=True)
        before = path.read_bytes()
        content = nbformat.writes(execute(path), version=4) + "\n"
        if path.read_bytes() != before:
            what = "it was changed while it ran; its outputs are not written"
            raise OutputError([Problem(str(path), None, what, "run it again when nobody is editing it")])
        replace_file(path, content)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        run_in_place(Path(sys.argv[1]))
    except ProblemsError as error:
        sys.exit(str(error))
