"""What `framing compare` writes: the tables `estimates`, `contrasts`, `placebo`, `framing_index`, `keyness`; of a corpus whose truth is
known `truth` and `planted` too."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis import sheets
from analysis.codebook import Codebook
from analysis.compare import across, contrasts, estimates, index, keyness, marked, placebo, reuse, truth
from analysis.compare.placebo import EXCHANGES
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.compare.units import NO_EPISODE, Tables, placed, spellings
from analysis.result_tables import RESULT_TABLES

DIGITS = 6
TESTS = ("p", "q", "q_all", "matched_p")


def compare(
    tables: Tables, codebook: Codebook, exchanges: int = EXCHANGES, corpus: Path | None = None
) -> dict[str, pd.DataFrame]:
    """{name: table}. Copies are looked for first. `exchanges`: how often the placebo exchanges labels. `corpus`: the folder of the corpus;
    where the truth of it is known, it is set beside the estimates. Raises ProblemsError where that truth cannot be read."""
    if not len(tables["articles"]):
        names = [name for name in RESULT_TABLES if name not in ("truth", "planted")]
        return {name: pd.DataFrame(columns=RESULT_TABLES[name].names) for name in names}
    copies_marked = reuse.mark(tables, codebook)
    rows, differences, chance = [], [], None
    for c in estimates.groupings(copies_marked, codebook):
        rows.append(estimates.rows(c))
        if c.places.columns[-1] == "episode":
            differences += [contrasts.contrasts(c), across.across(c)]
            chance = placebo.placebo(c, exchanges) if chance is None else chance
        del c  # before the next one is made
    result = {
        "estimates": estimates.joined(rows),
        "contrasts": pd.concat(differences, ignore_index=True),
        "placebo": chance,
        "framing_index": index.framing_index(copies_marked, codebook),
        "keyness": keyness.keyness(copies_marked, codebook),
    }
    del rows, differences
    if corpus is not None and marked.is_known(corpus):
        result["truth"] = truth.truth(result["estimates"], tables, codebook, corpus)
        result["planted"] = truth.planted(copies_marked, codebook, corpus)
    return {name: rounded(table) for name, table in result.items()}


def write(found: dict[str, pd.DataFrame], folder: Path) -> None:
    """Each table as CSV; null is an empty field."""
    for name, table in found.items():
        sheets.write_csv(table, folder / f"{name}.csv")


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Values to `DIGITS`; a p or a q as it is, for it may be far smaller."""
    floats = [c for c in table.columns if table[c].dtype.kind == "f" and c not in TESTS]
    return table.assign(**{c: table[c].round(DIGITS) for c in floats})


def warnings(tables: Tables, found: Mapping[str, pd.DataFrame]) -> list[str]:
    """What a reader should know before the tables: outlets with two names, and what the corpus is too small for."""
    articles = placed(tables["articles"])
    said = [f"'{name}': {note}" for name, note in spellings(articles["outlet"]).items()]
    if not len(articles):
        return ["There are no articles: the tables are empty."]
    if (articles["episode"] == NO_EPISODE).any():
        number = int((articles["episode"] == NO_EPISODE).sum())
        said.append(f"{number} of {len(articles)} articles have no episode: they are compared only with each other.")
    if found["contrasts"]["p"].isna().all():
        said.append("No difference between outlets could be tested; contrasts.csv says why.")
    if not len(found["keyness"]):
        said.append(
            f"No words set outlets apart: two outlets need {MIN_ARTICLES} articles of one episode, apart from copies."
        )
    return said
