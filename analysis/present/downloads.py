"""Every table of a report as CSV, to take away."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from analysis import schema, sheets
from analysis.present.excerpts import Excerpts
from analysis.present.layout import environment
from analysis.present.numbers import count
from analysis.present.pages import Page

FOLDER, PATH = "data", "data.html"
LARGE = 2_000_000  # bytes of a CSV beyond which it is packed
_TIME = (1980, 1, 1, 0, 0, 0)  # a packed table is the same every time
COMPARED = {
    "estimates": "every measure by outlet and episode, by outlet and month",
    "contrasts": "every pair of outlets, and each against the others",
    "placebo": "how many differences chance alone would list",
    "framing_index": "the lean of each article",
    "keyness": "words that set outlets apart",
    "truth": "the true value beside each estimate, where it is known",
}


def write(
    folder: Path, tables: Mapping[str, pd.DataFrame], compared: Mapping[str, pd.DataFrame], excerpts: Excerpts
) -> Page:
    """Write the tables that may be shown into `folder`/data; returns the page that lists them. Texts are left out unless all may be shown,
    and tables that hold words of the articles where nothing may."""
    shown = dict(compared)
    if excerpts is Excerpts.FULL:
        shown |= tables
    elif excerpts is Excerpts.SENTENCE:
        shown |= {**tables, "articles": tables["articles"].drop(columns="text")}
    else:
        shown |= {"articles": tables["articles"].drop(columns="text")}
        shown.pop("keyness", None)
    (folder / FOLDER).mkdir()
    rows = []
    for name, table in shown.items():
        declared = schema.tables().get(name)
        what = COMPARED.get(name) or (f"one row for each {declared.unit}" if declared else "")
        rows.append((_write(folder, name, table), name.replace("_", " "), what, count(len(table), "row")))
    body = environment().get_template("downloads.html.j2").render(rows=rows)
    return Page(PATH, "Every table, to download", "about", Markup(body), "Data")


def _write(folder: Path, name: str, table: pd.DataFrame) -> str:
    """The address of the table that is written."""
    path = folder / FOLDER / f"{name}.csv"
    sheets.write_csv(table, path)
    if path.stat().st_size <= LARGE:
        return f"{FOLDER}/{path.name}"
    packed = path.with_name(path.name + ".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(zipfile.ZipInfo(path.name, _TIME), path.read_bytes(), zipfile.ZIP_DEFLATED)
    path.unlink()
    return f"{FOLDER}/{packed.name}"
