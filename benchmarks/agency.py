"""Agents, patients and passives against human labels.

    python -m benchmarks.agency --gold DIR [--codebook FILE] [--cache DIR] [--errors N] [--only SET]

DIR holds agency/ and passive/ of the gold data. Prints one table a set and the commonest errors with their text. Parsed
documents are kept under --cache, one file for each set and parser version, so that a change of rules costs no parsing.
"""

import argparse
import csv
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scipy.stats import binomtest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis import parser, schema
from analysis.annotate import components, run  # noqa: F401  (registers the components)
from analysis.annotate.document import layout, sentences
from analysis.annotate.documents import document
from analysis.annotate.pipeline import build, parsing, rules
from analysis.codebook import Codebook
from analysis.syntax import complex_predicates, passives, roles
from analysis.syntax.tree import Tree

QUOTES = {"``": '"', "''": '"', "`": "'"}
Errors = list[tuple[str, str]]
PILOT = Path("corpus/nagorno-karabakh")
CODING = Path("tests/gold")
EVENT_COLUMNS = ("event_class", "agent_side", "patient_side", "construction", "modality")
TIE_COLUMNS = ("basis", "blamer_side", "blamed_side")
SETS = ("qasrl", "plover", "passive", "casualties")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--gold", type=Path)
    arguments.add_argument("--codebook", type=Path, default=Path("corpus/codebooks/israel-palestine.yml"))
    arguments.add_argument("--cache", type=Path)
    arguments.add_argument("--errors", type=int, default=12)
    arguments.add_argument("--only", choices=[*SETS, "pilot", "cost"])
    given = arguments.parse_args()
    for name, measure in zip(SETS, (qasrl, plover, passive, casualties), strict=True):
        if given.only in (None, name) and given.gold:
            print(f"\n== {name} ==")
            book = codebooks.load(given.codebook) if name == "casualties" else None
            print_errors(measure(given, Parsed(book, given.cache)), given.errors)
    for name, measure in (("pilot", pilot), ("cost", cost)):
        if given.only in (None, name):
            print(f"\n== {name} ==")
            print_errors(measure(given), given.errors)


def print_errors(errors: Errors, count: int) -> None:
    for kind, sentence in _sample(errors, count):
        print(f"  {kind}: {sentence}")


class Parsed:
    """Documents of a set, parsed once for each version of the parser and, where there is one, of the codebook's mask."""

    def __init__(self, codebook: Codebook | None, cache: Path | None):
        self.cache, self.codebook = cache, codebook
        self.nlp = parsing(codebook) if codebook is not None else parser.load()
        if codebook is None:
            self.nlp.add_pipe("framing_sentence_starts", first=True)
            self.nlp.add_pipe("framing_layout", first=True)
            self.nlp.add_pipe("framing_sentences", last=True)

    def __call__(self, name: str, make: Callable[[], list[Doc]]) -> list[Doc]:
        version = f"{self.nlp.meta['name']}-{self.nlp.meta['version']}-{parser_digest(self.nlp)}"
        version += f"-{self.codebook.digest}" if self.codebook else ""
        path = self.cache / f"{name}-{version}.spacy" if self.cache else None
        if path and path.exists():
            docs = list(DocBin().from_disk(path).get_docs(self.nlp.vocab))
        else:
            docs = list(self.nlp.pipe(make()))
            if path:
                self.cache.mkdir(parents=True, exist_ok=True)
                DocBin(docs=[_bare(doc) for doc in docs]).to_disk(path)
        for doc in docs:
            doc._.blocks = layout.blocks(doc.text, "\n\n" in doc.text)
            doc._.sentence_rows = sentences.rows(doc)
        return docs


def _bare(doc: Doc) -> Doc:
    doc.user_data = {}
    return doc


def parser_digest(nlp: Language) -> str:
    """Tells two models of the same name and version apart."""
    return parser.digest(nlp)[:8]


# QA-SRL: agent and patient of verbs (Roit et al., ACL 2020)


