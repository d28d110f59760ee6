"""Drafting, reading, correcting and checking trees.

    python -m analysis.training.annotation draft FILE.txt > FILE.conllu
    python -m analysis.training.annotation show FILE.conllu [--from N] [--number 30] [--treebanks DIR]
    python -m analysis.training.annotation edit FILE.conllu EDITS --by NAME --treebanks DIR
    python -m analysis.training.annotation check FILE.conllu [--treebanks DIR]
    python -m analysis.training.annotation agree ONE.conllu OTHER.conllu
    python -m analysis.training.annotation roles FILE.conllu SIDES.yml

DIR holds treebanks from which tags are learnt that go together, and what is rare.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from analysis import parser
from analysis.training.annotation import checks, draft, edits, features, roles, trees
from analysis.training.annotation.tags import Habits
from analysis.training.annotation.trees import Tree

WIDTH = 150


def shown(tree: Tree, habits: Habits) -> str:
    """A tree on few lines, `number:form/tag>head:relation` (verbs show their XPOS), and below them what is wrong or rare."""
    lines, line = [f"== {tree.name} {tree.comment('corrected')}".strip()], ""
    for i, row in enumerate(tree.rows, start=1):
        tag = row.xpos if row.upos == "VERB" else row.upos
        word = f"{i}:{row.form}>{row.head}" if row.mark else f"{i}:{row.form}/{tag}>{row.head}:{row.rel}"
        if len(line) + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line += word + "  "
    return "\n".join([*lines, line, *_remarks(tree, habits)])


def _remarks(tree: Tree, habits: Habits) -> list[str]:
    rare = checks.doubts(tree, habits) if habits.joined else []
    return [f"   ! {what}" for what in checks.problems(tree)] + [f"   ? {what}" for what in rare]


def agreement(one: list[Tree], other: list[Tree]) -> dict[str, float]:
    """Of two annotations of the same sentences: how many there are, how many are alike; UAS and LAS, with and without marks."""
    place = {tree.name: tree for tree in other}
    count: Counter[str] = Counter()
    for tree in one:
        twin = place.get(tree.name)
        if twin is None or [r.form for r in tree.rows] != [r.form for r in twin.rows]:
            continue
        pairs = list(zip(tree.rows, twin.rows, strict=True))
        count["sentences"] += 1
        count["alike"] += all((a.head, a.rel) == (b.head, b.rel) for a, b in pairs)
        for a, b in pairs:
            for kind in ("", " without marks")[: 1 if a.mark else 2]:
                count[f"words{kind}"] += 1
                count[f"UAS{kind}"] += a.head == b.head
                count[f"LAS{kind}"] += (a.head, a.rel) == (b.head, b.rel)
    shares = {name: count[name] / count[f"words{name[3:]}"] for name in count if name[1:3] == "AS"}
    return {"sentences": count["sentences"], "alike": count["alike"], **shares}


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter, epilog=edits.__doc__
    )  # fmt: skip
    options.add_argument("what", choices=("draft", "show", "edit", "check", "agree", "roles"))
    options.add_argument("file", type=Path)
    options.add_argument("other", type=Path, nargs="?", help="corrections, another annotation, or sides")
    options.add_argument("--treebanks", type=Path)
    options.add_argument("--from", dest="start", type=int, default=1)
    options.add_argument("--number", type=int, default=30)
    options.add_argument("--by", default="")
    chosen = options.parse_args()
    if chosen.what == "draft":
        found = draft.drafted(parser.load(), chosen.file.read_text(encoding="utf-8"), chosen.file.stem)
        for tree in found:
            features.settle(tree)
        sys.stdout.write(trees.write(found))
        return
    found = trees.read(chosen.file)
    if chosen.what == "agree":
        print(agreement(found, trees.read(chosen.other)))
        return
    if chosen.what == "roles":
        counts = roles.count(found, roles.read_sides(chosen.other))
        print("\n".join(f"{conflict}\t{side}\t{role}\t{n}" for (conflict, side, role), n in sorted(counts.items())))
        return
    habits = Habits.of(chosen.treebanks) if chosen.treebanks else Habits()
    if chosen.what == "edit":
        part, refused = edits.edit(found, chosen.other.read_text(encoding="utf-8").split("\n"), chosen.by, habits)
        chosen.file.write_text(trees.write(found), encoding="utf-8")
        print("\n".join(f"not done: {what}" for what in refused))
    else:
        part = found[chosen.start - 1 : chosen.start - 1 + chosen.number] if chosen.what == "show" else found
    for tree in part:
        lines = [shown(tree, habits)] if chosen.what == "show" else [f"{tree.name}{x}" for x in _remarks(tree, habits)]
        print("\n".join(lines), end="\n" if lines else "")


if __name__ == "__main__":
    main()
