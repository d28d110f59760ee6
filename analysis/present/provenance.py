"""What a report is made of, and how it is cited."""

from pathlib import Path

from analysis.present.excerpts import Excerpts
from analysis.study import Study


def provenance(study: Study, corpus: Path, codebook: Path | None, excerpts: Excerpts) -> list[tuple[str, str]]:
    """(what, value): digests and versions, and the command; no path of the machine."""
    origin = study.origin
    parsers = sorted(study.tables["articles"]["parser"].dropna().unique())
    command = f"framing report {corpus.resolve().name}"
    if codebook:
        command += f" --codebook {codebook.name}"
    if excerpts is not Excerpts.FULL:
        command += f" --excerpts {excerpts}"
    return [
        ("Corpus", f"{study.title}; {len(study.tables['articles'])} articles; digest {origin.corpus}"),
        ("Codebook", f"{study.codebook.name}; digest {origin.codebook}"),
        ("Package", f"framing-analysis {origin.version}; digest {origin.package}"),
        ("Parser", ", ".join(parsers) or "none"),
        ("Command", command),
    ]


def citation(study: Study) -> str:
    """A line to cite the report by."""
    origin = study.origin
    return f"{study.title}. Report of framing-analysis {origin.version}, corpus {origin.corpus}, codebook {origin.codebook}."