def qasrl(given: argparse.Namespace, texts: Parsed) -> Errors:
    folder = given.gold / "agency"
    rows = list(csv.DictReader((folder / "qasrl-wikinews-dev.csv").open(encoding="utf-8")))
    wanted = {row["qasrl_id"] for row in rows}
    words = {
        r["qasrl_id"]: r["tokens"].split()
        for r in csv.DictReader((folder / "qasrl-wikinews-dev-sentences.csv").open(encoding="utf-8"))
    }
    names = sorted(wanted)

    def make() -> list[Doc]:
        return [
            Doc(
                texts.nlp.vocab,
                words=[QUOTES.get(w, w) for w in words[n]],
                sent_starts=[i == 0 for i in range(len(words[n]))],
            )
            for n in names
        ]

    trees = {name: doc._.tree for name, doc in zip(names, texts("qasrl", make), strict=True)}
    gold: dict[tuple[str, int], dict[str, list[tuple[int, int]]]] = defaultdict(lambda: {"agent": [], "patient": []})
    for row in rows:
        spans = gold[row["qasrl_id"], int(row["verb_idx"])]
        role = qasrl_role(row)
        if role:
            spans[role] += [tuple(map(int, r.split(":"))) for r in row["answer_range"].split("~!~")]
    errors: Errors = []
    for role in ("agent", "patient"):
        counts: Counter[str] = Counter()
        for (name, verb), spans in sorted(gold.items()):
            head = getattr(roles.of_verb(trees[name], verb), role)
            hit = head is not None and any(start <= head < end for start, end in spans[role])
            counts["tp"] += hit
            counts["fp"] += head is not None and not hit
            counts["fn"] += bool(spans[role]) and not hit
            if (head is not None or spans[role]) and not hit:
                errors.append((f"{role} {_kind(head, spans[role])}", _marked(words[name], verb, head, spans[role])))
        print_f1(role, counts)
    return errors


def qasrl_role(row: dict[str, str]) -> str | None:
    """Which role a question asks for. Its object is asked for where the subject is given, the object is not, and the question
    does not end in a preposition of its own (what is asked for then is that preposition's noun)."""
    if row["wh"] not in ("who", "what"):
        return None
    passive = row["is_passive"] == "True"
    if not row["subj"]:
        return "patient" if passive else "agent"
    if not passive and not row["obj"] and (not row["prep"] or row["obj2"]):
        return "patient"
    return None


def _kind(head: int | None, spans: list[tuple[int, int]]) -> str:
    return "missing" if head is None else "spurious" if not spans else "wrong"


def _marked(words: list[str], verb: int, head: int | None, spans: list[tuple[int, int]]) -> str:
    text = " ".join(f"[[{w}]]" if i == verb else f"<{w}>" if i == head else w for i, w in enumerate(words))
    return f"{text} || gold: {'; '.join(' '.join(words[a:b]) for a, b in spans) or '-'}"


# PLOVER: source and target of a coded event


def plover(given: argparse.Namespace, texts: Parsed) -> Errors:
    records = [json.loads(line) for line in (given.gold / "agency/plover-dev.jsonl").open(encoding="utf-8")]
    docs = texts("plover", lambda: [texts.nlp.make_doc(r["text"]) for r in records])
    right: Counter[str] = Counter()
    errors: Errors = []
    for record, doc in zip(records, docs, strict=True):
        tree = doc._.tree
        nodes = event_nodes(tree, record["event_text"])
        found = complex_predicates.find(tree, nodes, lambda n, t=tree: is_name(t, n)) if nodes else None
        for role, head in (("source", found and found.agent), ("target", found and found.patient)):
            accepted = {w for string in record[role] for w in re.findall(r"[\w$.-]+", string.lower())}
            hit = head is not None and tree.lower[head].strip(".") in {w.strip(".") for w in accepted}
            right[role] += hit
            if not hit:
                errors.append(
                    (
                        f"{role} {_kind(head, [(0, 0)])}",
                        f"[{record['event_text']}] {record['text']} || found: {tree.lower[head] if head is not None else '-'}; gold: {record[role]}",
                    )
                )
    for role in ("source", "target"):
        print(f"{role}: right {right[role] / len(records):.3f} of {len(records)}")
    return errors


def is_name(tree: Tree, node: int) -> bool:
    """A proper noun, or a capitalised adjective or noun; at the start of a sentence, one with the ending of a demonym."""
    if tree.pos[node] == "PROPN":
        return True
    if tree.pos[node] not in ("ADJ", "NOUN") or not tree.text[tree.start[node]].isupper():
        return False
    return node != tree.first(node) or tree.lower[node].endswith(("an", "ans", "ish", "ese", "i", "is"))


def event_nodes(tree: Tree, event_text: str) -> list[int]:
    """The words of the event in the text, in their order; a word that is not there is passed over."""
    nodes, at = [], 0
    for word in event_text.lower().split():
        place = next((i for i in range(at, tree.size) if tree.lower[i] == word), None)
        if place is None:
            place = next((i for i in range(tree.size) if tree.lower[i] == word), None)
        if place is not None:
            nodes.append(place)
            at = place + 1
    return nodes


