"""The parser against UD treebanks, from raw text.

    python benchmarks/parser.py --gold DIR [--model PATH] [--treebanks news ewt-dev]

"news" is the test part of the project's own treebank; DIR holds the others, treebanks/*.conllu. Text is read as the treebank's paragraphs give it; words and sentences are matched by the characters
they cover, as in the CoNLL 2018 shared task (Zeman et al. 2018, section 5). Prints UAS, LAS, F1 of words and sentences, and F1 of
single relations (label and head right), LAS with a 95 % percentile bootstrap over sentences; UAS and LAS of the gold words that are
no punctuation, as spaCy's scorer has them; the share of right words in constructions that the gold tree has; then speed and load time.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import parser
from analysis.training import conllu

OWN = Path(conllu.__file__).parent / "treebank" / "test.conllu"
TREEBANKS = ("news", "pud-test", "ewt-test", "ewt-dev")
RELATIONS = (
    "nsubj:pass", "obl:agent", "ccomp", "nsubj", "obj", "obl", "nmod", "acl", "acl:relcl", "advcl", "xcomp", "conj", "appos", "parataxis", "aux:pass"
)  # fmt: skip
RESAMPLES = 1000
Word = tuple[int, int]  # first and past-the-last character, white space not counted
Tree = dict[Word, tuple[Word | None, str]]  # head (null: root) and relation of each word


def gold_tree(sentences: list[conllu.Sentence]) -> tuple[Tree, list[Word]]:
    """The words and the sentences of a document."""
    tree: Tree = {}
    bounds: list[Word] = []
    place = 0
    for sentence in sentences:
        spans = []
        for word in sentence.words:
            length = len("".join(word.form.split()))
            spans.append((place, place + length))
            place += length
        for i, word in enumerate(sentence.words):
            root = word.head == i
            tree[spans[i]] = (None if root else spans[word.head], "root" if root else word.dep)
        bounds.append((spans[0][0], spans[-1][1]))
    return tree, bounds


def system_tree(doc: Doc) -> tuple[Tree, list[Word]]:
    """The same of a parsed document."""
    spans, place = {}, 0
    for token in doc:
        length = len("".join(token.text.split()))
        spans[token.i] = (place, place + length)
        place += length
    tree = {
        spans[t.i]: (None if t.head == t else spans[t.head.i], "root" if t.head == t else t.dep_)
        for t in doc
        if not t.is_space
    }
    sentences = [[spans[t.i] for t in sent if not t.is_space] for sent in doc.sents]
    return tree, [(words[0][0], words[-1][1]) for words in sentences if words]


def _sister(words: tuple[conllu.Word, ...], word: conllu.Word, relation: str) -> bool:
    return any(w.dep == relation and words[w.head] is word for w in words)


# Of a sentence's words and one of them: whether the word carries the construction.
CONSTRUCTIONS: dict[str, Callable[[tuple[conllu.Word, ...], conllu.Word], bool]] = {
    "relative clause": lambda words, w: w.dep == "acl:relcl",
    "its pronoun": lambda words, w: w.upos == "PRON" and words[w.head].dep == "acl:relcl" and w.xpos in ("WDT", "WP"),
    "verb over a subject with a clause": lambda words, w: any(
        s.dep.startswith("nsubj") and words[s.head] is w and (_sister(words, s, "acl:relcl") or _sister(words, s, "acl")) for s in words
    ),
    "participle on a noun": lambda words, w: w.dep == "acl" and w.xpos in ("VBN", "VBG"),
    "participle on a clause": lambda words, w: w.dep == "advcl" and w.xpos in ("VBN", "VBG") and not _sister(words, w, "mark"),
    "content before its cue": lambda words, w: w.dep == "ccomp" and any(v is w for v in words[: w.head]),
    "cue within a clause": lambda words, w: w.dep == "parataxis" and w.lemma in ("say", "tell", "add", "report", "write"),
    "control and raising": lambda words, w: w.dep == "xcomp" and w.xpos == "VB",
    "coordinated verbs": lambda words, w: w.dep == "conj" and w.upos == "VERB",
    "coordinated nouns": lambda words, w: w.dep == "conj" and w.upos in ("NOUN", "PROPN"),
    "subject of a bare participle": lambda words, w: w.dep == "nsubj:pass" and not _sister(words, words[w.head], "aux:pass"),
    "number with a noun": lambda words, w: w.dep == "nummod" and words[w.head].upos == "NOUN",
}  # fmt: skip


def constructions(documents: list[list[conllu.Sentence]], docs: list[Doc]) -> dict[str, tuple[int, int]]:
    """Of each construction how many words carry it, and how many of them have the right head and relation."""
    counts = {name: [0, 0] for name in CONSTRUCTIONS}
    for sentences, doc in zip(documents, docs, strict=True):
        gold, _ = gold_tree(sentences)
        found, _ = system_tree(doc)
        places = iter(gold)
        for sentence in sentences:
            for word, place in zip(sentence.words, places, strict=False):
                for name, carries in CONSTRUCTIONS.items():
                    if carries(sentence.words, word):
                        counts[name][0] += 1
                        counts[name][1] += found.get(place) == gold[place]
    return {name: (of, right) for name, (of, right) in counts.items()}


def f1(right: float, found: float, gold: float) -> float | None:
    """Null where nothing is gold and nothing is found."""
    return 2 * right / (found + gold) if found + gold else None


def compare(documents: list[list[conllu.Sentence]], docs: list[Doc]) -> tuple[Counter, np.ndarray]:
    """Counts over all documents; for each gold sentence its words and how many of them are right (LAS)."""
    counts: Counter[str] = Counter()
    each = []
    for sentences, doc in zip(documents, docs, strict=True):
        gold, gold_sentences = gold_tree(sentences)
        found, found_sentences = system_tree(doc)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["words"] += len(gold.keys() & found.keys())
        counts["sentences gold"] += len(gold_sentences)
        counts["sentences found"] += len(found_sentences)
        counts["sentences"] += len(set(gold_sentences) & set(found_sentences))
        right = {word for word in gold.keys() & found.keys() if gold[word] == found[word]}
        counts["las"] += len(right)
        counts["uas"] += sum(gold[word][0] == found[word][0] for word in gold.keys() & found.keys())
        words = [word for word, (_, label) in gold.items() if label != "punct"]
        counts["no punct"] += len(words)
        counts["no punct las"] += sum(word in right for word in words)
        counts["no punct uas"] += sum(word in found and gold[word][0] == found[word][0] for word in words)
        for relation in RELATIONS:
            counts[f"{relation} gold"] += sum(label == relation for _, label in gold.values())
            counts[f"{relation} found"] += sum(label == relation for _, label in found.values())
            counts[relation] += sum(gold[word][1] == relation for word in right)
        for start, end in gold_sentences:
            inside = [word for word in gold if start <= word[0] < end]
            each.append((len(inside), sum(word in right for word in inside)))
    return counts, np.array(each, dtype=float)


def las_interval(each: np.ndarray, counts: Counter) -> tuple[float, float]:
    """Percentile bootstrap over gold sentences; found words are taken as a constant share of the gold ones."""
    rng = np.random.default_rng(1)
    share = counts["found"] / counts["gold"]
    drawn = each[rng.integers(len(each), size=(RESAMPLES, len(each)))].sum(axis=1)
    low, high = np.percentile(2 * drawn[:, 1] / (drawn[:, 0] * (1 + share)), [2.5, 97.5])
    return float(low), float(high)


def report(nlp: Language, path: Path) -> None:
    documents = conllu.documents(conllu.read(path))
    docs = list(nlp.pipe(conllu.text(sentences) for sentences in documents))
    counts, each = compare(documents, docs)
    low, high = las_interval(each, counts)
    scores = {name: f1(counts[name], counts["found"], counts["gold"]) for name in ("words", "uas", "las")}
    sentences = f1(counts["sentences"], counts["sentences found"], counts["sentences gold"])
    print(f"\n{path.stem}: {counts['gold']} words, {counts['sentences gold']} sentences")
    print(
        f"  UAS {scores['uas']:.2%}  LAS {scores['las']:.2%} [{low:.2%}, {high:.2%}]  words {scores['words']:.2%}  sentences {sentences:.2%}"
    )
    uas, las = (counts[f"no punct {name}"] / counts["no punct"] for name in ("uas", "las"))
    print(f"  without punctuation: UAS {uas:.2%}  LAS {las:.2%}")
    for relation in RELATIONS:
        score = f1(counts[relation], counts[f"{relation} found"], counts[f"{relation} gold"])
        print(f"  {relation:11} F1 {'–' if score is None else f'{score:.3f}'}  of {counts[f'{relation} gold']}")
    for name, (of, right) in constructions(documents, docs).items():
        print(f"  {name:33} right {f'{right / of:.3f}' if of else '–'}  of {of}")


def speed(nlp: Language, path: Path) -> None:
    """Best of three runs over one treebank's text, one process."""
    texts = [conllu.text(sentences) for sentences in conllu.documents(conllu.read(path))]
    blank = spacy.blank("en")
    rates = []
    for pipeline in (nlp, blank):
        best = 0.0
        for _ in range(3):
            started = time.perf_counter()
            tokens = sum(len(doc) for doc in pipeline.pipe(texts))
            best = max(best, tokens / (time.perf_counter() - started))
        rates.append(best)
    print(f"\nspeed on {path.stem}: {rates[0]:.0f} tokens/s, the tokenizer alone {rates[1]:.0f}")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--model", default=None, help="another pipeline than the shipped one")
    options.add_argument("--treebanks", nargs="+", default=list(TREEBANKS))
    chosen = options.parse_args()
    folder = chosen.gold / "treebanks"
    started = time.perf_counter()
    nlp = parser.load(chosen.model)
    print(f"{nlp.meta['name']} {nlp.meta['version']}, loaded in {time.perf_counter() - started:.2f} s")
    size = sum(p.stat().st_size for p in Path(chosen.model or parser.MODEL).rglob("*") if p.is_file())
    print(f"{size / 2**20:.1f} MiB")
    paths = [OWN if name == "news" else folder / f"{name}.conllu" for name in chosen.treebanks]
    for path in paths:
        report(nlp, path)
    speed(nlp, paths[-1])


if __name__ == "__main__":
    main()
