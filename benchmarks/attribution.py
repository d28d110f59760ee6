"""Attribution against PolNeAR, and against the hand coding of the pilot articles.

    python benchmarks/attribution.py --gold DIR [--part dev] [--examples 20] [--no-pilot]

Contents are spans from their first to their last character; pairs are matched one to one, best overlap first. Prints content
precision, recall and F1 at IoU 0.3, 0.5 and 0.8, the recall of contents that hold a quotation mark (0.3), the share of right
sources among the pairs matched at 0.5 that have a gold source, intervals over articles (bootstrap), the commonest errors, and the
cost beside the parser's. The second section matches the rows of the pilot articles with tests/gold/attributions.csv at IoU 0.5;
its intervals are Wilson's, over rows.
"""

import argparse
import csv
import gc
import json
import time
from collections import Counter
from pathlib import Path

import numpy as np

from analysis import (
    codebook,
    corpus,
    parser,
    schema,  # noqa: F401  (register components)
)
from analysis.annotate import run  # noqa: F401  (register components)
from analysis.annotate.attribution import extractor

ROOT = Path(__file__).parent.parent
PILOT = ROOT / "tests" / "gold" / "attributions.csv"
PILOT_CORPUS = ROOT / "corpus" / "nagorno-karabakh"
PILOT_LEVEL = 0.5
COMPARED = ("source_side", "source_kind", "source_basis", "cue_class", "cue_stance", "content_kind", "form", "via")
ROUNDS = 3
LEVELS = (0.3, 0.5, 0.8)
MARKS = frozenset('“”"«»„')


def match(gold: list[tuple[int, int]], found: list[tuple[int, int]], level: float) -> list[tuple[int, int]]:
    """Pairs (gold, found) with IoU of at least `level`, one to one, best first."""
    scored = []
    for g, (a, b) in enumerate(gold):
        for f, (c, d) in enumerate(found):
            shared = min(b, d) - max(a, c)
            if shared > 0:
                scored.append((shared / (max(b, d) - min(a, c)), g, f))
    pairs, used_gold, used_found = [], set(), set()
    for iou, g, f in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if iou >= level and g not in used_gold and f not in used_found:
            pairs.append((g, f))
            used_gold.add(g)
            used_found.add(f)
    return pairs


def envelope(spans: list[list[int]]) -> tuple[int, int]:
    return min(s for s, _ in spans), max(e for _, e in spans)


def evaluate(article: dict, rows: list[schema.Attribution]) -> dict[str, int]:
    """Counts of one article."""
    gold = [envelope(a["content"]) for a in article["attributions"]]
    found = [(r.start, r.end) for r in rows]
    counts = {"gold": len(gold), "found": len(found)}
    for level in LEVELS:
        counts[f"hit{level}"] = len(match(gold, found, level))
    quoted = {g for g, (a, b) in enumerate(gold) if MARKS & set(article["text"][a:b])}
    counts["quoted"] = len(quoted)
    counts["quoted_hit"] = sum(g in quoted for g, _ in match(gold, found, 0.3))
    pairs = [(article["attributions"][g], rows[f]) for g, f in match(gold, found, 0.5)]
    pairs = [(g, r) for g, r in pairs if g["source"]]
    counts["sourced"] = len(pairs)
    counts["source_right"] = sum(
        r.source_start is not None and any(r.source_start < e and s < r.source_end for s, e in g["source"])
        for g, r in pairs
    )
    return counts


def summary(counts: dict[str, float]) -> dict[str, float]:
    result = {}
    for level in LEVELS:
        p, r = counts[f"hit{level}"] / max(counts["found"], 1), counts[f"hit{level}"] / max(counts["gold"], 1)
        result[f"P@{level}"], result[f"R@{level}"], result[f"F1@{level}"] = p, r, 2 * p * r / max(p + r, 1e-9)
    result["quoted recall@0.3"] = counts["quoted_hit"] / max(counts["quoted"], 1)
    result["source right@0.5"] = counts["source_right"] / max(counts["sourced"], 1)
    return result


