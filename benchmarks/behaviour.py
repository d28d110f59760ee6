"""How many cases of the behavioural suite hold: every expected row there, no forbidden one.

    python -m benchmarks.behaviour [--failures] [--only CONSTRUCT]

Needs the repository and no gold data. Prints the pass rate of each construct, of each conflict and of all with Wilson's 95 % interval;
--failures adds each failing case with the row it expects and the nearest one found. Cases of a codebook that is missing are not
scored but counted apart.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.annotate import run
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from benchmarks.agency import interval
from tests import behaviour_cases as suite
from tests.behaviour_cases import Case, Construct, Failure, Row


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--failures", action="store_true", help="print each failing case")
    arguments.add_argument("--only", help="one construct")
    given = arguments.parse_args()
    constructs = [c for c in map(suite.read, suite.files()) if given.only in (None, c.name)]
    scored, missing = score(constructs)
    print_rates(constructs, scored)
    for name, count in sorted(missing.items()):
        print(f"\nNOT SCORED: {count} cases, for there is no codebook {name} ({suite.CODEBOOKS[name].name})")
    if given.failures:
        print_failures(constructs, scored)


def score(constructs: Iterable[Construct]) -> tuple[dict[str, list[Failure]], Counter[str]]:
    """What fails in each case, by its id, and how many cases each missing codebook leaves unscored."""
    by_codebook: dict[str, list[Case]] = defaultdict(list)
    for construct in constructs:
        for case in construct.cases:
            by_codebook[case.codebook].append(case)
    scored: dict[str, list[Failure]] = {}
    missing: Counter[str] = Counter()
    for name, cases in sorted(by_codebook.items()):
        book = suite.load_codebook(name)
        if book is None:
            missing[name] = len(cases)
            continue
        found = annotated(cases, book)
        scored |= {case.id: suite.failures(case, found[case.id]) for case in cases}
    return scored, missing


def annotated(cases: Iterable[Case], book: Codebook) -> dict[str, dict[str, list[Row]]]:
    """The rows of each case by table; a missing value is None. Raises RuntimeError where a text cannot be annotated."""
    articles = [Article(case.id, None, "unknown", case.document, title=case.title) for case in cases]
    tables = run.annotate(Corpus(suite.FOLDER, articles), book)
    if len(tables["rejected"]):
        raise RuntimeError(f"not annotated: {tables['rejected'].to_dict('records')}")
    found: dict[str, dict[str, list[Row]]] = {a.article_id: {name: [] for name in tables} for a in articles}
    for name, table in tables.items():
        for row in _records(table):
            found[row["article_id"]][name].append(row)
    return found


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    values = table.astype("object")
    return values.where(values.notna(), None).to_dict("records")


def print_rates(constructs: list[Construct], scored: dict[str, list[Failure]]) -> None:
    groups: dict[str, list[bool]] = defaultdict(list)
    conflicts: dict[str, list[bool]] = defaultdict(list)
    for construct in constructs:
        for case in construct.cases:
            if case.id in scored:
                groups[construct.name].append(not scored[case.id])
                conflicts[case.codebook].append(not scored[case.id])
    for heading, rates in (("construct", groups), ("conflict", conflicts)):
        print(f"{heading:44} holds")
        for name, passed in sorted(rates.items()):
            print(f"{name:44} {interval(sum(passed), len(passed))}")
        print()
    everything = [passed for rate in groups.values() for passed in rate]
    print(f"{'all':44} {interval(sum(everything), len(everything))}")


def print_failures(constructs: list[Construct], scored: dict[str, list[Failure]]) -> None:
    for construct in constructs:
        print(f"\n== {construct.name}: {construct.about}")
        for case in construct.cases:
            for number, failure in enumerate(scored.get(case.id, [])):
                if number == 0:
                    print(f"\n{case.id} ({case.codebook}): {' | '.join(case.document.split(chr(10) * 2))}")
                print(f"  {'forbidden' if failure.forbidden else 'expected '} {_shown(failure.expected)}")
                print(f"  nearest   {_nearest(failure)}")


def _shown(row: Row) -> str:
    return "  ".join(f"{key}={value}" for key, value in row.items())


def _nearest(failure: Failure) -> str:
    """The nearest row's words, and its values in the columns that the expected row speaks of."""
    row = failure.nearest
    if row is None:
        return f"no row in {failure.expected['table']}"
    values = {key: row[key] for key in failure.expected if key in row}
    return f"“{failure.case.document[row['start'] : row['end']]}”  {_shown(values)}"


if __name__ == "__main__":
    main()
