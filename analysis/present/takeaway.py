"""What a page holds, to take away: each table as CSV, each figure as SVG and PNG, written beside the pages and linked below it.

A figure is drawn anew by Matplotlib, from its table: the library is here for the notebooks already, writes both formats, and needs
nothing of the system. What would turn a page's own SVG to PNG needs Cairo, or is a second renderer.
"""

import base64
import io
import re
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple

from markupsafe import Markup

from analysis import sheets
from analysis.present import drawn, page_tables
from analysis.present.page_tables import Table
from analysis.present.pages import Page

FOLDER = "data"
_PICTURE = re.compile(
    r'(<img [^>]*src="data:image/(png|svg\+xml);base64,([^"]*)"[^>]*>)(?:<data class="png" value="([^"]*)"></data>)?'
)


class Taken(NamedTuple):
    """A page with links to what can be taken away from it. `files`: those, by their path in the site."""

    page: Page
    files: dict[str, bytes]


def taken(page: Page) -> Taken:
    """The page, each of its tables and figures with its links below it."""
    files: dict[str, bytes] = {}
    stem = f"{FOLDER}/{PurePosixPath(page.path).with_suffix('')}"
    numbers, pictures = count(1), count(1)

    def table(match: re.Match[str]) -> str:
        found = page_tables.read(match[0])
        name = f"{stem}-{next(numbers)}"
        made = {"csv": _csv(found)}
        if found.is_figure and found.rows:
            made |= drawn.files(found)
        return match[0] + links(name, made, found.caption)

    def picture(match: re.Match[str]) -> str:
        image, kind, shown, png = match.groups()
        made = {"svg": shown, "png": png} if kind == "svg+xml" else {"png": shown}
        name = f"{stem}-figure-{next(pictures)}"
        return image + links(name, {k: base64.b64decode(v) for k, v in made.items() if v}, "")

    def links(name: str, made: dict[str, bytes], caption: str) -> str:
        files.update({f"{name}.{kind}": content for kind, content in made.items()})
        each = Markup(" ").join(
            Markup('<a href="{0}.{1}" download aria-label="{2}{3}">{2}</a>').format(
                name, kind, kind.upper(), f": {caption}" if caption else ""
            )
            for kind in made
        )
        return str(Markup('<p class="take">Download: {}</p>').format(each))

    body = _PICTURE.sub(picture, page_tables.FOUND.sub(table, page.body))
    return Taken(page._replace(body=Markup(body)), files)


def _csv(table: Table) -> bytes:
    file = io.BytesIO()
    sheets.write_csv(table.frame(), file)
    return file.getvalue()