# PassivePy: is there a passive?


def passive(given: argparse.Namespace, texts: Parsed) -> Errors:
    rows = list(csv.DictReader((given.gold / "passive/passivepy-crowd.csv").open(encoding="utf-8")))
    docs = texts("passive", lambda: [texts.nlp.make_doc(row["Sentence"]) for row in rows])
    counts: Counter[str] = Counter()
    errors: Errors = []
    for row, doc in zip(rows, docs, strict=True):
        tree = doc._.tree
        found, gold = any(passives.is_clausal(tree, n) for n in range(tree.size)), row["human_coding"] == "1"
        counts["tp" if found and gold else "fp" if found else "fn" if gold else "tn"] += 1
        if found != gold:
            errors.append(("not passive by hand" if found else "missed", row["Sentence"]))
    print_f1("passive", counts)
    return errors


# Casualties: whose dead?


def casualties(given: argparse.Namespace, texts: Parsed) -> Errors:
    records = [
        json.loads(line) for line in (given.gold / "agency/casualties-bbc-articles.jsonl").open(encoding="utf-8")
    ]
    book = texts.codebook

    def make() -> list[Doc]:
        docs = [texts.nlp.make_doc(f"{r['title']}\n\n{r['sentence']}") for r in records]
        for doc, record in zip(docs, records, strict=True):
            doc.user_data["title"] = record["title"]
        return docs

    annotate = annotator(book)
    rows, errors = [], []
    for record, doc in zip(records, texts("casualties", make), strict=True):
        doc.user_data["title"] = record["title"]
        annotate(doc)
        body = len(record["title"]) + 2
        kills = [e for e in doc._.events if e.event_class == "kill" and e.start >= body]
        label, bases = casualty_label(kills, book.side_ids)
        rows.append((record["victim"], label, bases))
        if label != record["victim"]:
            how = ",".join(sorted(bases)) or "none"
            kind = (
                f"unresolved (gold {record['victim']})"
                if label == "unresolved"
                else f"{record['victim']} as {label} by {how}"
            )
            errors.append(
                (
                    kind,
                    f"[{record['title']}] {record['sentence']} || {[(e.predicate, e.patient, e.patient_side, e.patient_basis) for e in kills]}",
                )
            )
    print_casualties(rows, book.side_ids)
    return errors


def annotator(codebook: Codebook) -> Callable[[Doc], Doc]:
    """The components from mentions to events, for documents that are parsed already."""
    return rules(codebook, ["attribution", "voices", "events"])


def casualty_label(kills: Iterable, sides: tuple[str, str]) -> tuple[str, set[str]]:
    """The set of the patients' sides as one label, and the bases it rests on."""
    found = {e.patient_side for e in kills if e.patient_side in (*sides, "both")}
    bases = {e.patient_basis for e in kills if e.patient_side in (*sides, "both")}
    label = "both" if "both" in found or len(found) == 2 else found.pop() if found else "unresolved"
    return label, bases


ORDER = schema.BASES


def print_casualties(rows: list[tuple[str, str, set[str]]], sides: tuple[str, str]) -> None:
    """Accuracy, coverage and kappa; by basis; the curve as weaker bases are let in; by side."""
    resolved = [r for r in rows if r[1] != "unresolved"]
    print(
        f"coverage {len(resolved) / len(rows):.3f}  accuracy {_accuracy(resolved):.3f}  kappa {kappa([(g, s) for g, s, _ in resolved]):.3f}  n {len(rows)}"
    )
    for basis in ORDER:
        part = [r for r in resolved if weakest(r[2]) == basis]
        if part:
            print(f"  basis {basis:12} n {len(part):4}  accuracy {_accuracy(part):.3f}")
    for i in range(len(ORDER)):
        part = [r for r in resolved if weakest(r[2]) in ORDER[: i + 1]]
        print(f"  up to {ORDER[i]:12} coverage {len(part) / len(rows):.3f}  accuracy {_accuracy(part):.3f}")
    print("  confusion", sorted(Counter((g, s) for g, s, _ in rows).items()))
    print_by_side([(given, found) for given, found, _ in rows], sides)


