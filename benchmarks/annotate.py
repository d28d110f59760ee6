"""What annotating costs, in processor time, beside the bare parser.

    python -m benchmarks.annotate --gold DIR [--rounds N] [--codebook-patterns N] [--lengths] [--change [--articles N]]

The articles are those of slant/ in the gold data. Without further options: tokens a second of the bare parser (tokens and trees
of the same texts, in batches) and of the suite (articles to validated tables, as a study makes them), the ratio of the two, and
each component's own time as a share of the bare parser's, from a run of its own under a clock. A component that runs others is charged
for itself only.

--codebook-patterns  components whose time grows when the codebook has N patterns of terms instead of its own
--lengths            time a character of one text cut into articles of 2,000, 20,000 and 200,000 characters
--change             a study's first run, runs after a change of a term, a fact or a predicate in its codebook, and one with nothing
                     changed; beside each in how many of the articles the new word stands

Models and word lists are read before the clock starts. Figures are the best and the median of the rounds.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unittest import mock

import pandas as pd
from ruamel.yaml import YAML

from analysis import codebook as codebooks
from analysis import parser
from analysis.annotate import run
from analysis.annotate.pipeline import build
from analysis.codebook import Codebook
from analysis.corpus import Article, Corpus
from analysis.study import Study
from benchmarks.clock import timed
from benchmarks.tables import SETS, gold_corpus

SET = "slant"
LENGTHS = (2_000, 20_000, 200_000)
# Words of news about war, for patterns of two words that a codebook could have.
_FIRST = (
    "armed backed besieged border breakaway captured ceded central civilian contested disputed eastern ethnic foreign former "
    "frontline historic humanitarian hostile illegal invading joint liberated local military mountainous national northern "
    "occupied opposing peace pro-government proxy rebel regional regular seized separatist southern unrecognised"
)
_SECOND = (
    "administration advance aggression airport area army attack authority blockade border capital ceasefire city commander "
    "community corridor district drone enclave fighter force front government guard land leader mission offensive operation "
    "population position province region republic road settlement soldier state territory village"
)


# --- what is timed ----------------------------------------------------------------------------------------------------


class Parser:
    """The bare parser."""

    def __init__(self) -> None:
        self.nlp = parser.load()
        self.nlp("A sentence, to fill what is filled on first use.")

    def __call__(self, texts: list[str]) -> tuple[float, int]:
        """Processor seconds, and the number of tokens."""
        began = time.process_time()
        tokens = sum(len(doc) for doc in self.nlp.pipe(texts))
        return time.process_time() - began, tokens


class Suite:
    """The suite with one codebook: by itself, and with its pipeline under a clock, which takes time of its own."""

    def __init__(self, codebook: Codebook):
        self.codebook, self._clocked = codebook, build(codebook)
        self._clock = timed(self._clocked)
        warm_up = [Article("warm-up", None, "unknown", "Troops attacked the village, an official said on Monday.")]
        self(warm_up)
        if not self.parts(warm_up).keys() & set(self._clocked.pipe_names):
            raise RuntimeError(
                "run.annotate does not take its pipeline from run.pipeline: the components cannot be timed"
            )

    def __call__(self, articles: list[Article]) -> float:
        """Processor seconds from articles to tables."""
        began = time.process_time()
        tables = run.annotate(Corpus(Path(SET), articles), self.codebook)
        seconds = time.process_time() - began
        if len(tables["articles"]) != len(articles):
            raise RuntimeError(f"articles failed: {tables['rejected'].to_dict('records')[:3]}")
        return seconds

    def parts(self, articles: list[Article]) -> dict[str, float]:
        """The same by component, and what is left, under the clock."""
        self._clock.spent.clear()
        with mock.patch.object(run, "pipeline", return_value=self._clocked):
            whole = self(articles)
        spent = dict(self._clock.spent)
        return spent | {"rows, frames, rest": whole - sum(spent.values())}


@dataclass
class Round:
    """One round: seconds and tokens of the bare parser; the suite's seconds, whole and by component."""

    bare: float
    tokens: int
    suite: float
    parts: dict[str, float]


def rounds(count: int, bare: Parser, suite: Suite, articles: list[Article]) -> list[Round]:
    """The same articles through all, in turn, so that a slow minute slows all."""
    texts = [article.text for article in articles]
    return [Round(*bare(texts), suite(articles), suite.parts(articles)) for _ in range(count)]


def best(values: Iterable[float]) -> str:
    """The smallest and the median, as printed."""
    listed = list(values)
    return f"{min(listed):8.3f} {median(listed):8.3f}"


# --- the measures -----------------------------------------------------------------------------------------------------


