"""Training the shipped pipeline from CoNLL-U folders.

    python -m analysis.training.parser --treebanks DIR --out DIR [--steps 7000] [--seed 1]
    python -m analysis.training.parser --treebanks DIR --out DIR --base MODEL --news 5 --steps 1200 --rate 0.001
    python -m analysis.training.parser --average MODEL MODEL ... --out DIR

DIR holds `*train*.conllu` (read all, in order of name) and `*dev*.conllu` (the first one is scored on). With `--news` the project's
own treebank is read that many times an epoch beside them, and its dev part is scored too; with `--base` a trained pipeline learns
on. The run is deterministic given the seed. It writes a checkpoint every `CHECK` steps and, started again, goes on from the last.
`--average` writes the mean of the weights of pipelines that have learnt on from the same one with different seeds (Wortsman et al.
2022, "Model soups", arXiv:2203.05482).

Kiperwasser and Goldberg (TACL 2016) for the transition system's features, Honnibal's hash embeddings (Miranda et al. 2022,
arXiv:2212.09255) for the words; weights are averaged over steps (Polyak and Juditsky 1992).
"""

import argparse
import json
import pickle
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.training import Example
from spacy.util import fix_random_seed, load_config
from thinc.api import Adam, Model, Optimizer
from thinc.schedules import warmup_linear
from thinc.types import Generator

from analysis.parser import whitespace
from analysis.parser.lemmas import Lemmas, TreebankLemmatizer
from analysis.training import conllu
from analysis.training.augment import augment
from analysis.training.conllu import Sentence

CONFIG = Path(__file__).parent / "parser.cfg"
NEWS = Path(__file__).parent / "treebank"
CHECK = 500
WORDS_A_BATCH = 1200
SENTENCES_A_DOC = 5
DROPOUT = 0.2
RATE, WARM_UP = 0.0015, 300
TRAINED = ("tok2vec", "tagger", "morphologizer", "parser")
STATE = ("mom1", "mom2", "averages", "nr_update", "last_seen")  # of the optimizer


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: how often it is checked, the highest rate of learning, the pipeline it goes on from (none: an empty one), and how many
    times an epoch reads the project's own treebank."""

    steps: int = 7000
    seed: int = 1
    check: int = CHECK
    rate: float = RATE
    base: Path | None = None
    news: int = 0


def sources(folder: Path, part: str) -> list[Path]:
    """The files of one part. Raises FileNotFoundError, saying what is looked for."""
    found = sorted(folder.glob(f"*{part}*.conllu"))
    if not found:
        raise FileNotFoundError(f"no *{part}*.conllu in {folder}")
    return found


def read(paths: list[Path]) -> list[list[Sentence]]:
    """The documents of several files, their typography in one shape."""
    return [[_plain(s) for s in document] for path in paths for document in conllu.documents(conllu.read(path))]


def _plain(sentence: Sentence) -> Sentence:
    return sentence.with_words([replace(w, form=whitespace.plain(w.form)) for w in sentence.words])


def examples(nlp: Language, documents: list[list[Sentence]], rng: random.Random | None = None) -> list[Example]:
    """Each document in pieces of one to `SENTENCES_A_DOC` sentences. With `rng`, pieces and sentences vary."""
    made = []
    for document in documents:
        position = 0
        while position < len(document):
            size = rng.randint(1, SENTENCES_A_DOC) if rng else SENTENCES_A_DOC
            piece = document[position : position + size]
            position += size
            made.append(_example(nlp, list(augment(piece, rng)) if rng else piece))
    return made


def _example(nlp: Language, sentences: list[Sentence]) -> Example:
    reference = conllu.to_doc(nlp.vocab, sentences)
    words = [token.text for token in reference]
    bare = spacy.tokens.Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in reference])
    return Example(nlp.get_pipe("lexical_classes")(bare), reference)