def print_by_side(pairs: list[tuple[str, str]], sides: tuple[str, str]) -> None:
    """Recall, precision and the share left unresolved for each side, and the first side's less the second's with Newcombe's interval
    (Statistics in Medicine 17, 1998, method 10)."""
    print(f"  {'by side':16} {sides[0]:36} {sides[1]:36} difference")
    measures: dict[str, Callable[[str], tuple[int, int]]] = {
        "recall": lambda side: _share([found == side for given, found in pairs if given == side]),
        "precision": lambda side: _share([given == side for given, found in pairs if found == side]),
        "left unresolved": lambda side: _share([found == "unresolved" for given, found in pairs if given == side]),
    }
    for name, measure in measures.items():
        first, second = (measure(side) for side in sides)
        print(f"  {name:16} {interval(*first):36} {interval(*second):36} {difference(first, second)}")


def _share(right: list[bool]) -> tuple[int, int]:
    return sum(right), len(right)


def difference(first: tuple[int, int], second: tuple[int, int]) -> str:
    """The difference of two independent shares (hits, count) with a 95 % interval."""
    if not first[1] or not second[1]:
        return "undefined (0 rows)"
    (p, low_p, high_p), (q, low_q, high_q) = (
        (hits / count, *binomtest(hits, count).proportion_ci(method="wilson")) for hits, count in (first, second)
    )
    below = ((p - low_p) ** 2 + (high_q - q) ** 2) ** 0.5
    above = ((high_p - p) ** 2 + (q - low_q) ** 2) ** 0.5
    return f"{p - q:+.3f} [{p - q - below:+.3f}, {p - q + above:+.3f}]"


def weakest(bases: set[str]) -> str:
    """The least certain of the bases a label rests on."""
    return max(bases, key=ORDER.index)


def _accuracy(rows: list) -> float:
    return sum(row[0] == row[1] for row in rows) / len(rows) if rows else float("nan")


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa (Educational and Psychological Measurement 20, 1960)."""
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[k] * second[k] for k in first) / n**2
    return (observed - chance) / (1 - chance) if chance < 1 else float("nan")


# Cost: the components beside the parser


def cost(given: argparse.Namespace) -> Errors:
    """Processor seconds of each component over the pilot, five times; `events` makes the roles, `blame` the ties."""
    nlp = build(codebooks.load(corpora.read(PILOT).codebook))
    articles = corpora.read(PILOT).articles
    for article in articles:
        nlp(document(nlp, article))
    spent: dict[str, list[float]] = defaultdict(list)
    for article in [*articles] * 5:
        doc = document(nlp, article)
        for name, component in nlp.pipeline:
            before = time.process_time()
            doc = component(doc)
            spent[name].append(time.process_time() - before)
    parsing = sum(spent["framing_masked_parser"])
    for name, times in spent.items():
        print(f"{name:24} {1000 * sum(times) / 5:8.1f} ms  {sum(times) / parsing:7.1%} of the parser")
    ours = sum(spent["framing_events"]) + sum(spent["framing_blame"])
    print(f"events and blame together: {ours / parsing:.1%} of the parser's time")
    return []


# The pilot: events and ties against the hand coding


def pilot(given: argparse.Namespace) -> Errors:
    """Needs no --gold. Intervals are Wilson's, 95 %, as if the rows were independent; rows of one article are not quite that."""
    source = corpora.read(PILOT)
    tables = run.annotate(source, codebooks.load(source.codebook))
    errors: Errors = []
    gold = _coded("events")
    found = tables["events"].to_dict("records")
    pairs = paired(gold, found, ())
    _print_found("events", pairs, gold, found)
    for column in EVENT_COLUMNS:
        right = [(g, f) for g, f in pairs if _value(g, column) == _value(f, column)]
        print(f"  {column:13} right {interval(len(right), len(pairs))}")
        errors += [
            (f"{column}: {_value(g, column)} as {_value(f, column)}", _in_place(tables, g, "surface"))
            for g, f in pairs
            if (g, f) not in right
        ]
    _print_pilot_by_side(pairs)
    errors += _unpaired("event", gold, found, pairs, tables)
    gold, found = _coded("blame"), [row for row in tables["blame"].to_dict("records") if _codable(row)]
    for name, columns in (("ties (basis and both sides right)", TIE_COLUMNS), ("ties (span alone)", ())):
        pairs = paired(gold, found, columns)
        _print_found(name, pairs, gold, found)
    for column in TIE_COLUMNS:
        print(
            f"  {column:13} right {interval(sum(_value(g, column) == _value(f, column) for g, f in pairs), len(pairs))}"
        )
    return errors + _unpaired("tie", gold, found, paired(gold, found, TIE_COLUMNS), tables)


