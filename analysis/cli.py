"""The command `framing`: init, ingest, check, suggest, concordance, annotate, compare, report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis import outputs, sheets, storage
from analysis.corpus_notes import notes_on
from analysis.ingest.command import ingest
from analysis.partitions.careful import ARTICLE_SECONDS, WORKER_WAIT
from analysis.patterns import PatternError
from analysis.problems import Problem, ProblemsError, printable, shown
from analysis.terminal import OutPath, Progress, clear_errors

if TYPE_CHECKING:  # loading it takes seconds that `check` and `--help` need not wait
    from analysis.study import Study

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)

CorpusPath = Annotated[Path, typer.Argument(help="A corpus folder, or a .csv, .jsonl or .parquet file")]
CodebookPath = Annotated[
    Path | None, typer.Option("--codebook", help="The codebook; by default the one the corpus folder names")
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that annotate side by side")]
Cluster = Annotated[
    str | None, typer.Option("--cluster", help="Annotate on a Dask cluster: the address of its scheduler")
]
AllowParser = Annotated[
    str | None,
    typer.Option("--allow-parser", help="The parser that the codebook may name; loading one runs its code"),
]
ArticleSeconds = Annotated[
    float,
    typer.Option(
        "--article-seconds", min=1, help="Processor time after which an article is given up and listed as rejected"
    ),
]
WorkerWait = Annotated[
    float,
    typer.Option("--worker-wait", min=1, help="Seconds that a cluster may be without workers before the run is ended"),
]


@app.command()
def check(corpus: CorpusPath, codebook: CodebookPath = None) -> None:
    """List everything that is wrong with a corpus and its codebook, with file, line and remedy."""
    problems: list[Problem] = []
    source: corpora.Corpus | None = None
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
    if book is not None and source is not None:
        problems += _unknown_episodes(source, book)
    for problem in sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.what)):
        typer.echo(str(problem))
    notes = [*source.notes, *(notes_on(source, book) if book else [])] if source else []
    if notes:
        typer.echo("Worth a look, though not an error:")
        for note in notes:
            typer.echo(str(note))
    if problems:
        typer.echo(f"{len(set(problems))} problem{'s' if len(set(problems)) > 1 else ''} found.")
        raise typer.Exit(1)
    usable = len(source.articles) if source else 0
    typer.echo(f"{usable} article{'' if usable == 1 else 's'} can be used; no problems found.")


def _unknown_episodes(source: corpora.Corpus, book: codebooks.Codebook) -> list[Problem]:
    known = {episode.id for episode in book.episodes}
    remedy = f"use one of {', '.join(sorted(known)) or 'none (the codebook lists no episodes)'}"
    return [
        Problem(str(source.path), None, f"{article.article_id}: unknown episode '{article.episode}'", remedy)
        for article in source.articles
        if article.episode is not None and article.episode not in known
    ]


@app.command()
def init(
    conflict: Annotated[str, typer.Argument(help="The name of the conflict")],
    out: Annotated[Path | None, typer.Option("--out", help="A new folder; by default named after the conflict")] = None,
) -> None:
    """Begin a corpus and a codebook: write a folder with both, with comments, to fill in."""
    from analysis.survey.scaffold import scaffold

    with clear_errors():
        folder = out or Path("-".join(conflict.lower().split()).replace("/", "-") or "corpus")
        for path in scaffold(conflict, folder):
            typer.echo(f"Written: {path}")
    typer.echo(f"Fill them in, then run: framing check {folder}")


app.command()(ingest)


@app.command()
def concordance(
    corpus: CorpusPath,
    out: OutPath,
    pattern: Annotated[str | None, typer.Argument(help="A pattern to try, which need not be in the codebook")] = None,
    codebook: CodebookPath = None,
) -> None:
    """Show what every pattern of a codebook finds, in context, and which find nothing."""
    from analysis.survey import concordance as survey
    from analysis.survey.page import page

    inputs = [corpus, *([codebook] if codebook else [])]
    with clear_errors():
        outputs.check(out, "concordance", inputs)
        source, book = _read(corpus, codebook)
        try:
            hits = survey.concordance(source.articles, book, pattern)
        except PatternError as error:
            raise ProblemsError([Problem(str(out), None, str(error), "correct the pattern")]) from None
        found = survey.by_pattern(hits, book)
        said = "Commonest forms and neighbours with their counts. In the list of hits, the column “also” names entries that match more words around it."
        parts = (
            [("Every hit", "Each in its context.", hits)]
            if pattern
            else [("Patterns", said, found), ("Every hit", "", hits)]
        )
        with outputs.result(out, "concordance", storage.origin(source, book), inputs) as folder:
            sheets.write_csv(hits, folder / "hits.csv")
            sheets.write_csv(found, folder / "patterns.csv")
            (folder / "index.html").write_text(page(f"Concordance: {book.name}", parts), encoding="utf-8")
    nothing = int((found["hits"] == 0).sum())
    typer.echo(
        f"{len(hits)} hits; {nothing} of {len(found)} patterns match nothing. Open {out / 'index.html'} in a browser"
    )


@app.command()
def suggest(
    corpus: CorpusPath,
    out: OutPath,
    codebook: CodebookPath = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    allow_parser: AllowParser = None,
    article_seconds: ArticleSeconds = ARTICLE_SECONDS,
    worker_wait: WorkerWait = WORKER_WAIT,
) -> None:
    """List what a codebook misses: names without a side, spellings, places, words beside contested names."""
    from analysis.study import Study
    from analysis.survey.page import page
    from analysis.survey.suggest import suggest as suggested

    inputs = [corpus, *([codebook] if codebook else [])]
    with clear_errors():
        outputs.check(out, "suggest", inputs)
        study = _study(Study, corpus, codebook, workers, cluster, allow_parser, article_seconds, worker_wait)
        table = suggested(study.tables, study.codebook)
        headings = {
            "name": (
                "Names without a side",
                "They speak, act or suffer, and the codebook does not say on which side.",
            ),
            "place": ("Places", "Named as places, and not in the codebook."),
            "word": ("Words before contested names", "Perhaps variants of their own."),
        }
        parts = [(*headings[kind], table[table["kind"] == kind].drop(columns="kind")) for kind in headings]
        with outputs.result(out, "suggest", study.origin, inputs) as folder:
            sheets.write_csv(table, folder / "suggestions.csv")
            (folder / "index.html").write_text(page(f"What {study.codebook.name} misses", parts), encoding="utf-8")
    typer.echo(f"{len(table)} suggestions. Open {out / 'index.html'} in a browser")


def _read(corpus: Path, codebook: Path | None) -> tuple[corpora.Corpus, codebooks.Codebook]:
    """A corpus and its codebook without annotating it. Raises ProblemsError."""
    source = corpora.read(corpus)
    path = codebook or source.codebook
    if path is None:
        raise ProblemsError(
            [Problem(str(corpus), None, "no codebook is given, and the input names none", "name it with --codebook")]
        )
    return source, codebooks.load(path)


@app.command()
def annotate(
    input: CorpusPath,
    out: OutPath,
    codebook: CodebookPath = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    allow_parser: AllowParser = None,
    article_seconds: ArticleSeconds = ARTICLE_SECONDS,
    worker_wait: WorkerWait = WORKER_WAIT,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every table as CSV too")] = False,
) -> None:
    """Write every table for a corpus. A run that was interrupted goes on where it stopped."""
    from analysis.study import Study

    inputs = [input, *([codebook] if codebook else [])]
    with clear_errors():
        outputs.check(out, storage.COMMAND, inputs)
        study = _study(Study, input, codebook, workers, cluster, allow_parser, article_seconds, worker_wait)
        with outputs.result(out, storage.COMMAND, study.origin, inputs) as folder:
            storage.copy(study.folder, folder, as_csv=as_csv)
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
    corpus: Annotated[
        Path | None, typer.Option(help="The corpus folder: if its truth is known, it is set beside the estimates")
    ] = None,
) -> None:
    """Write every estimate and every difference between outlets as CSV."""
    from analysis.compare import result

    with clear_errors():
        inputs = [tables, codebook, *([corpus] if corpus else [])]
        outputs.check(out, "compare", inputs)
        book = codebooks.load(codebook)
        loaded, origin = storage.load(tables, {"codebook": book.digest})
        with outputs.result(out, "compare", origin, inputs) as folder:
            found = result.compare(loaded, book, exchanges, corpus)
            result.write(found, folder)
        for warning in result.warnings(loaded, found):
            typer.echo(printable(warning))
    typer.echo(f"Estimates written to {out}")


@app.command()
def report(
    corpus: CorpusPath,
    out: OutPath,
    codebook: CodebookPath = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    allow_parser: AllowParser = None,
    article_seconds: ArticleSeconds = ARTICLE_SECONDS,
    worker_wait: WorkerWait = WORKER_WAIT,
    notebooks: Annotated[Path | None, typer.Option(help="The folder of notebooks; by default the suite's own")] = None,
    excerpts: Annotated[
        Literal["none", "sentence", "full"],
        typer.Option(help="How much of the articles' text is shown: counts only, passages in their sentences, or all"),
    ] = "full",
) -> None:
    """Annotate, compare, run the notebooks and write the HTML site."""
    from analysis.present import site
    from analysis.present.excerpts import Excerpts
    from analysis.study import Study

    with clear_errors():
        outputs.check(out, site.COMMAND, site.inputs(corpus, codebook, notebooks))
        study = _study(Study, corpus, codebook, workers, cluster, allow_parser, article_seconds, worker_wait)
        index = site.write(study, corpus, codebook, out, notebooks, Excerpts(excerpts), tell=typer.echo)
    _tell(study)
    typer.echo(f"Report written: open {index} in a browser")


def _study(
    study_class: "type[Study]",
    input: Path,
    codebook: Path | None,
    workers: int,
    cluster: str | None,
    allow_parser: str | None,
    article_seconds: float,
    worker_wait: float,
) -> "Study":
    with Progress() as progress:
        return study_class.open(
            input,
            codebook,
            workers=workers,
            progress=progress,
            cluster=cluster,
            allow_parser=allow_parser,
            article_seconds=article_seconds,
            worker_wait=worker_wait,
        )


def _tell(study: "Study") -> None:
    rejected = study.rejected
    typer.echo(
        f"{storage.length(study.folder, 'articles')} articles used, {len(rejected)} thing{'' if len(rejected) == 1 else 's'} rejected."
    )
    for row in rejected.itertuples():
        typer.echo(f"  {shown(row.name)} ({row.stage}): {printable(row.reason)}")


if __name__ == "__main__":
    app()
