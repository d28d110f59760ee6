"""The pipeline that ships, from trained weights: the network, the lemmas of the treebanks and the rules around them (parser.cfg)."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import numpy as np
from spacy.util import load_config, load_model_from_config

from analysis.parser.graph import GraphParser
from analysis.parser.lemmas import Lemmas, TreebankLemmatizer
from analysis.parser.network import NAMES, WEIGHTS
from analysis.training import treebanks

CONFIG = Path(__file__).parent / "parser.cfg"
VERSION = "3.0.0"


def write(weights: list[Path], folder: Path, out: Path) -> None:
    """Write the pipeline with the mean of the weights. `folder` holds the treebanks that lemmas are learnt from. Raises ValueError where
    the networks know other words or labels than each other."""
    nlp = load_model_from_config(load_config(CONFIG), auto_fill=True)
    documents = treebanks.read([*treebanks.sources(folder, "train"), treebanks.NEWS / "train.conllu"])
    lemmatizer = cast(TreebankLemmatizer, nlp.get_pipe("treebank_lemmatizer"))
    lemmatizer.lemmas = Lemmas.learn((w.form, w.upos, w.lemma) for w in treebanks.words(documents))
    nlp.meta |= {
        "name": "framing_ud",
        "version": VERSION,
        "description": "English UD parser trained on EWT, the open genres of GUM and the treebank of war news",
        "license": "CC BY-SA 4.0",
    }
    with TemporaryDirectory() as made:
        mean(weights, Path(made))
        cast(GraphParser, nlp.get_pipe("graph_parser")).from_disk(Path(made))
        nlp.to_disk(out)


def mean(weights: list[Path], out: Path) -> None:
    """The mean of several networks' weights, in half precision, and their names, as `analysis.parser.network` reads them."""
    files = [np.load(path) for path in weights]
    names = [json.loads(str(file["about"]))["names"] for file in files]
    if any(other != names[0] for other in names):
        raise ValueError("networks that were trained on other treebanks than each other have no mean")
    kept = [name for name in files[0].files if name != "about"]
    averaged = {n: np.mean([file[n].astype("float32") for file in files], axis=0).astype("float16") for n in kept}
    np.savez_compressed(out / WEIGHTS, **averaged)
    (out / NAMES).write_text(json.dumps(names[0], ensure_ascii=False, indent=0), encoding="utf-8")
