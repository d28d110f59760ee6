"""The whole system against news that no rule was made on (tests/gold/news): acts, who did and suffered them, attributions, ties.

    python -m benchmarks.news --gold DIR [--half open|open-2|sealed|sealed-2|sealed-3|sealed-4] [--set slant|ukraine] [--cache DIR] [--errors N]

DIR holds slant/ and outlets/ of the gold data; a text whose hash is not the coded one's is an error. Rows are matched one to one where
their spans overlap (attributions: intersection over union of the contents at least 0.5). Printed, with 95 % intervals from 1,000
bootstrap samples of articles:

- acts: precision and recall of the rows of `events`, whatever their modality;
- the side of the doer and of the sufferer: right, of the rows for which the system gives a side; found and right, of those for
  which the coder gives one (rows that the system does not have count as missed). Then the same for each of the two sides, the share
  that the system has but leaves unresolved, and the first side's figure less the second's;
- attributions (what is said before and behind the sentence of a cue is two rows, as in the coding): precision and recall, and the source's side among the matched ones for which the coder gives one, and among those of them for which the system does;
- ties: precision and recall; a tie is right where who blames and who is blamed are right. As the coding has none from acts that are
  negated, denied or unreal, or whose doer is no one side, such rows of the system are left out.

--errors prints what was missed or wrong, in the halves that are known; one that is held back is scored and not read.
"""

import argparse
import csv
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis.annotate import run
from benchmarks.coders import HALVES, NEWS, VALUES, Row, matched

CODEBOOKS = Path(__file__).parent.parent / "corpus" / "codebooks"
SETS = {
    "slant": ("slant/karabakh-2020-dev.jsonl", "nagorno-karabakh.yml"),
    "ukraine": ("outlets/ukraine-2022-dev.jsonl", "russia-ukraine.yml"),
}
TABLES = ("events", "attributions", "blame")
SAMPLES = 1000
# Halves whose errors may be read: those once held back were, when they had been scored.
KNOWN = ("open", "sealed", "sealed-2", "sealed-3", "open-2")
_MARKS = re.compile('["“”«»]')
# From a cue to a quotation that begins a later sentence.
_NEXT_QUOTED = re.compile('[^"“”«»]*[.!?][ \\t]*["“«](?=\\w)')
# A count of one article: a name, and how many are right of how many there are.
Counts = Counter[str]


@dataclass
class Score:
    """Counts by article, from which every figure and its interval are made."""

    articles: list[Counts] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def figure(self, right: str, of: str) -> str:
        """`right / of` with its interval."""
        values = np.array([[c[right], c[of]] for c in self.articles], dtype=float)
        low, high = np.nanpercentile(_ratio(_samples(values)), [2.5, 97.5])
        k, n = values.sum(axis=0)
        return f"{k / n:.3f} [{low:.3f}, {high:.3f}] ({k:.0f}/{n:.0f})" if n else "– (0)"

    def difference(self, right: str, of: str, sides: tuple[str, str]) -> str:
        """The first side's figure less the second's, with its interval."""
        first, second = (
            np.array([[c[f"{right} {side}"], c[f"{of} {side}"]] for c in self.articles], dtype=float) for side in sides
        )
        if not (first.sum(axis=0)[1] and second.sum(axis=0)[1]):
            return "–"
        both = _samples(np.hstack([first, second]))
        low, high = np.nanpercentile(_ratio(both[:, :2]) - _ratio(both[:, 2:]), [2.5, 97.5])
        whole = [k / n for k, n in (first.sum(axis=0), second.sum(axis=0))]
        return f"{whole[0] - whole[1]:+.3f} [{low:+.3f}, {high:+.3f}]"


def _samples(values: np.ndarray) -> np.ndarray:
    """Sums over articles drawn with replacement: SAMPLES × columns."""
    drawn = np.random.default_rng(0).integers(len(values), size=(SAMPLES, len(values)))
    return np.asarray(values[drawn].sum(axis=1))


