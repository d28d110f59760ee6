"""The pages that stand before and around the questions: the first page, one an outlet, one a pair of outlets, those about the report."""

from collections.abc import Mapping

import pandas as pd

from analysis.present import about_pages, front, outlet_pages, pair_pages
from analysis.present.pages import Page
from analysis.present.results import Results
from analysis.present.rows import rows
from analysis.study import Study


def pages(study: Study, compared: Mapping[str, pd.DataFrame]) -> list[Page]:
    """All of them. `compared`: the tables of `compare.result`, with `truth` where it is known."""
    results = Results(rows(study), compared)
    return [front.page(results), *outlet_pages.pages(results), *pair_pages.pages(results), *about_pages.pages(results)]
