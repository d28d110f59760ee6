"""The command `framing`: check, annotate, compare, report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from tqdm import tqdm

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis import outputs, storage
from analysis.problems import Problem, ProblemsError, shown

if TYPE_CHECKING:  # loading it takes seconds that `check` and `--help` need not wait
    from analysis.study import Study

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)

CorpusPath = Annotated[Path, typer.Argument(help="A corpus folder, or a .csv, .jsonl or .parquet file")]
CodebookPath = Annotated[
    Path | None, typer.Option("--codebook", help="The codebook; by default the one the corpus folder names")
]
OutPath = Annotated[
    Path, typer.Option("--out", help="The folder to write to: new, empty, or made by the same command before")
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that annotate side by side")]


@app.command()
def check(corpus: CorpusPath, codebook: CodebookPath = None) -> None:
    """List everything that is wrong with a corpus and its codebook, with file, line and remedy."""
    problems: list[Problem] = []
    try:
        source = corpora.read(corpus)
        problems += source.problems
        codebook = codebook or source.codebook
    except ProblemsError as error:
        problems += error.problems
    book = None
    if codebook is not None:
        book, found = codebooks.check(codebook)
        problems += found
    if book is not None and "source" in locals():
        problems += _unknown_episodes(source, book)
    for problem in sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.what)):
        typer.echo(str(problem))
    if problems:
        typer.echo(f"{len(set(problems))} problem{'s' if len(set(problems)) > 1 else ''} found.")
        raise typer.Exit(1)
    typer.echo(f"{len(source.articles)} articles can be used; no problems found.")


def _unknown_episodes(source: corpora.Corpus, book: codebooks.Codebook) -> list[Problem]:
    known = {episode.id for episode in book.episodes}
    remedy = f"use one of {', '.join(sorted(known)) or 'none (the codebook lists no episodes)'}"
    return [
        Problem(str(source.path), None, f"{article.article_id}: unknown episode '{article.episode}'", remedy)
        for article in source.articles
        if article.episode is not None and article.episode not in known
    ]


@app.command()
def annotate(
    input: CorpusPath,
    out: OutPath,
    codebook: CodebookPath = None,
    workers: Workers = 1,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every table as CSV too")] = False,
) -> None:
    """Write every table for a corpus. A run that was interrupted goes on where it stopped."""
    from analysis.study import Study

    inputs = [input, *([codebook] if codebook else [])]
    with _clear_errors():
        outputs.check(out, storage.COMMAND, inputs)
        study = _study(Study, input, codebook, workers)
        with outputs.result(out, storage.COMMAND, study.origin, inputs) as folder:
            storage.write(study.tables, folder, as_csv=as_csv)
    _tell(study)
    typer.echo(f"Tables written to {out}")


@app.command()
def compare(
    tables: Annotated[Path, typer.Argument(help="A folder that `framing annotate` wrote")],
    codebook: Annotated[Path, typer.Option("--codebook", help="The codebook the tables were made with")],
    out: OutPath,
    exchanges: Annotated[
        int, typer.Option(min=0, help="How often outlets' labels are exchanged to see what chance would list")
    ] = 200,
) -> None:
    """Write every estimate and every difference of outlets as CSV."""
    from analysis.compare import result

    with _clear_errors():
        outputs.check(out, "compare", [tables, codebook])
        book = codebooks.load(codebook)
        loaded, origin = storage.load(tables, {"codebook": book.digest})
        with outputs.result(out, "compare", origin, [tables, codebook]) as folder:
            result.write(result.compare(loaded, book, exchanges), folder)
        for warning in result.warnings(loaded):
            typer.echo(warning)
    typer.echo(f"Estimates written to {out}")


@app.command()
def report(
    corpus: CorpusPath,
    out: OutPath,
    codebook: CodebookPath = None,
    workers: Workers = 1,
    notebooks: Annotated[Path | None, typer.Option(help="The folder of notebooks; by default the suite's own")] = None,
) -> None:
    """Annotate, compare, run the notebooks and write the HTML site."""
    from analysis.present import site
    from analysis.study import Study

    with _clear_errors():
        outputs.check(out, site.COMMAND, site.inputs(corpus, codebook, notebooks))
        study = _study(Study, corpus, codebook, workers)
        index = site.write(study, corpus, codebook, out, notebooks, tell=typer.echo)
    _tell(study)
    typer.echo(f"Report written: open {index} in a browser")


def _study(study_class: "type[Study]", input: Path, codebook: Path | None, workers: int) -> "Study":
    with tqdm(unit=" articles", disable=not sys.stderr.isatty(), leave=False) as bar:
        return study_class.open(input, codebook, workers=workers, progress=bar.update)


def _tell(study: "Study") -> None:
    rejected = study.rejected
    typer.echo(
        f"{len(study.articles)} articles used, {len(rejected)} thing{'' if len(rejected) == 1 else 's'} rejected."
    )
    for row in rejected.itertuples():
        typer.echo(f"  {shown(row.name)} ({row.stage}): {row.reason}")


class _clear_errors:
    """Problems of the input, the output or the disk end the command with a message, not with a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ProblemsError | OSError):
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None


if __name__ == "__main__":
    app()
