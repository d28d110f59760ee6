"""An article with every voice and mark, inside a notebook."""

from markupsafe import Markup

from analysis.compare.units import labels
from analysis.present.article_pages import ArticlePages
from analysis.present.display import Shown, note
from analysis.present.excerpts import Excerpts, allowed
from analysis.present.layout import style
from analysis.present.rows import rows
from analysis.study import Study

# A frame of its own: the site's rules are for a whole page, and a notebook's are not to be changed. Nothing in it may run.
FRAME = Markup(
    '<iframe title="{}" srcdoc="{}" sandbox style="width: 100%; height: 36rem; border: 1px solid #ccc"></iframe>'
)
DOCUMENT = Markup(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{}</title><style>{}</style></head><body><main>{}</main></body></html>'
)


def article(study: Study, article_id: str) -> Shown:
    """The article as its page of the site shows it. Raises ValueError where the study has no such article."""
    articles = study.articles
    if article_id not in set(articles["article_id"]):
        raise ValueError(f"no article '{article_id}'; there are {', '.join(articles['article_id'].head(12))} …")
    if allowed() is not Excerpts.FULL:
        return note("Whole articles are not shown here.")
    (page,) = ArticlePages(rows(study).study, {article_id: "article"}, {}).pages([article_id])
    name = labels(articles)[article_id]
    document = DOCUMENT.format(name, style(), page.body)
    text = articles.set_index("article_id").loc[article_id, "text"]
    return Shown(f"{name}\n\n{text}", str(FRAME.format(name, str(document))))