def speed(given: argparse.Namespace, articles: list[Article], codebook: Codebook) -> None:
    """Tokens a second, the ratio, and each component's share of the bare parser's time."""
    done = rounds(given.rounds, Parser(), Suite(codebook), articles)
    bare, whole = min(r.bare for r in done), min(r.suite for r in done)
    tokens = done[0].tokens
    print(
        f"{len(articles)} articles, {sum(len(a.text) for a in articles)} characters, {tokens} tokens, {len(done)} rounds"
    )
    print(f"{'':28}     best   median")
    print(f"{'bare parser, s':28} {best(r.bare for r in done)}   {tokens / bare:.0f} tokens/s")
    print(f"{'suite, s':28} {best(r.suite for r in done)}   {tokens / whole:.0f} tokens/s")
    print(
        f"ratio bare/suite: {bare / whole:.3f} of the best, {median(r.bare / r.suite for r in done):.3f} median of the rounds"
    )
    print("share of the bare parser's time:")
    for name in done[0].parts:
        print(f"  {name:26} {best(r.parts[name] / bare for r in done)}")


def many_patterns(given: argparse.Namespace, articles: list[Article], codebook: Codebook) -> None:
    """What more patterns cost: the suite with the codebook's own terms, and with as many as asked for."""
    grown = with_patterns(codebook, given.codebook_patterns)
    bare, suites = Parser(), {"own": Suite(codebook), "grown": Suite(grown)}
    own, many = (rounds(given.rounds, bare, suite, articles) for suite in suites.values())
    base = min(r.bare for r in own + many)
    print(
        f"{count_patterns(codebook)} patterns of terms, then {count_patterns(grown)}; shares of the bare parser's {base:.2f} s (best)"
    )
    rows = [("suite", min(r.suite for r in own), min(r.suite for r in many))]
    rows += [(name, *(min(r.parts.get(name, 0.0) for r in side) for side in (own, many))) for name in many[0].parts]
    print(f"{'':28}      own    grown   growth")
    for name, before, after in [rows[0], *sorted(rows[1:], key=lambda row: row[1] - row[2])]:
        print(f"{name:28} {before / base:8.3f} {after / base:8.3f} {(after - before) / base:+8.3f}")


def count_patterns(codebook: Codebook) -> int:
    return sum(len(variant.patterns) for concept in codebook.concepts for variant in concept.variants)


def with_patterns(codebook: Codebook, count: int) -> Codebook:
    """The codebook with made-up variants of a made-up concept, so that it has `count` patterns of terms in all."""
    known = {p for concept in codebook.concepts for variant in concept.variants for p in variant.patterns}
    made = [p for p in made_patterns() if p not in known][: max(count - count_patterns(codebook), 0)]
    variants = [_variant(f"made-{i}", made[i : i + 5], codebook) for i in range(0, len(made), 5)]
    concept = {"id": "made", "name": "Made", "variants": variants}
    data = codebook.model_dump(mode="json")
    return Codebook.model_validate(data | {"concepts": [*data["concepts"], *([concept] if variants else [])]})


def made_patterns() -> list[str]:
    """Phrases of two words, in an order that mixes them."""
    pairs = [f"{first} {second}" for first, second in product(_FIRST.split(), _SECOND.split())]
    return [pair for start in range(41) for pair in pairs[start::41]]


def _variant(name: str, patterns: list[str], codebook: Codebook) -> dict[str, Any]:
    common = {"usage": "international", "preferred_by": "neutral", "why": "made up to measure speed"}
    return common | {"id": name, "name": name, "patterns": patterns, "references": list(codebook.references)[:1]}


def lengths(given: argparse.Namespace, articles: list[Article], codebook: Codebook) -> None:
    """Microseconds a character: one text as articles of each length."""
    text = "\n\n".join(article.text for article in articles)[: max(LENGTHS)]
    bare, suite = Parser(), Suite(codebook)
    columns = {}
    for length in LENGTHS:
        pieces = [Article(f"p{i}", None, "unknown", text[i : i + length]) for i in range(0, len(text), length)]
        done = rounds(given.rounds, bare, suite, pieces)
        whole = {"bare parser": min(r.bare for r in done), "suite": min(r.suite for r in done)}
        columns[f"{length:,}"] = whole | {name: min(r.parts.get(name, 0.0) for r in done) for name in done[0].parts}
    table = pd.DataFrame(columns) * 1e6 / len(text)
    last, first = table.columns[-1], table.columns[0]
    print(
        f"microseconds a character, best of {given.rounds} rounds; {len(text)} characters cut into articles of each length"
    )
    print(table.assign(**{"longest/shortest": table[last] / table[first]}).round(2).to_string())


