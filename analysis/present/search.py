"""Search that works from disk: a page that lists every page, and a few lines of script that hide those that do not match."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from analysis.present.excerpts import Excerpts
from analysis.present.layout import HERE, SEARCH, environment
from analysis.present.pages import GROUPS, Page
from analysis.study import Study

MOST = 600_000  # characters of the articles' words beyond which only headlines are searched, for the page would be too large
_WORD = re.compile(r"[^\W_]{3,}")
_HEADINGS = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)


class Entry(NamedTuple):
    """A page that can be found. `words`: what it is found by beside what is shown."""

    path: str
    name: str
    part: str
    words: str


def search(study: Study, pages: Sequence[Page], articles: Sequence[tuple[str, str, str]], excerpts: Excerpts) -> Page:
    """The page to search. `pages`: those of the menu; `articles`: (id, page, name) of each that has one."""
    entries = [
        Entry(p.path, p.heading, GROUPS[p.group], " ".join(_words(" ".join(_HEADINGS.findall(p.body))))) for p in pages
    ]
    table = study.tables["articles"].set_index("article_id")
    texts = dict(table["text"]) if excerpts is Excerpts.FULL else {}
    titles = table["title"].fillna("").to_dict()
    words = _index({article: texts[article] for article, *_ in articles if article in texts})
    entries += [
        Entry(path, f"{name} {titles[a]}".strip(), GROUPS["articles"], words.get(a, "")) for a, path, name in articles
    ]
    body = environment().get_template("search.html.j2").render(entries=entries, whole=bool(words))
    script = (HERE / "search.js").read_text(encoding="utf-8")
    return Page(SEARCH, "Search", "about", Markup(body), "Search", script)


def _index(texts: Mapping[str, str]) -> dict[str, str]:
    """The words of each article, but those that most articles have; nothing where that would be too much."""
    found = {article: _words(text) for article, text in texts.items()}
    common = Counter(word for words in found.values() for word in words)
    most = max(len(texts) / 2, 3)
    result = {article: " ".join(w for w in words if common[w] <= most) for article, words in found.items()}
    return result if sum(map(len, result.values())) <= MOST else {}


def _words(text: str) -> list[str]:
    """The different words of a text without accents, as the script sees them; none that is overlong."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return sorted({word for word in _WORD.findall(plain) if len(word) <= 40})
