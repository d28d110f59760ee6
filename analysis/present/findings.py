"""The findings page: for each episode what sets its articles apart, then what each article does by itself."""

import html

from analysis.compare.units import labels
from analysis.present import wording
from analysis.present.display import Shown
from analysis.study import Study


def by_episode(study: Study) -> Shown:
    """What sets the articles of one episode apart; an episode of one article says so."""
    plain: list[str] = []
    parts: list[str] = []
    for name, ids in wording.episodes(study.tables, study.codebook):
        sentences = wording.compared(study.tables, study.codebook, ids)
        sentences = sentences or [
            f"One article only ({wording.article_names(study.tables, ids)}): nothing to set it apart from."
        ]
        _section(name, sentences, plain, parts)
    return Shown("\n".join(plain), "".join(parts))


def by_article(study: Study) -> Shown:
    """What each article does by itself."""
    plain: list[str] = []
    parts: list[str] = []
    for article_id, name in labels(study.tables["articles"]).items():
        _section(name, wording.alone(study.tables, study.codebook, article_id), plain, parts)
    return Shown("\n".join(plain), "".join(parts))


def _section(heading: str, sentences: list[str], plain: list[str], parts: list[str]) -> None:
    plain += [heading, *(f"- {s}" for s in sentences), ""]
    items = "".join(f"<li>{html.escape(s)}</li>" for s in sentences)
    parts.append(f'<h3>{html.escape(heading)}</h3><ul class="findings">{items}</ul>')