def intervals(each: list[dict[str, int]], resamples: int = 1000) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap over articles."""
    rng = np.random.default_rng(1)
    table = {key: np.array([c[key] for c in each]) for key in each[0]}
    drawn = [
        summary({k: float(v[i].sum()) for k, v in table.items()})
        for i in (rng.integers(0, len(each), len(each)) for _ in range(resamples))
    ]
    return {key: tuple(np.percentile([d[key] for d in drawn], [2.5, 97.5])) for key in drawn[0]}


def errors(articles: list[dict], all_rows: list[list[schema.Attribution]], examples: int) -> None:
    missed, spurious, shown = Counter(), Counter(), []
    for article, rows in zip(articles, all_rows, strict=True):
        gold = [envelope(a["content"]) for a in article["attributions"]]
        pairs = match(gold, [(r.start, r.end) for r in rows], 0.3)
        hit_gold, hit_found = {g for g, _ in pairs}, {f for _, f in pairs}
        for g, a in enumerate(article["attributions"]):
            if g not in hit_gold:
                cue = " ".join(article["text"][s:e] for s, e in a["cue"]).lower() or "(no cue)"
                missed[cue] += 1
                shown.append(("missed", cue, article["text"][slice(*gold[g])][:110]))
        for f, r in enumerate(rows):
            if f not in hit_found:
                spurious[(r.cue or "(no cue)").lower()] += 1
                shown.append(("spurious", (r.cue or "(no cue)").lower(), article["text"][r.start : r.end][:110]))
    for name, counter in (("missed", missed), ("spurious", spurious)):
        print(f"\n{name}, by cue: " + ", ".join(f"{cue} {n}" for cue, n in counter.most_common(25)))
    common = Counter((kind, cue) for kind, cue, _ in shown).most_common(examples)
    print(f"\nThe {examples} commonest, with a text:")
    for (kind, cue), n in common:
        text = next(t for k, c, t in shown if (k, c) == (kind, cue))
        print(f"  {n:3} {kind:8} {cue!r}: {text!r}")


def wilson(hits: int, total: int) -> str:
    """A share with its 95 % Wilson interval."""
    if not total:
        return "none"
    p, z = hits / total, 1.96
    middle, spread = p + z * z / (2 * total), z * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5
    low, high = (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)
    return f"{p:.3f}  [{low:.3f}, {high:.3f}]  {hits}/{total}"


def pilot(gold_file: Path) -> None:
    """The pilot articles against their hand coding: what is found, and the columns of what is matched."""
    with gold_file.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    given = corpus.read(PILOT_CORPUS)
    rows = run.annotate(given, codebook.load(given.codebook))["attributions"].to_dict("records")
    found_total, pairs, wrong = 0, [], []
    for article in sorted({g["article_id"] for g in gold}):
        coded = [g for g in gold if g["article_id"] == article]
        found = [r for r in rows if r["article_id"] == article]
        spans = [(int(g["content_start"]), int(g["content_end"])) for g in coded]
        matched = match(spans, [(r["start"], r["end"]) for r in found], PILOT_LEVEL)
        found_total += len(found)
        pairs += [(coded[g], found[f]) for g, f in matched]
        wrong += [("missed", article, c["cue"], c["content"]) for g, c in enumerate(coded) if g not in dict(matched)]
        spurious = set(range(len(found))) - {f for _, f in matched}
        wrong += [
            ("spurious", article, r["cue"], f"{r['start']}-{r['end']}") for f, r in enumerate(found) if f in spurious
        ]
    print(f"\nPilot articles, hand coding ({gold_file.name}), IoU {PILOT_LEVEL}:")
    print(f"{'recall':20} {wilson(len(pairs), len(gold))}")
    print(f"{'precision':20} {wilson(len(pairs), found_total)}")
    sourced = [(g, r) for g, r in pairs if g["source"]]
    overlap = sum(_overlap(g, r) for g, r in sourced)
    print(f"{'source right':20} {wilson(overlap, len(sourced))}")
    for column in COMPARED:
        same = sum((g[column] or None) == _plain(r[column]) for g, r in pairs)
        print(f"{column:20} {wilson(same, len(pairs))}")
    for kind, article, cue, text in wrong:
        print(f"  {kind:8} {article} {cue!r}: {text[:90]!r}")


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _overlap(gold: dict[str, str], row: dict) -> bool:
    """Whether the source found overlaps the coded one."""
    start, end = row["source_start"], row["source_end"]
    return isinstance(row["source"], str) and start < int(gold["source_end"]) and int(gold["source_start"]) < end


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--part", default="dev")
    options.add_argument("--examples", type=int, default=20)
    options.add_argument("--pilot", action=argparse.BooleanOptionalAction, default=PILOT.exists())
    given = options.parse_args()
    lines = (given.gold / "attribution" / f"polnear-{given.part}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    nlp = parser.load()
    nlp.add_pipe("framing_sentence_starts", first=True)
    nlp.add_pipe("framing_layout", first=True)
    nlp.add_pipe("framing_sentences", last=True)
    extractor.attributions(nlp(articles[0]["text"]))  # the word lists are read once, as the parser's weights are
    all_rows, shares = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        docs = list(nlp.pipe(a["text"] for a in articles))
        parsing = time.perf_counter() - started
        gc.collect()
        gc.freeze()  # the garbage collector need not look through documents that are kept only here
        started = time.perf_counter()
        all_rows = [extractor.attributions(doc) for doc in docs]
        shares.append((time.perf_counter() - started) / parsing)
        gc.unfreeze()
    words = sum(len(doc) for doc in docs)
    each = [evaluate(a, rows) for a, rows in zip(articles, all_rows, strict=True)]
    total = {key: sum(c[key] for c in each) for key in each[0]}
    spread = intervals(each)
    for key, value in summary(total).items():
        print(f"{key:20} {value:.3f}  [{spread[key][0]:.3f}, {spread[key][1]:.3f}]")
    print(
        f"{total['gold']} gold, {total['found']} found, {len(articles)} articles, {nlp.meta['name']} {nlp.meta['version']}"
    )
    print(
        f"cost: {min(shares):.1%} to {max(shares):.1%} of the parser's time in {ROUNDS} rounds"
        f" ({words / parsing:.0f} tokens/s in the last)"
    )
    errors(articles, all_rows, given.examples)
    if given.pilot:
        pilot(PILOT)


if __name__ == "__main__":
    main()
