"""The tables that `framing compare` writes as CSV, declared once: of each the columns in their order, their type, whether they may be null
and their meaning. What the measures are and how the estimates are made: docs/comparing.md.
"""

from typing import NamedTuple


class ResultColumn(NamedTuple):
    """`kind`: string, integer, number or true/false."""

    name: str
    kind: str
    null: bool
    text: str


class ResultTable(NamedTuple):
    """`unit`: what a row is."""

    unit: str
    columns: tuple[ResultColumn, ...]

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]


def _table(unit: str, *columns: str) -> ResultTable:
    """Each column as "name kind: meaning"; a question mark behind the kind where it may be null."""
    parts = [(*head.split(" ", 1), text) for head, text in (column.split(": ", 1) for column in columns)]
    return ResultTable(unit, tuple(ResultColumn(n, k.rstrip("?"), k.endswith("?"), text) for n, k, text in parts))


_EPISODE = "id of the codebook's episode, or `(no episode)`: the articles without one"
_VOICE = "outlet, indirect, direct, scare, or `all`: every voice together; null where the measure knows no voices"
_ITEM = "variant (`concept/variant`), concept, construction, kind of source, fact …; null where the measure has none"
_SIDE = "a side's id; null where the measure has no sides"
_SOURCE = "of ties the blamer: a side, both, other, unresolved, or `outlet`"
_COPIES = "`all`, or `without` copies: agencies' are left out and of other clusters all but the first article"

