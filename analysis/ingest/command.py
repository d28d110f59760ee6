"""The command `framing ingest`. What it needs beyond the suite is an extra, and loaded when it runs."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from analysis import outputs
from analysis.caches import default_cache
from analysis.problems import Problem, ProblemsError, printable
from analysis.reading.fields import FIELDS
from analysis.terminal import OutPath, clear_errors


def ingest(
    source: Annotated[
        str,
        typer.Argument(
            help="A folder of texts or pages; a table; a list of addresses; a feed or its address; a WARC file; a JSON export"
        ),
    ],
    out: OutPath,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help="The table's column that holds a field: --map text=Body --map outlet=Source"),
    ] = None,
    outlets_file: Annotated[
        Path | None, typer.Option("--outlets", help="A CSV file with the columns domain and outlet")
    ] = None,
    codebook: Annotated[Path | None, typer.Option("--codebook", help="The codebook that the corpus will name")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title of the corpus")] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of a CSV file; by default guessed from its bytes")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", help="Delimiter of a CSV file; by default guessed from its header")
    ] = None,
    pause: Annotated[float, typer.Option("--pause", min=0, help="Seconds between two requests to one host")] = 1.0,
) -> None:
    """Make a corpus of articles from files, tables, pages, feeds, archives or exports (the extra `ingest`)."""
    with clear_errors():
        try:
            from analysis.ingest.fetch import Fetcher
            from analysis.ingest.ingest import COMMAND
            from analysis.ingest.ingest import ingest as ingested
            from analysis.ingest.outlets import mapping
            from analysis.ingest.sources import Options
        except ImportError as error:
            remedy = "install the extra: pip install 'framing-analysis[ingest]'"
            raise ProblemsError([Problem("ingest", None, f"a package is missing ({error.name})", remedy)]) from None

        outputs.check(out, COMMAND, [] if "://" in source else [Path(source)])
        options = Options(_mapping(map or []), encoding, delimiter)
        known = mapping(outlets_file) if outlets_file else {}
        with Fetcher(default_cache() / "pages", pause) as fetcher:
            ingested(
                source, out, options, fetcher, known, codebook, title, tell=lambda line: typer.echo(printable(line))
            )
    typer.echo(f"Corpus written to {out}. Next: framing check {out}")


def _mapping(given: list[str]) -> dict[str, str]:
    """Our field by its column, of `--map` options. Raises ProblemsError."""
    made = {}
    for pair in given:
        ours, equals, theirs = pair.partition("=")
        if not equals or ours not in FIELDS or not theirs:
            near = get_close_matches(ours, FIELDS, n=1)
            remedy = f"did you mean {near[0]}=…?" if near else f"write FIELD=COLUMN; fields are {', '.join(FIELDS)}"
            raise ProblemsError([Problem("--map", None, f"'{pair}' maps no field", remedy)])
        made[ours] = theirs
    return made