def _ratio(values: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(values[:, 0] / values[:, 1])


# --- reading ----------------------------------------------------------------------------------------------------------


def coded(half: str, name: str) -> dict[str, str]:
    """The articles of a half and a set: id to hash."""
    with (NEWS / "articles.csv").open(encoding="utf-8") as file:
        return {r["article_id"]: r["sha256"] for r in csv.DictReader(file) if (r["half"], r["set"]) == (half, name)}


def coding(table: str, half: str, articles: Iterable[str]) -> dict[str, list[Row]]:
    """The coder's rows of a table, by article."""
    rows: dict[str, list[Row]] = {article: [] for article in articles}
    with (NEWS / f"{table}-{half}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["article_id"] in rows:
                rows[row["article_id"]].append(row)
    return rows


def texts(gold: Path, name: str, hashes: dict[str, str]) -> corpora.Corpus:
    """The coded articles of a set as a corpus. Raises ValueError where a text is missing or another than was coded."""
    kept = [*corpora.REQUIRED, *corpora.OPTIONAL]
    records: dict[str, dict] = {}
    for line in (gold / SETS[name][0]).open(encoding="utf-8"):
        record = json.loads(line)
        records.setdefault(record["article_id"], record)  # two ids occur twice; the first of each was coded
    wanted = [{k: r[k] for k in kept if k in r} for i, r in records.items() if i in hashes]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_text("\n".join(map(json.dumps, wanted)), encoding="utf-8")
        corpus = corpora.read(path)
    found = {a.article_id: hashlib.sha256(a.text.encode()).hexdigest() for a in corpus.articles}
    if wrong := sorted(i for i in hashes if found.get(i) != hashes[i]):
        raise ValueError(f"{SETS[name][0]}: not the texts that were coded: {', '.join(wrong)}")
    return corpus


def system(corpus: corpora.Corpus, book: codebooks.Codebook, cache: Path | None) -> dict[str, dict[str, list[Row]]]:
    """The system's rows by table and article, with the coding's names and values."""
    tables = run.annotate(corpus, book, kept=cache)
    if len(tables["rejected"]):
        raise ValueError(f"articles were rejected: {tables['rejected'].to_dict('records')}")
    found: dict[str, dict[str, list[Row]]] = {}
    whole = {a.article_id: a.text for a in corpus.articles}
    for table in TABLES:
        by_article: dict[str, list[Row]] = {a.article_id: [] for a in corpus.articles}
        rows = tables[table].astype("object")
        for raw in rows.where(rows.notna(), "").to_dict("records"):
            row = {str(k): str(v) for k, v in raw.items()}
            if table == "attributions":
                by_article[row["article_id"]] += _as_coded(row, whole[row["article_id"]])
                continue
            if table == "blame" and row["blamer"] == "outlet":
                row["blamer_side"] = "outlet"
            if table == "blame" and not _codable(row, book.side_ids):
                continue
            by_article[row["article_id"]].append(row)
        found[table] = by_article
    return found


def _as_coded(row: Row, text: str) -> list[Row]:
    """A row of `attributions` in the units of the coding, which has what a speaker goes on to say behind the sentence of the cue ('"A," X
    said. "B."') as a row by itself, where the table, like PolNeAR, has one content. Both parts have the row's source."""
    start, end = int(row["start"]), int(row["end"])
    parts = [(start, end)]
    if row["cue_start"] and start < int(row["cue_start"]) < end:
        closed = max((m.end() for m in _MARKS.finditer(text, start, int(row["cue_start"]))), default=None)
        opened = _NEXT_QUOTED.match(text, int(row["cue_end"]), end)
        if closed is not None and opened is not None:
            parts = [(start, closed), (opened.end() - 1, end)]
    return [row | {"content_start": str(first), "content_end": str(last)} for first, last in parts]


def _codable(row: Row, sides: tuple[str, str]) -> bool:
    """Whether the coding could have a tie: none where the act is not said to have happened, or one of the sides is not its doer."""
    return row["modality"] in ("asserted", "hedged") and (row["basis"] != "event" or row["blamed_side"] in sides)


# --- counting ---------------------------------------------------------------------------------------------------------

Pairs = list[tuple[Row, Row]]


def paired(table: str, gold: list[Row], found: list[Row]) -> Pairs:
    values = VALUES[table]
    least = 0.499 if table == "attributions" else 0.0
    return matched(gold, found, least, lambda a, b: sum(a[v] == b[v] for v in values))


def count_acts(gold: list[Row], found: list[Row], sides: tuple[str, str], tell: Callable[..., None]) -> Counts:
    pairs = paired("events", gold, found)
    counts = Counter({"act": len(pairs), "act gold": len(gold), "act found": len(found)})
    for row in _without(gold, [g for g, _ in pairs]):
        tell("act missed", row)
    for row in _without(found, [f for _, f in pairs]):
        tell("act not coded", row)
    for role in ("agent", "patient"):
        column, known = f"{role}_side", {*sides, "both", "other"}
        for row in gold:
            counts.update([f"{role} gold {row[column]}"] + [f"{role} gold"] * (row[column] in known))
        for g, f in pairs:
            right = g[column] == f[column]
            counts[f"{role} open {g[column]}"] += f[column] not in known
            if f[column] in known:
                counts.update([f"{role} given", f"{role} given {f[column]}"])
                if right:
                    counts.update([f"{role} right", f"{role} right {f[column]}"])
            if not right and (f[column] in known or g[column] in known):
                tell(f"{role} {g[column] or 'none'} as {f[column] or 'none'}", g, f)
    return counts


def count_attributions(gold: list[Row], found: list[Row], tell: Callable[..., None]) -> Counts:
    pairs = paired("attributions", gold, found)
    counts = Counter({"attribution": len(pairs), "attribution gold": len(gold), "attribution found": len(found)})
    for row in _without(gold, [g for g, _ in pairs]):
        tell("attribution missed", row)
    for row in _without(found, [f for _, f in pairs]):
        tell("attribution not coded", row)
    for g, f in pairs:
        if g["source_side"]:
            right = g["source_side"] == f["source_side"]
            given = f["source_side"] not in ("", "unresolved")
            counts.update(
                {"source": right, "source gold": 1, "source given": given, "source given right": given and right}
            )
            counts.update({f"source {g['source_side']}": right, f"source gold {g['source_side']}": 1})
            counts[f"source open {g['source_side']}"] += f["source_side"] in ("", "unresolved")
            if not right:
                tell(f"source {g['source_side']} as {f['source_side'] or 'none'}", g, f)
    return counts


def count_ties(gold: list[Row], found: list[Row], tell: Callable[..., None]) -> Counts:
    pairs = paired("blame", gold, found)
    right = [(g, f) for g, f in pairs if all(g[v] == f[v] for v in ("blamer_side", "blamed_side"))]
    for row in _without(gold, [g for g, _ in pairs]):
        tell(f"tie missed ({row['basis']})", row)
    for row in _without(found, [f for _, f in pairs]):
        tell(f"tie not coded ({row['basis']})", row)
    for g, f in pairs:
        if (g, f) not in right:
            ties = [f"{r['blamer_side']}>{r['blamed_side']}" for r in (g, f)]
            tell(f"tie {ties[0]} as {ties[1]}", g, f)
    based = sum(g["basis"] == f["basis"] for g, f in right)
    return Counter({"tie": len(right), "tie gold": len(gold), "tie found": len(found), "tie based": based})


def _without(rows: list[Row], taken: list[Row]) -> list[Row]:
    ids = {id(row) for row in taken}
    return [row for row in rows if id(row) not in ids]


def scored(given: argparse.Namespace, name: str) -> tuple[Score, tuple[str, str]]:
    """One set."""
    hashes = coded(given.half, name)
    corpus = texts(given.gold, name, hashes)
    book = codebooks.load(CODEBOOKS / SETS[name][1])
    found = system(corpus, book, given.cache)
    gold = {table: coding(table, given.half, hashes) for table in TABLES}
    score = Score()
    for article in corpus.articles:

        def tell(kind: str, row: Row, other: Row | None = None, article: corpora.Article = article) -> None:
            score.errors.append((kind, _place(article, row, other)))

        rows = [(gold[table][article.article_id], found[table][article.article_id]) for table in TABLES]
        score.articles.append(
            count_acts(*rows[0], book.side_ids, tell) + count_attributions(*rows[1], tell) + count_ties(*rows[2], tell)
        )
    return score, book.side_ids


def _place(article: corpora.Article, row: Row, other: Row | None) -> str:
    start, end = (int(row.get(f"content_{edge}") or row[edge]) for edge in ("start", "end"))
    around = f"{article.text[max(0, start - 110) : start]}⟦{article.text[start:end]}⟧{article.text[end : end + 110]}"
    roles = {
        k: v for k, v in (other or row).items() if k in ("agent", "patient", "source", "cue", "blamer", "blamed") and v
    }
    return f"[{article.article_id}] {' '.join(around.split())} {roles or ''}"


# --- printing ---------------------------------------------------------------------------------------------------------


def show(title: str, score: Score, sides: tuple[str, str] | None) -> None:
    print(f"\n== {title}: {len(score.articles)} articles ==")
    lines = [
        ("acts, precision", "act", "act found"),
        ("acts, recall", "act", "act gold"),
        ("doer's side, right where given", "agent right", "agent given"),
        ("doer's side, found of those there are", "agent right", "agent gold"),
        ("sufferer's side, right where given", "patient right", "patient given"),
        ("sufferer's side, found of those there are", "patient right", "patient gold"),
        ("attributions, precision", "attribution", "attribution found"),
        ("attributions, recall", "attribution", "attribution gold"),
        ("side of the source, of those matched", "source", "source gold"),
        ("side of the source, right where given", "source given right", "source given"),
        ("ties, precision", "tie", "tie found"),
        ("ties, recall", "tie", "tie gold"),
        ("ties, basis right of those right", "tie based", "tie"),
    ]
    for label, right, of in lines:
        print(f"{label:44} {score.figure(right, of)}")
    if sides:
        show_sides(score, sides)


def show_sides(score: Score, sides: tuple[str, str]) -> None:
    """The same for each side: unequal errors look like a difference between outlets."""
    print(f"by side{'':37} {sides[0]:32} {sides[1]:32} difference")
    lines = [
        (f"{word}'s side, {what}", f"{role} {right}", f"{role} {of}")
        for word, role in (("doer", "agent"), ("sufferer", "patient"))
        for what, right, of in (
            ("right where given", "right", "given"),
            ("found", "right", "gold"),
            ("left open", "open", "gold"),
        )
    ]
    lines += [
        ("source's side, found", "source", "source gold"),
        ("source's side, left open", "source open", "source gold"),
    ]
    for label, right, of in lines:
        each = [score.figure(f"{right} {side}", f"{of} {side}") for side in sides]
        print(f"{label:44} {each[0]:32} {each[1]:32} {score.difference(right, of, sides)}")


def show_errors(score: Score, number: int) -> None:
    kinds = Counter(kind for kind, _ in score.errors)
    for kind, count in kinds.most_common():
        print(f"\n-- {kind}: {count}")
        for place in [p for k, p in score.errors if k == kind][:number]:
            print("  ", place)


def main() -> None:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, required=True)
    arguments.add_argument("--half", choices=HALVES, default="open")
    arguments.add_argument("--set", choices=list(SETS))
    arguments.add_argument("--cache", type=Path, help="a folder in which is kept what has been made of articles")
    arguments.add_argument("--errors", type=int, default=0, help="print so many of each kind of error")
    given = arguments.parse_args()
    if given.errors and given.half not in KNOWN:
        arguments.error("--errors reads what is known: what is sealed is scored and not looked at")
    whole = Score()
    for name in [given.set] if given.set else SETS:
        score, sides = scored(given, name)
        show(f"{name}, {given.half} half", score, sides)
        whole.articles += score.articles
        whole.errors += score.errors
    if not given.set:
        show(f"both sets, {given.half} half", whole, None)
    if given.errors:
        show_errors(whole, given.errors)


if __name__ == "__main__":
    main()