def change(given: argparse.Namespace, articles: list[Article], codebook: Codebook) -> None:
    """Seconds of a study's first run, of a run after each of `CHANGES`, and of a run with nothing changed."""
    source = SETS[SET][1]
    runs: dict[str, list[float]] = {what: [] for what in ("first run", *CHANGES, "nothing changed")}
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus, warm_up, first = folder / "articles.jsonl", folder / "warm-up.jsonl", folder / "cache"
            _write(corpus, repeated(articles, given.articles))
            _write(warm_up, articles[:1])
            Study.open(warm_up, source, cache=folder / "other cache")
            runs["first run"].append(_opened(corpus, source, first))
            for what, changed in CHANGES.items():
                book, cache = _changed(source, folder / "changed.yml", changed.make), folder / what
                shutil.copytree(first, cache)
                Study.open(warm_up, book, cache=folder / "other cache")
                runs[what].append(_opened(corpus, book, cache))
            runs["nothing changed"].append(_opened(corpus, source, first))
    best_first = min(runs["first run"])
    print(
        f"{given.articles} articles, {given.rounds} rounds; processor seconds\n"
        f"{'':36}     best   median  of the first run  in so many of the articles"
    )
    for what, seconds in runs.items():
        held = f"{_share(articles, CHANGES[what].words):18.2f}" if what in CHANGES else ""
        print(f"{what:36} {best(seconds)} {min(seconds) / best_first:17.4f} {held}")


def _share(articles: list[Article], words: str) -> float:
    """In which part of the articles one of some words stands."""
    return sum(bool(re.search(rf"(?i)\b(?:{words})", article.text)) for article in articles) / len(articles)


def _opened(corpus: Path, book: Path, cache: Path) -> float:
    began = time.process_time()
    Study.open(corpus, book, cache=cache)
    return time.process_time() - began


def _new_term(pattern: str) -> Callable[[Any], None]:
    return lambda data: data["concepts"][0]["variants"][0]["patterns"].append(pattern)


def _new_fact(data: Any) -> None:
    data["facts"][0]["stated_by"].append(["ceasefire"])


def _new_predicate(verb: str, noun: str) -> Callable[[Any], None]:
    return lambda data: data["predicates"].append({"event_class": "other", "verbs": [verb], "nouns": [noun]})


class Change(NamedTuple):
    """A change of the codebook, and how the words that it adds begin (an expression)."""

    make: Callable[[Any], None]
    words: str


CHANGES: dict[str, Change] = {
    "a term that stands nowhere": Change(_new_term("besieged administration"), "besieged administration"),
    "a term that many articles have": Change(_new_term("ceasefire"), "ceasefire"),
    "a fact": Change(_new_fact, "ceasefire"),
    "a predicate that few articles have": Change(_new_predicate("evacuate", "evacuation"), "evacuat"),
    "a predicate that many have": Change(_new_predicate("agree", "agreement"), "agree"),
}


def repeated(articles: list[Article], count: int) -> list[Article]:
    """As many articles as asked for: the same again with another id and a last line, so that no two texts are equal."""
    many = []
    for i in range(count):
        copy, at = divmod(i, len(articles))
        article = articles[at]
        text = article.text + (f"\n\nCopy {copy} of this article." if copy else "")
        many.append(replace(article, article_id=f"{article.article_id}-{copy}", text=text))
    return many


def _write(path: Path, articles: list[Article]) -> None:
    """Titles are left out: they stand in the text already."""
    rows = [asdict(article) | {"title": None} for article in articles]
    pd.DataFrame(rows).to_json(path, orient="records", lines=True, date_format="iso")


def _changed(source: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """A changed copy of a codebook."""
    yaml = YAML()
    data = yaml.load(source)
    change(data)
    yaml.dump(data, target)
    return target


# --- the command ------------------------------------------------------------------------------------------------------


def main() -> int:
    """Run the measures asked for. Returns 2 where the gold data are missing."""
    given = _arguments().parse_args()
    measures: list[tuple[Any, Callable]] = [
        (given.codebook_patterns, many_patterns),
        (given.lengths, lengths),
        (given.change, change),
    ]
    chosen = [measure for wanted, measure in measures if wanted] or [speed]
    try:
        articles = gold_corpus(SET, given.gold).articles
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    codebook = codebooks.load(SETS[SET][1])
    for measure in chosen:
        measure(given, articles, codebook)
    return 0


def _arguments() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.annotate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--gold", type=Path, required=True, help=f"folder of the gold data, with {SETS[SET][0]}")
    made.add_argument("--rounds", type=int, default=3, help="rounds of each measure (default 3)")
    made.add_argument("--codebook-patterns", type=int, metavar="N", help=f"at most {len(made_patterns()):,} made up")
    made.add_argument("--lengths", action="store_true", help="time a character by an article's length")
    made.add_argument("--change", action="store_true", help="runs after changes of the codebook")
    made.add_argument(
        "--articles", type=int, default=200, help="articles of --change, repeated where needed (default 200)"
    )
    return made


if __name__ == "__main__":
    sys.exit(main())