def batches(made: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of about `WORDS_A_BATCH` words."""
    rng.shuffle(made)
    batch: list[Example] = []
    for example in made:
        batch.append(example)
        if sum(len(e.reference) for e in batch) >= WORDS_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def build(documents: list[list[Sentence]], base: Path | None = None) -> Language:
    """The pipeline of parser.cfg, its labels learnt from the documents, or a trained one; lemmas are those of the documents."""
    nlp = spacy.load(base) if base else spacy.util.load_model_from_config(load_config(CONFIG), auto_fill=True)
    lemmatizer = cast(TreebankLemmatizer, nlp.get_pipe("treebank_lemmatizer"))
    lemmatizer.lemmas = Lemmas.learn((w.form, w.upos, w.lemma) for d in documents for s in d for w in s.words)
    if not base:
        with nlp.select_pipes(enable=list(TRAINED)):
            nlp.initialize(lambda: examples(nlp, documents))
    return nlp


def scores(nlp: Language, made: list[Example]) -> dict[str, float]:
    """Accuracy on given tokens: tags, parts of speech, UAS, LAS, sentences (in per cent)."""
    with nlp.select_pipes(enable=list(TRAINED)):
        found = nlp.evaluate(made)
    return {name: round(100 * found[name], 2) for name in ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f")}


def pieces(
    nlp: Language, treebanks: list[list[Sentence]], news: list[list[Sentence]], plan: Plan, step: int
) -> list[Example]:
    """The examples of the epoch that begins at a step."""
    again = [examples(nlp, news, random.Random(f"{plan.seed}/{step}/{time}")) for time in range(plan.news)]
    return examples(nlp, treebanks, random.Random(f"{plan.seed}/{step}")) + [e for made in again for e in made]


def train(treebanks: Path, out: Path, plan: Plan, tell: Callable[[str], object] = print) -> dict[str, dict[str, float]]:
    """Train, writing the averaged weights to `out/model` and a checkpoint every `check` steps.

    Returns the scores on the dev files. A run that finds a checkpoint of the same plan in `out` goes on from it and ends where an
    uninterrupted one would have.
    """
    fix_random_seed(plan.seed)
    documents = read(sources(treebanks, "train"))
    news = read([NEWS / "train.conllu"]) if plan.news else []
    nlp = build(documents + news, plan.base)
    files = [*sources(treebanks, "dev")[:1], *([NEWS / "dev.conllu"] if plan.news else [])]
    dev = {path.stem: examples(nlp, read([path])) for path in files}
    optimizer = Adam(
        cast(Generator, warmup_linear(plan.rate, min(WARM_UP, plan.steps // 8), plan.steps)), beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )  # fmt: skip
    checkpoint = Checkpoint(out / "checkpoint.pickle", nlp, optimizer, plan)
    step, epoch_start = checkpoint.load()
    started, words, found = time.monotonic(), 0, dict[str, dict[str, float]]()
    while step < plan.steps:
        made = pieces(nlp, documents, news, plan, epoch_start)
        epoch = batches(made, random.Random(f"{plan.seed}/{epoch_start}/order"))
        for batch in islice(epoch, step - epoch_start, plan.steps - epoch_start):
            with nlp.select_pipes(enable=list(TRAINED)):
                nlp.update(batch, drop=DROPOUT, sgd=optimizer)
            optimizer.step_schedules()
            step, words = step + 1, words + sum(len(e.reference) for e in batch)
            if step % plan.check == 0 or step == plan.steps:
                with nlp.use_params(optimizer.averages):
                    found = {name: scores(nlp, made) for name, made in dev.items()}
                    _save(nlp, out)
                tell(f"{step}\t{words / (time.monotonic() - started):.0f} words/s\t{json.dumps(found)}")
                checkpoint.save(step, epoch_start)
                fix_random_seed(plan.seed + step)  # so that a resumed run draws the same dropout
        epoch_start = step
    return found


class Checkpoint:
    """The state of a run on disk: weights, moments and averages by place in the network, and the step. No part of the model."""

    def __init__(self, path: Path, nlp: Language, optimizer: Optimizer, plan: Plan):
        self.path, self.optimizer, self.seed = path, optimizer, plan.seed
        self.run = "/".join(map(str, astuple(plan)))
        self.nodes: list[Model] = [
            node for name in TRAINED for node in cast(TrainablePipe, nlp.get_pipe(name)).model.walk()
        ]
        self.place = {node.id: i for i, node in reversed(list(enumerate(self.nodes)))}

    def save(self, step: int, epoch_start: int) -> None:
        """Write the state; the file appears whole or not at all."""
        weights: dict[tuple[int, str], Any] = {}
        gradients: dict[tuple[int, str], Any] = {}
        for i, node in enumerate(self.nodes):
            weights |= {(i, name): node.get_param(name) for name in node.param_names if node.has_param(name)}
            # spaCy applies the gradient that a shared tok2vec gets from its listeners one batch later.
            gradients |= {(i, name): node.get_grad(name) for name in node.grad_names}
        state = {name: {(self.place[i], p): v for (i, p), v in getattr(self.optimizer, name).items()} for name in STATE}
        partial = self.path.with_suffix(".partial")
        partial.write_bytes(pickle.dumps((self.run, step, epoch_start, weights, gradients, state)))
        partial.replace(self.path)

    def load(self) -> tuple[int, int]:
        """Restore the state; the step to go on from and the step at which its epoch began. (0, 0) where there is none."""
        if not self.path.exists():
            return 0, 0
        run, step, epoch_start, weights, gradients, state = pickle.loads(self.path.read_bytes())
        if run != self.run:
            raise ValueError(
                f"{self.path} is of another run ({run}, not {self.run}): delete it or choose another folder"
            )
        for (i, name), value in weights.items():
            self.nodes[i].set_param(name, value)
        for (i, name), value in gradients.items():
            self.nodes[i].set_grad(name, value)
        for name, values in state.items():
            getattr(self.optimizer, name).update({(self.nodes[i].id, p): v for (i, p), v in values.items()})
        for _ in range(step):
            self.optimizer.step_schedules()
        fix_random_seed(self.seed + step)
        return step, epoch_start


def average(models: list[Path], out: Path) -> None:
    """Write to `out/model` the pipeline whose every weight is the mean of those of the given ones, which agree in all else."""
    pipelines = [spacy.load(path) for path in models]
    for name in TRAINED:
        walks = [cast(TrainablePipe, nlp.get_pipe(name)).model.walk() for nlp in pipelines]
        for nodes in zip(*walks, strict=True):
            for weight in [w for w in nodes[0].param_names if nodes[0].has_param(w)]:
                mean = np.mean([node.get_param(weight) for node in nodes], axis=0, dtype="float64")
                nodes[0].set_param(weight, mean.astype("float32"))
    _save(pipelines[0], out)


def _save(nlp: Language, out: Path) -> None:
    target = out / "model.partial"
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    shutil.rmtree(out / "model", ignore_errors=True)
    target.rename(out / "model")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument(
        "--average", type=Path, nargs="+", metavar="MODEL", help="trained pipelines, in place of training one"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--base", type=Path, help="a trained pipeline to go on from")
    parser.add_argument("--news", type=int, default=0, help="times an epoch reads the project's own treebank")
    chosen = parser.parse_args()
    if (chosen.treebanks is None) == (chosen.average is None):
        parser.error("give either --treebanks or --average")
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.average:
        average(chosen.average, chosen.out)
        return
    plan = Plan(chosen.steps, chosen.seed, CHECK, chosen.rate, chosen.base, chosen.news)
    train(chosen.treebanks, chosen.out, plan, lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
