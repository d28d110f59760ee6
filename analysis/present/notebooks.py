"""Running the suite's notebooks, and keeping what they are committed as the same on every machine.

`python -m analysis.present.notebooks notebooks` runs every notebook of a folder and writes its outputs in place.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
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
CLEAR = "get_ipython().reset()"  # names, history and count of cells
INJECTED = "injected-parameters"  # papermill's tag of the cell that it adds
# Metadata that names the machine's Python; what is committed says only that it is Python.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(
    paths: Sequence[Path],
    parameters: Mapping[str, str | None] | None = None,
    variables: Mapping[str, str] | None = None,
) -> Iterator[NotebookNode]:
    """Notebooks of one folder with their outputs, run in it one after the other, their cells as they were. `parameters` take the place of
    the values in the cell tagged `parameters`, `variables` are set in their environment.

    One kernel runs them all, its names cleared before each: what they import is most of a short notebook's time.

    Raises ProblemsError where a file is no notebook, where it has no such cell, and where a cell fails: which one, and with what error.
    """
    for path in paths:  # what is no notebook is told before any is run
        _prepared(path, parameters)
    client = NotebookClient(
        nbformat.v4.new_notebook(),
        extra_arguments=["--log-level=ERROR"],
        timeout=TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(paths[0].parent)}},
    )
    with client.setup_kernel(env=os.environ | dict(variables or {})):
        for path in paths:
            notebook = _prepared(path, parameters)
            try:
                _run(client, notebook)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                raise _problem(path, _failure(notebook, error), "run it in Jupyter from the top to see where") from None
            notebook.cells = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
            yield tidy(notebook)


def _prepared(path: Path, parameters: Mapping[str, str | None] | None) -> NotebookNode:
    try:
        notebook = load_notebook_node(str(path))  # with the metadata that papermill writes to
    except (ValueError, TypeError, AttributeError, KeyError, nbformat.ValidationError) as error:
        raise _problem(path, f"it is no notebook ({type(error).__name__})", "open it in Jupyter and save it") from None
    if not parameters:
        return notebook
    if find_first_tagged_cell_index(notebook, "parameters") < 0:
        raise _problem(path, "no cell is tagged “parameters”", "tag the cell that names the corpus and the codebook")
    return parameterize_notebook(notebook, dict(parameters))


def _run(client: NotebookClient, notebook: NotebookNode) -> None:
    """Run a notebook in the client's kernel as if the kernel were new."""
    client.nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CLEAR)])
    client.execute_cell(client.nb.cells[0], 0, store_history=False)
    client.nb = notebook
    client.reset_execution_trackers()
    for number, cell in enumerate(notebook.cells):
        client.execute_cell(cell, number, execution_count=client.code_cells_executed + 1)


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
    running = executed(paths)
    for path in paths:
        print(path, flush=True)
        before = path.read_bytes()
        content = nbformat.writes(next(running), version=4) + "\n"
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
