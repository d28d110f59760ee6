"""The pages about the report: its codebook, its methods with what they get right, the tables, the words."""

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from ruamel.yaml import YAML

from analysis import tables
from analysis.codebook import Codebook, Variant
from analysis.compare.placebo import LISTED
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.present import measure_words, numbers, words
from analysis.present.measured import table
from analysis.present.pages import Page
from analysis.present.results import Results

HERE = Path(__file__).parent


def pages(results: Results) -> list[Page]:
    """The four pages."""
    return [methods(results), codebook(results.study.codebook), glossary(), dictionary()]


def methods(results: Results) -> Page:
    """How the numbers are made, and how often what they count is right."""
    steps = Markup("").join(Markup("<li>{}</li>").format(text) for text in _STEPS)
    measures = table(
        "What is measured",
        ["Measure", "What it is"],
        [(m.title, [_general(m)]) for m in measure_words.MEASURES.values()],
    )
    accuracy = table(
        "How often it is right",
        ["What", "Right", "Measured on", "More in"],
        [
            row
            for part in accuracies()
            for row in [(part["question"], []), *(_figure(f, part["doc"]) for f in part["figures"])]
        ],
    )
    body = Markup(
        "<h2>How the numbers are made</h2><ol>{}</ol><h2>How outlets are compared</h2>{}<h2>How often it is right</h2><p>{}</p>{}<h2>The measures</h2>{}"
    ).format(steps, Markup("").join(Markup("<p>{}</p>").format(t) for t in _COMPARED), _RIGHT, accuracy, measures)
    return Page("methods.html", "Methods, and how often they are right", "about", body, "Methods")


def codebook(book: Codebook) -> Page:
    """What the analyst decided."""
    actors = [(side.name, [numbers.listing([a.name for a in book.actors if a.side == side.id])]) for side in book.sides]
    actors.append(("Third parties", [numbers.listing([a.name for a in book.actors if a.side is None])]))
    concepts = Markup("").join(
        Markup("<details><summary>{}</summary>{}</details>").format(
            f"{c.name[:1].upper()}{c.name[1:]}: {numbers.count(len(c.variants), 'word')}",
            table(c.name, ["Word", "Whose usage", "Why", "Sources"], [_variant(book, v) for v in c.variants]),
        )
        for c in book.concepts
    )
    facts = (
        table("Facts looked for", ["Fact", "Statement"], [(f.name, [f.statement]) for f in book.facts])
        if book.facts
        else Markup("<p>None.</p>")
    )
    spans = [(e.name, [f"{e.start.isoformat()} to {e.end.isoformat()}"]) for e in book.episodes]
    episodes = table("Episodes", ["Episode", "Days"], spans) if spans else Markup("<p>None.</p>")
    sources = Markup("").join(Markup("<li>{}</li>").format(text) for text in book.references.values())
    body = Markup(
        "<p>{}</p><h2>Sides and actors</h2>{}<h2>Contested words</h2><p>{}</p>{}<h2>Facts</h2>{}<h2>Episodes</h2>{}<h2>Sources</h2><details>"
        "<summary>{}</summary><ul>{}</ul></details>"
    ).format(
        book.description,
        table("Who acts and speaks", ["Side", "Actors"], actors),
        _USAGE,
        concepts,
        facts,
        episodes,
        numbers.count(len(book.references), "source"),
        sources,
    )
    return Page("codebook.html", f"Codebook: {book.name}", "about", body, "Codebook")


def glossary() -> Page:
    """What the words mean, and what they do not prove."""
    items = Markup("").join(
        Markup("<dt>{}</dt><dd>{}{}</dd>").format(
            e["term"],
            e["means"],
            Markup(" <em>It does not prove: {}</em>").format(e["not"][:1].lower() + e["not"][1:]) if e["not"] else "",
        )
        for e in _yaml("glossary.yml")
    )
    return Page("glossary.html", "Glossary", "about", Markup('<dl class="glossary">{}</dl>').format(items), "Glossary")


