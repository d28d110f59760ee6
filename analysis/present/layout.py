"""Pages laid out: one template for all, the menu, what the page is made of, links from wherever it stands.

A page holds its own style and fetches nothing. Its content security policy allows no script, except one whose digest it names.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from analysis.present.pages import GROUPS, Group, Page

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
IN_MENU = 12  # a part of the menu with more pages is one list, on a page of its own
FRONT, SEARCH = "index.html", "search.html"
SHEETS = ("site.css", "charts.css")
_LINK = re.compile(r' href="(?!#|[a-z][a-z0-9+.-]*:)')

_SCROLL = ('<div class="scroll">', '<div class="scroll" tabindex="0">')  # what scrolls is reached by key


class Site(NamedTuple):
    """What stands on every page. `provenance`: (what, value)."""

    title: str
    provenance: list[tuple[str, str]]
    citation: str


class Entry(NamedTuple):
    """A link of the menu. `here`: whether the page that is shown stands in its part."""

    path: str
    name: str
    here: bool = False


class Layout:
    """Lays out the pages of a site. `pages`: all of them that stand in the menu, in its order."""

    def __init__(self, site: Site, pages: Sequence[Page]) -> None:
        self.site = site
        self.groups: dict[Group, list[Page]] = {
            group: [p for p in pages if p.group == group and p.menu and p.path not in (FRONT, SEARCH)]
            for group in GROUPS
        }
        self._template = environment().get_template("base.html.j2")

    def html(self, page: Page, linked: Callable[[str], str] = str) -> str:
        """The page as a document. `linked`: makes links of the marks in a body; they are seen from the site's root."""
        root = "../" * page.path.count("/")
        body = _LINK.sub(f' href="{root}', linked(page.body)).replace(*_SCROLL)
        here = self.groups[page.group] if page.path not in (FRONT, SEARCH) else []
        return self._template.render(
            site=self.site,
            page=page,
            root=root,
            body=Markup(body),
            style=style() + Markup(page.style),
            menu=self._menu(page),
            submenu=[Entry(p.path, p.menu or p.heading) for p in here] if 1 < len(here) <= IN_MENU else [],
            submenu_name=GROUPS[page.group],
            has_code='class="code"' in body,
            policy=policy(page.script),
            script=Markup(page.script),
        )

    def _menu(self, page: Page) -> list[Entry]:
        entries = [Entry(FRONT, "Findings")]
        for group, name in GROUPS.items():
            pages = self.groups[group]
            if pages:
                entries.append(Entry(pages[0].path, name, page.path not in (FRONT, SEARCH) and page.group == group))
        return [*entries, Entry(SEARCH, "Search")]


@cache
def environment() -> Environment:
    """Jinja2 with everything escaped that is not safe markup already."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )


@cache
def style() -> Markup:
    """The style of every page."""
    code = HtmlFormatter(style="bw").get_style_defs(".highlight")
    sheets = "".join((HERE / name).read_text(encoding="utf-8") for name in SHEETS)
    rules = re.sub(r"/\*.*?\*/|\n\s*", "", sheets, flags=re.DOTALL)
    return Markup(rules + "".join(line for line in code.splitlines() if "{" in line and "background" not in line))


def policy(script: str) -> str:
    """The content security policy of a page with this script, or with none."""
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" if script else "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