def _print_pilot_by_side(pairs: list[tuple[dict, dict]]) -> None:
    """Doers and sufferers by side, over the matched events."""
    sides = codebooks.load(corpora.read(PILOT).codebook).side_ids
    for column in ("agent_side", "patient_side"):
        print(f"  {column}")
        print_by_side([(_value(g, column), _value(f, column).replace("-", "unresolved")) for g, f in pairs], sides)


def _coded(name: str) -> list[dict]:
    with (CODING / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row | {"start": int(row["start"]), "end": int(row["end"]), "article_id": row["article"]} for row in rows]


def _codable(row: dict) -> bool:
    """The coding has no tie where the doer is both sides or a third party, or where the act is not said to have happened."""
    return row["modality"] in ("asserted", "hedged") and row["blamed_side"] not in ("both", "other")


def _value(row: dict, column: str) -> str:
    value = row[column]
    if column == "blamer_side" and row.get("blamer") == "outlet":
        return "outlet"
    return value if isinstance(value, str) and value else "-"


def paired(gold: list[dict], found: list[dict], columns: Iterable[str]) -> list[tuple[dict, dict]]:
    """Rows whose spans overlap and whose columns agree, one to one: the pairs that overlap best come first."""

    def overlap(pair: tuple[int, int]) -> float:
        first, second = gold[pair[0]], found[pair[1]]
        common = min(first["end"], second["end"]) - max(first["start"], second["start"])
        same = sum(_value(first, c) == _value(second, c) for c in TIE_COLUMNS if c in first and c in second)
        return common / (max(first["end"], second["end"]) - min(first["start"], second["start"])) + same

    candidates = [
        (i, j)
        for i, first in enumerate(gold)
        for j, second in enumerate(found)
        if first["article_id"] == second["article_id"]
        and first["start"] < second["end"]
        and second["start"] < first["end"]
        and all(_value(first, column) == _value(second, column) for column in columns)
    ]
    pairs: dict[int, int] = {}
    for i, j in sorted(candidates, key=lambda pair: (-overlap(pair), pair)):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


def _print_found(name: str, pairs: list, gold: list, found: list) -> None:
    print(f"{name}: precision {interval(len(pairs), len(found))}  recall {interval(len(pairs), len(gold))}")


def interval(hits: int, count: int) -> str:
    """A share with Wilson's 95 % interval (Journal of the American Statistical Association 22, 1927)."""
    if not count:
        return "undefined (0 rows)"
    low, high = binomtest(hits, count).proportion_ci(method="wilson")
    return f"{hits / count:.3f} [{low:.3f}, {high:.3f}] ({hits}/{count})"


def _unpaired(what: str, gold: list[dict], found: list[dict], pairs: list, tables: dict) -> Errors:
    gold_used, found_used = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    missed = [(f"{what} missed", _in_place(tables, g, "surface")) for g in gold if id(g) not in gold_used]
    key = "predicate" if what == "event" else "blamed"
    return missed + [(f"{what} not coded", _in_place(tables, f, key)) for f in found if id(f) not in found_used]


def _in_place(tables: dict, row: dict, key: str) -> str:
    """A row with the words around it."""
    articles = tables["articles"].set_index("article_id")["text"]
    text, start, end = articles[row["article_id"]], row["start"], row["end"]
    told = {c: _value(row, c) for c in (*TIE_COLUMNS, "agent_side", "patient_side", "construction") if c in row}
    around = f"{text[max(0, start - 70) : start]}[[{text[start:end]}]]{text[end : end + 60]}"
    return f"{row['article_id']} {row[key]} {told} …{' '.join(around.split())}…"


def print_f1(name: str, counts: Counter[str]) -> None:
    precision = counts["tp"] / max(counts["tp"] + counts["fp"], 1)
    recall = counts["tp"] / max(counts["tp"] + counts["fn"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {dict(sorted(counts.items()))}")


def _sample(errors: Errors, count: int) -> Iterator[tuple[str, str]]:
    """The commonest kinds of error first, some of each, in order of the file."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, text in errors:
        by_kind[kind].append(text)
    for kind, texts in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{kind} ({len(texts)})", ""
        step = max(len(texts) // count, 1) if count else 1
        yield from (("   ", text) for text in texts[::step][:count])


if __name__ == "__main__":
    main()