def dictionary() -> Page:
    """Every column of every table, for who goes on with the data."""
    parts = Markup("").join(
        Markup("<details><summary>{}: one row for each {}</summary>{}</details>").format(
            name,
            unit,
            table(
                name,
                ["Column", "Type", "May be empty", "Meaning"],
                [(c.name, [c.kind, "yes" if c.null else "no", _values(c)]) for c in columns],
            ),
        )
        for name, unit, columns in tables.described()
    )
    lead = "The tables that the command framing annotate writes, by the names it gives them. Places are counted in characters of the article’s text."
    return Page(
        "dictionary.html", "Data dictionary", "about", Markup("<p>{}</p>{}").format(lead, parts), "Data dictionary"
    )


def accuracies() -> list[dict[str, Any]]:
    """What `accuracy.yml` holds."""
    return _yaml("accuracy.yml")


@cache
def _yaml(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load(HERE / name)
    return found


def _figure(figure: dict[str, Any], doc: str) -> tuple[str, list[str]]:
    row = {"value": figure["value"], "low": figure.get("low"), "high": figure.get("high")}
    of = f" of {figure['n']}" if "n" in figure else ""
    what = figure["what"]
    right = numbers.exact(numbers.share(row), **row) + of
    return what[:1].upper() + what[1:], [right, figure["on"], Markup('<span class="whole">{}</span>').format(doc)]


def _variant(book: Codebook, v: Variant) -> tuple[str, list[str]]:
    usage = words.said("relation", v.relation) if v.relation else words.owner(book, v.preferred_by)
    return v.name, [
        f"{usage}; {words.said('usage', v.usage)}",
        v.why,
        "; ".join(book.references[r].rstrip(".") for r in v.references),
    ]


def _general(m: measure_words.MeasureWords) -> str:
    blanks = {
        "item": "this one", "concept": "a contested thing", "side": "this side", "usage": "one side’s usage", "source": "this side",
        "first": "the first side", "second": "the second",
    }  # fmt: skip
    whole = m.whole if m.about != "tie" else "the acts, accusations or admissions of a source"
    text = f"share of {whole} {m.part}" if m.part else whole
    return (text[:1].upper() + text[1:]).format(**blanks)


def _values(column: tables.Described) -> str:
    said = words.COLUMNS.get(column.name, {})
    listed = [f"{v} ({said[v]})" if said.get(v, v) != v else v for v in column.values]
    return column.text + (f": {', '.join(listed)}" if listed else "")


_USAGE = "Whose usage a word is says nothing about whoever writes it: it is the usage of the side or body that the sources name. Open an entry to see its words."
_RIGHT = (
    "Measured on other texts, against what their coders saw: people, or where the list says so a language model that followed written rules. “Is "
    "right” and “is found” differ: most of what is counted is right, and part of what there is goes unseen. Shares suffer less than counts from what "
    "is missed, as long as it is missed for both sides alike. In brackets, 95\u00a0% intervals."
)
_STEPS = (
    "The text is split into sentences; headlines, captions and boilerplate are told apart. Names of the codebook are hidden from the parser, "
    "so that grammar is read the same way whoever is named.",
    "Each stretch gets a voice: the outlet’s own, a quotation, or reported speech with its source.",
    "Contested words are found by the codebook’s patterns, harmful acts by a lexicon, doers and sufferers by the grammar of the clause.",
    "The tone towards a side is scored, mention by mention, by a model that does not see the name.",
    "What is counted is broken down by outlet, episode and side. Captions and repeated headlines are not counted.",
)
_COMPARED = (
    f"A share is what is counted, divided by what it is counted among. Its interval is taken over articles, not sentences, because sentences of one "
    f"article are alike; an outlet’s copies of a dispatch count once. With fewer than {MIN_ARTICLES} articles there is no interval and no test.",
    f"A difference is listed where at most {numbers.percent(LISTED)} of such a list are expected to be false (Benjamini and Hochberg’s false "
    "discovery rate, within each question). Beside every list stands how many would be on it if the outlets’ names were shuffled.",
    "Outlets are compared within an episode. Two that tell of the same events are compared within these as well, because covering different "
    "events is enough to make numbers differ.",
)
