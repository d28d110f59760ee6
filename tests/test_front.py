"""The first page and the pages of outlets and pairs, on made-up corpora whose differences are known."""

import html
import re
from pathlib import Path

import numpy as np
import pytest
from test_compare import event, term
from test_estimates import article, corpus

from analysis import tables
from analysis.compare import result
from analysis.marks import Origin
from analysis.present import about_pages, front, outlet_pages, pair_pages, strongest
from analysis.present.excerpts import Excerpts, only
from analysis.present.results import FEW, MOST_PAIRS, Results
from analysis.present.rows import rows
from analysis.present.word_grid import word_grid
from analysis.study import Study

TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]+(?:[’'-]\w+)*")
OWN = {"south": ("territory", "occupied"), "north": ("territory", "free"), "neutral": ("territory", "vale")}


def made(book, tables, exchanges=50):
    study = Study("Made up", book, tables, Origin(corpus="", codebook="", package="", version=""), Path())
    return Results(rows(study), result.compare(tables, book, exchanges))


def usage(article_id, side, number):
    concept, variant = OWN[side]
    return term(article_id, variant, side, concept=concept) | {"start": number, "end": number + 1}


def tie(article_id, side):
    return {
        "article_id": article_id, "sentence_id": 0, "start": 0, "end": 1, "blamer": "outlet", "blamed": "x", "blamed_side": side, "basis": "event",
        "modality": "asserted", "voice": "outlet",
    }  # fmt: skip


def outlets(number, share, per=8, mentions=6, name="Outlet {}"):
    """`number` outlets of `per` articles with `mentions` words each; outlet i writes `share(i)` of them in the south's usage."""
    articles = [article(f"o{o}-{a}", name.format(o)) for o in range(number) for a in range(per)]
    rng = np.random.default_rng(7)
    terms = [
        usage(a["article_id"], "south" if rng.random() < share(i // per) else "neutral", n)
        for i, a in enumerate(articles)
        for n in range(mentions)
    ]
    acts = [event(a["article_id"], "north" if i % 2 else "south", patient_side="south") for i, a in enumerate(articles)]
    ties = [tie(a["article_id"], "south" if i % 3 else "north") for i, a in enumerate(articles)]
    tables = corpus(articles, terms, acts, blame=ties)
    text = "One word after the other, so that there is a sentence to print."
    return tables | {
        "articles": tables["articles"].assign(text=text),
        "sentences": tables["sentences"].assign(end=len(text)),
    }


def apart(number):
    return outlets(number, lambda o: 0.9 if o == 0 else 0.05)


def text(page):
    shown = re.sub(r"<title>.*?</title>", "", page.body)
    return " ".join(html.unescape(TAG.sub(" ", shown)).split())


@pytest.fixture(scope="module", params=[2, 6, 40])
def results(request, small):
    return made(small, apart(request.param), 20)


def test_the_first_page_says_who_differs_by_how_much_and_what_it_rests_on(results):
    told = text(front.page(results))
    own = [f for f in strongest.findings(results) if f.contrast["measure"].startswith("terms.")][0].contrast
    assert own["difference"] != 0 and "Outlet 0" in {own["first"], own["second"]}
    assert re.search(
        r"Outlet \d, in its own voice: \d+ % \([^)]+–[^)]+\) of the (contested words|mentions of The vale)", told
    )
    assert re.search(r"\d+ of \d+ in 8 articles", told) and "chance alone would list up to" in told
    assert "Difference: " in told and " points (" in told


def test_the_first_page_has_at_most_700_words_and_no_code_value(results):
    told = text(front.page(results))
    assert len(WORD.findall(told)) <= 700
    assert not re.search(r"_|\bnan\b|None|<NA>|-0\.0|macro-F1|\bq\b|\{", told)


def test_a_card_has_few_lines_and_says_how_many_more_there_are(results):
    known = len(results.outlets)
    card = text_of(front.card(results, front.CARDS[0]))
    assert (f"{known - front.ROWS} more" in card) == (known > front.ROWS)


def test_a_card_says_what_holds_over_all_episodes_together(small):
    tables = outlets(3, lambda o: 0.9 if o == 0 else 0.05, per=16)
    articles = tables["articles"]
    later = np.arange(len(articles)) % 16 >= 8
    tables |= {"articles": articles.assign(episode=np.where(later, "summer", "spring"))}
    two = small.model_copy(
        update={"episodes": (*small.episodes, small.episodes[0].model_copy(update={"id": "summer"}))}
    )
    told = text_of(front.card(made(two, tables, 0), front.CARDS[0]))
    assert re.search(
        r"All episodes together: 2 of 3 pairs of outlets differ\. Furthest apart are Outlet 0 and Outlet [12]\. "
        r"The contested words that are Sudland’s usage: \+\d+ points \(\d+ to \d+\) ?\.",
        told,
    )
    assert "All episodes" not in text_of(front.card(made(small, apart(3), 0), front.CARDS[0]))


def test_outlets_that_the_largest_episode_lacks_are_named_with_their_pages(small):
    tables = outlets(5, lambda o: 0.5, name="<b>{}</b>")
    articles = tables["articles"]
    elsewhere = articles["outlet"].isin(["<b>3</b>", "<b>4</b>"])
    tables |= {"articles": articles.assign(episode=articles["episode"].where(~elsewhere))}
    results = made(small, tables, 0)
    assert "<b>3</b> and <b>4</b> have no article in it." in text_of(front.page(results).body).replace("&lt;", "<")
    for outlet in ("<b>3</b>", "<b>4</b>"):
        assert f'<a href="{results.outlet_files[outlet]}">{html.escape(outlet)}</a>' in front.page(results).body
    assert "no article in it" not in front.page(made(small, apart(3), 0)).body


def text_of(markup):
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def test_every_outlet_has_its_page_and_of_many_only_pairs_that_differ(results):
    assert len(outlet_pages.pages(results)) == len(results.outlets)
    number = len(results.outlets)
    if number <= FEW:
        assert len(results.pairs) == number * (number - 1) // 2
    else:
        of = [sum(o in pair for pair in results.pairs) for o in results.outlets]
        assert 0 < len(results.pairs) < number * (number - 1) // 2 and max(of) <= MOST_PAIRS


def test_every_link_to_a_page_of_outlets_or_pairs_leads_to_one(results):
    pages = [*outlet_pages.pages(results), *pair_pages.pages(results)]
    paths = {page.path for page in pages}
    links = {href for page in pages for href in re.findall(r'href="((?:outlets|pairs)/[^"#]+)', page.body)}
    assert links and links <= paths and len(paths) == len(pages)


def test_an_outlets_page_sets_it_beside_the_others(results):
    page = next(p for p in outlet_pages.pages(results) if p.heading == "Outlet 0")
    told = text(page)
    assert "What sets it apart" in told and re.search(
        r"\d+ % \([^)]+–[^)]+\) of the contested words are Sudland’s usage", told
    )
    assert not re.search(r"\bnan\b|None|<NA>|_", told)


def test_of_two_outlets_each_is_set_beside_the_other_with_opposite_signs(small):
    results = made(small, apart(2), 20)
    pages = [text(page) for page in outlet_pages.pages(results)]
    line = r"The contested words that are Sudland’s usage \d+ % .*? (?:articles|interval) (\d+) % ([+−]\d+) points"
    (other, up), (one, down) = (re.search(line, told).groups() for told in pages)
    assert int(other) < int(one) and up[0] == "+" and down == up.replace("+", "−")


def test_a_pair_is_compared_measure_by_measure(small):
    page = pair_pages.page(made(small, apart(2), 20), "Outlet 0", "Outlet 1")
    told = text(page)
    assert re.search(r"The contested words that are Sudland’s usage \d+ % .*? −\d+ points \(−\d+ to −\d+\)", told)
    assert "cannot tell" in told


def test_where_outlets_do_not_differ_nothing_is_found_and_the_page_says_so(small):
    results = made(small, outlets(6, lambda o: 0.4), 100)
    counts = strongest.looked(results)
    assert counts.listed <= counts.chance and strongest.findings(results) == []
    told = text(front.page(results))
    assert "Nothing here exceeds chance" in told and "Difference: " not in told


def test_with_one_article_each_articles_are_compared_and_nothing_has_an_interval(small):
    told_results = made(small, outlets(3, lambda o: 1 if o == 0 else 0, per=1, mentions=8), 0)
    told = text(front.page(told_results))
    assert "articles are compared, not outlets" in told
    assert (
        "o0-0 · Outlet 0, in its own voice: 100 % of the contested words are Sudland’s usage ( 8 of 8 ); o1-0 · Outlet 1: 0 % ( 0 of 8 )"
        in told
    )
    assert (
        not re.search(r"\(\d+–\d+\)", told)
        and outlet_pages.pages(told_results) == []
        and pair_pages.pages(told_results) == []
    )


def test_one_article_of_each_of_forty_outlets_has_no_more_than_700_words_either(small):
    told = text(front.page(made(small, outlets(40, lambda o: o / 40, per=1, mentions=8), 0)))
    assert len(WORD.findall(told)) <= 700 and "32 more" in told


def test_the_words_for_a_thing_stand_side_by_side_with_how_they_stand_there(small):
    tables = apart(2)
    quoted = tables["terms"]["article_id"].str.startswith("o1") & (tables["terms"]["variant"] == "occupied")
    results = made(
        small, tables | {"terms": tables["terms"].assign(voice=tables["terms"]["voice"].mask(quoted, "direct"))}, 0
    )
    grid = word_grid(results, "Words", results.outlets)
    cells = [text_of(cell) for cell in re.findall(r"<td.*?</td>", grid)]
    assert len(cells) == 2 and re.fullmatch(r"occupied Vale \d+ Green Vale \d+", cells[0])
    assert "word own" in grid and (('word quoted">occupied Vale' in grid) == bool(quoted.any()))
    number = sum(int(n) for n in re.findall(r"\d+", " ".join(cells)))
    assert number == len(tables["terms"])


def test_what_sets_two_outlets_apart_is_listed_and_nothing_where_nothing_does(small):
    differ, alike = (made(small, tables, 0) for tables in (apart(2), outlets(2, lambda o: 0.4)))
    told, none = (text_of(pair_pages.apart(r, "Outlet 0", "Outlet 1")) for r in (differ, alike))
    assert re.search(r"The contested words that are Sudland’s usage: −\d+ points", told)
    assert "Nothing that is sure" in none and "points" not in none


SMALLEST = {
    "no article": tables.empty(),
    "one article": corpus([article("a", "P")]),
    "no outlet known": corpus([article(f"a{i}", None) for i in range(4)]),
    "no day and no episode known": corpus([article(f"a{i}", "PQ"[i % 2], None, None) for i in range(12)]),
}


@pytest.mark.parametrize("name", SMALLEST)
def test_there_are_pages_for_the_smallest_corpora_and_they_find_nothing(small, name):
    results = made(small, SMALLEST[name], 0)
    told = text(front.page(results))
    assert "What cannot be said" in told and "Difference: " not in told and "<li><p>" not in front.page(results).body
    assert len(outlet_pages.pages(results)) == len(results.outlets) and len(pair_pages.pages(results)) == len(
        results.pairs
    )


def test_too_few_to_share_out_are_not_shared_out(small):
    told = text_of(front.card(made(small, outlets(2, lambda o: 1, per=1, mentions=2), 0), front.CARDS[1]))
    assert "100 %" not in told.replace("0 % 50 % 100 %", "") and "too few" in told


def test_swapping_the_sides_swaps_them_on_every_page(small):
    tables = apart(3)
    other = {"north": "south", "south": "north"}
    mirrored = {
        name: table.assign(**{c: table[c].replace(other) for c in table if c.endswith("_side") or c == "preferred_by"})
        for name, table in tables.items()
    }
    first, second = made(small, tables, 20), made(small.swapped(), mirrored, 20)
    assert text(front.page(first)) == text(front.page(second))
    assert text(outlet_pages.pages(first)[0]) == text(outlet_pages.pages(second)[0])


def test_names_of_outlets_are_text(small):
    results = made(small, outlets(3, lambda o: 0.9 if o == 0 else 0.05, name="<script>{{x}}</script> {} \u202e"), 0)
    for page in [front.page(results), *outlet_pages.pages(results), *pair_pages.pages(results)]:
        assert "<script" not in page.body and re.fullmatch(r"[a-z]+(/[a-z0-9-]+)?\.html", page.path)


def test_no_sentence_is_printed_and_no_article_linked_where_none_may_be_shown(small):
    tables = apart(3)
    with only(Excerpts.NONE):
        results = made(small, tables, 20)
        pages = [front.page(results), *outlet_pages.pages(results), *pair_pages.pages(results)]
    assert not any("<blockquote" in page.body or 'href="articles/' in page.body for page in pages)
    assert "<blockquote" in front.page(made(small, tables, 20)).body


def test_the_figures_about_accuracy_stand_in_the_documents_that_they_are_from():
    root = Path(about_pages.HERE).parents[1]
    for part in about_pages.accuracies():
        document = (root / part["doc"]).read_text(encoding="utf-8")
        for figure in part["figures"]:
            assert figure["written"] in document, figure
            k = re.match(r"(\d+)/(\d+)$", figure["written"])
            number = int(k[1]) / int(k[2]) if k else float(re.search(r"\d+\.\d+", figure["written"])[0])
            assert figure["value"] == pytest.approx(number if number <= 1 else number / 100, abs=6e-4)


def test_the_pages_about_the_report_hold_every_word_and_column(small):
    results = made(small, apart(2), 0)
    pages = {page.path: text(page) for page in about_pages.pages(results)}
    assert "passive_agentless (passive without a doer)" in pages["dictionary.html"]
    assert all(v.why in pages["codebook.html"] for c in small.concepts for v in c.variants)
    assert "It does not prove: guilt" in pages["glossary.html"]
    assert not re.search(r"\b0\.\d", pages["methods.html"]) and re.search(r"\d+ % \(\d+–\d+\)", pages["methods.html"])
    assert not re.search(r"\{|_", pages["methods.html"] + pages["glossary.html"])
