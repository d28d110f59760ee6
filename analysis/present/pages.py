"""A page of the site, before it is laid out."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from markupsafe import Markup

Group = Literal["questions", "outlets", "pairs", "articles", "about"]
GROUPS: dict[Group, str] = {
    "questions": "Questions",
    "outlets": "Outlets",
    "pairs": "Outlets in pairs",
    "articles": "Articles",
    "about": "About",
}


class Page(NamedTuple):
    """`path`: from the site's root, e.g. `outlets/herald.html`, made with `file_names`. `heading`: plain text, its only <h1>. `group`: the
    part of the menu that it stands in. `body`: safe HTML that follows the heading. Its own headings begin with <h2>. A link in it
    (`href="articles/03.html#m-10-22"`) is written from the site's root, wherever the page is; `#part` stays on the page. Numbers that
    count passages are marked by `counts.count`. `menu`: its short name in the menu; null for a page that is reached by links only.
    `script`, `style`: the page's own, where it has any."""

    path: str
    heading: str
    group: Group
    body: Markup
    menu: str | None = None
    script: str = ""
    style: str = ""


def file_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """A file name (without folder and ending) for each name, no two alike even where upper and lower case are the same.

    A name comes from the input and is never a path: one that is anything but plain letters, digits, hyphens is replaced by `prefix` and a number.
    """
    names = list(names)
    taken = Counter(name.lower() for name in names)
    result, number = {}, 0
    for name in names:
        if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name) and taken[name.lower()] == 1:
            result[name] = name
        else:
            number += 1
            while f"{prefix}-{number}" in taken:
                number += 1
            result[name] = f"{prefix}-{number}"
    return result