RESULT_TABLES = {
    "estimates": _table(
        "measure × item or side × voice × outlet × episode, and the same × month",
        "measure string: what is measured: a name of `analysis/compare/measures.py`",
        f"item string?: {_ITEM}",
        f"episode string?: {_EPISODE}; null in the rows by month",
        "outlet string: the outlet, with `(inferred)` where the corpus does not state it; `(outlet unknown)`: those of no known outlet",
        "month string?: year and month, of articles with a date; null in the rows by episode",
        f"voice string?: {_VOICE}",
        f"side string?: {_SIDE}",
        f"source_side string?: {_SOURCE}",
        f"copies string: {_COPIES}",
        "k integer?: rows (or words) counted; null where it is a mean",
        "n integer: of how many; of a mean the number of scores",
        "n_articles integer: articles with anything to count",
        "n_clusters integer: units: articles, copies of one dispatch in one outlet together",
        "n_eff number?: number of independent mentions that would be as precise; of a mean the units",
        "value number?: the share or mean. Copies count once: where there are any, it is not k / n",
        "low number?: lower end of its 95 % interval; null below five units",
        "high number?: upper end",
        "shrunk number?: the value drawn towards the mean of the episode's outlets, the more the less is known; from four outlets on",
        "shrunk_low number?: lower end of its interval",
        "shrunk_high number?: upper end",
        "bound_low number?: the share if nothing that is unresolved were counted (Manski 1989, Journal of Human Resources 24:343–360)",
        "bound_high number?: the share if all that is unresolved were counted",
        "table string: the table whose rows are counted",
        "accuracy string: the page that records how often these rows are right",
        "note string?: why there is no interval; that no copies are known; another name that may be the same outlet's",
    ),
    "contrasts": _table(
        "measure × item or side × voice × episode × pair of outlets, or outlet against the rest",
        "measure string?: as in `estimates`; null in the row of a pair of which one has too few articles for any test, or of an outlet alone",
        f"item string?: {_ITEM}",
        f"episode string: {_EPISODE}; or `(all episodes)`: of two outlets that have several in common, differences within each, added up with "
        "weights that are the same for both (Mantel and Haenszel's)",
        f"voice string?: {_VOICE}",
        f"side string?: {_SIDE}",
        f"source_side string?: {_SOURCE}",
        f"copies string: {_COPIES}",
        "first string?: an outlet, or `(rest)`: the mean of the others, each with one vote; null where there is no other outlet",
        "second string: an outlet",
        "difference number?: second less first",
        "low number?: lower end of its 95 % interval, that of the test",
        "high number?: upper end",
        "log_ratio number?: log2 of second over first, of shares above 0",
        "p number?: of no difference; null where `note` says why",
        "q number?: false discovery rate over the tests of the family (Benjamini and Hochberg)",
        "q_all number?: the same over all tests of its kind: pairs, outlets against the rest, pairs over episodes",
        "family string?: the tests that are made at once: those of one measure, episode, voice, copies and kind",
        "family_size integer?: how many",
        "matched_difference number?: the difference within the events that both tell of; null against the rest",
        "matched_p number?: of exchanging the two outlets' labels there; from six events on that differ",
        "n_events integer?: events that both tell of; null against the rest",
        "articles_needed integer?: units that each would need for such a difference to be found in four cases of five; null over episodes",
        "note string?: why there is no test, over all units or within events",
    ),
    "placebo": _table(
        "kind of contrast × measure",
        "kind string: pairs, or rest: an outlet against the others",
        "measure string?: null: all together",
        "listed integer: contrasts with q <= .05",
        "expected number: how many are listed where outlets' labels are exchanged within events (within the month where an event has one "
        "outlet only): the mean",
        "high number: what 95 % of the exchanges do not exceed",
        "exchanges integer: how many were made",
    ),
    "framing_index": _table(
        "article",
        "article_id string: the article",
        "outlet string: its outlet, as in `estimates`",
        "index number?: how far it leans, -1 to 1, positive towards the codebook's first side; null where nothing in it could lean",
        "usage number?: a part of it: whose words it uses; null where the article has none, which counts as balanced",
        "doers number?: a part: whose acts are named, those of the other side positive",
        "victims number?: a part: who suffers",
        "tone number?: a part: the tone towards the sides",
        "n_units integer: rows behind it",
        "own_index number?: the same of the outlet's own voice alone",
        "own_usage number?: a part of that",
        "own_doers number?: a part of that",
        "own_victims number?: a part of that",
        "own_tone number?: a part of that",
        "own_n_units integer: rows behind that",
        "note string?: why there is no index",
    ),
    "keyness": _table(
        "word or phrase of an outlet in an episode, the clearest first",
        f"episode string: {_EPISODE}",
        "outlet string: as in `estimates`",
        "word string: a word, or two in a row, in small letters, that the outlet writes more often than the others in its own voice",
        "name true/false: whether it is of a name in the codebook, for which the codebook has no rival",
        "k number: how often it stands in the outlet's words; copies count once",
        "n number: the outlet's words",
        "rest_k number: how often in the other outlets'",
        "rest_n number: the others' words",
        "n_clusters integer: units of the outlet that have it",
        "log_odds number: of the outlet's use against the others', with an informative prior",
        "z number: the same in standard errors; the list is ranked by it",
        "difference number: k / n less rest_k / rest_n",
        "p number: of as many of the outlet's units or more having it, given how many of all units have it and how long they are",
        "q number: false discovery rate over every word, outlet and episode",
        "article_id string: where it stands first in the outlet: the article",
        "start integer: first character",
        "end integer: one past the last",
    ),
    "truth": _table(
        "estimate by outlet and episode of which the truth is known; only of a corpus folder with `marks.csv` and `truth.yml` (`--corpus`)",
        "measure string: as in `estimates`",
        f"item string?: {_ITEM}",
        f"episode string: {_EPISODE}",
        "outlet string: as in `estimates`",
        f"voice string?: {_VOICE}",
        f"side string?: {_SIDE}",
        f"source_side string?: {_SOURCE}",
        f"copies string: {_COPIES}",
        "k integer?: as in `estimates`; null where the suite counted nothing",
        "n integer?: as in `estimates`",
        "value number?: as in `estimates`",
        "low number?: as in `estimates`",
        "high number?: as in `estimates`",
        "truth_k integer?: k as a hand marked it",
        "truth_n integer: n as a hand marked it",
        "truth number: the value as a hand marked it",
        "found true/false?: whether it lies in the interval; null where there is none",
    ),
    "planted": _table(
        "pair of outlets of what was planted; only of a corpus whose truth is known",
        "id string: its name in `truth.yml`",
        "kind string: difference, equality, or shift: within one outlet",
        "measure string: as in `estimates`",
        f"item string?: {_ITEM}",
        f"voice string?: {_VOICE}",
        f"side string?: {_SIDE}",
        f"copies string: {_COPIES}",
        "first string: an outlet; of a shift `before`",
        "second string: an outlet; of a shift `after`",
        "truth number?: second less first over all episodes, as a hand marked it",
        "difference number?: the same as estimated",
        "low number?: lower end of its interval",
        "high number?: upper end",
        "p number?: of no difference",
        "q number?: in its family",
        "found true/false: a difference or shift that is listed (q <= .05) and has the right sign; an equality that is not listed",
        "comment string: what was planted, in words",
    ),
}
