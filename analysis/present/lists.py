"""Pages that list others: the articles, and the parts of the menu that have many pages."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare.units import labels
from analysis.present.article_pages import FOLDER
from analysis.present.layout import IN_MENU, environment
from analysis.present.pages import GROUPS, Group, Page
from analysis.present.words import episode
from analysis.study import Study

LISTED: tuple[Group, ...] = ("outlets", "pairs")


def articles(study: Study, files: Mapping[str, str]) -> Page:
    """Every article with its outlet, day, episode and length. `files`: of their pages; empty where they have none."""
    names = labels(study.tables["articles"])
    rows: list[dict[str, Any]] = [
        {
            "address": f"{FOLDER}/{files[row.article_id]}.html" if row.article_id in files else None,
            "name": names[row.article_id],
            "title": row.title if pd.notna(row.title) else "",
            "date": row.date.date().isoformat() if pd.notna(row.date) else "–",
            "episode": episode(study.codebook, row.episode),
            "words": f"{row.n_words:,}",
        }
        for row in study.tables["articles"].itertuples(index=False)
    ]
    body = environment().get_template("articles.html.j2").render(rows=rows)
    return Page("articles.html", "The articles", "articles", Markup(body), "All articles")


def long_parts(pages: Sequence[Page]) -> list[Page]:
    """A page that lists a part of the menu, for each part that is too long to stand in it."""
    result = []
    for group in LISTED:
        inside = [p for p in pages if p.group == group and p.menu]
        if len(inside) > IN_MENU and f"{group}.html" not in {p.path for p in inside}:
            items = Markup("").join(
                Markup('<li><a href="{}">{}</a></li>').format(p.path, p.menu or p.heading) for p in inside
            )
            result.append(Page(f"{group}.html", GROUPS[group], group, Markup(f'<ul class="many">{items}</ul>'), "All"))
    return result
