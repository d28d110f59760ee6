"""The pages in a real browser: they fit, ask for nothing, run nothing that they were not given, and can be used by anybody.

Skipped where there is no Chromium; `.ci/run` installs Debian's.
"""

import re
import shutil
import warnings

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    warnings.warn("NO BROWSER: the pages are not tested; install chromium", stacklevel=1)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: install chromium"),
    pytest.mark.xdist_group("sites"),
]
SEEN = [(width, scheme) for width in (375, 1280) for scheme in ("light", "dark")]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as found:
        yield found


@pytest.fixture
def tab(browser):
    """A page that keeps what it hears: requests, errors, dialogs."""
    page = browser.new_page()
    page.heard = []
    page.on("request", lambda r: page.heard.append(r.url) if not r.url.startswith("file:") else None)
    page.on("console", lambda m: page.heard.append(m.text))
    page.on("pageerror", lambda e: page.heard.append(str(e)))
    page.on("dialog", lambda d: (page.heard.append(d.message), d.dismiss()))
    yield page
    page.close()


def sample(site):
    """Every page of the root, one of each folder."""
    return {name.rpartition("/")[0] or name: name for name in site.pages()}.values()


@pytest.mark.parametrize("which", ["pilot", "poison"])
def test_every_page_fits_every_screen_and_asks_for_nothing(which, tab, request):
    site = request.getfixturevalue(which)
    wrong, asked = [], []
    tab.on("request", lambda r: asked.append(r.url))
    for name in site.pages():
        asked.clear()
        tab.goto(f"file://{site.folder}/{name}")
        tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        for width, scheme in SEEN:
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)
            over = tab.evaluate(OVERFLOW)
            wrong += [f"{name} at {width}, {scheme}: {over} px too wide"] if over else []
        wrong += [f"{name}: something ran"] if tab.evaluate("window.ran !== undefined") else []
        wrong += [f"{name} asks for {asked[1:3]}"] if len(asked) != 1 else []
    assert not wrong, "\n".join(wrong[:20])
    assert not tab.heard


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_axe_finds_nothing(width, scheme, tab, pilot):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    wrong = []
    for name in sample(pilot):
        tab.goto(f"file://{pilot.folder}/{name}")
        for violation in Axe().run(tab).response["violations"]:
            where = [node["html"][:150] for node in violation["nodes"][:2]]
            wrong.append(f"{name}: {violation['id']} ({len(violation['nodes'])}): {where}")
    assert not wrong, "\n".join(wrong)


def test_from_a_number_to_its_sentence_in_the_article_in_two_clicks_and_back(tab, pilot):
    numbered = next(n for n in pilot.pages() if 'class="count"' in (pilot.folder / n).read_text(encoding="utf-8"))
    tab.goto(f"file://{pilot.folder}/{numbered}")
    tab.locator("a.count").first.click()
    assert "/evidence/" in tab.url
    passage = tab.locator(":target li a").first
    words = " ".join(passage.text_content().split())
    passage.click()
    assert "/articles/" in tab.url and " ".join(tab.locator(":target").text_content().split()) == words
    assert tab.locator(":target").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_passage_that_is_written_in_pieces_is_set_off_as_a_whole(tab, pilot):
    name, key = next(
        (name, key)
        for name in pilot.pages()
        if name.startswith("articles/")
        for key in re.findall(r"has\(#([\w-]+):target\)", (pilot.folder / name).read_text(encoding="utf-8"))
    )
    tab.goto(f"file://{pilot.folder}/{name}#{key}")
    pieces = tab.locator(f"#{key}, .{key}").all()
    assert len(pieces) > 1
    assert {piece.evaluate("e => getComputedStyle(e).outlineStyle") for piece in pieces} == {"solid"}


def test_a_key_opens_a_reading_and_a_layer_is_switched_off(tab, pilot):
    name = next(n for n in pilot.pages() if n.startswith("articles/"))
    tab.goto(f"file://{pilot.folder}/{name}")
    mark = tab.locator("article a.open").first
    mark.focus()
    tab.keyboard.press("Enter")
    reading = tab.locator(".reading:target")
    assert reading.is_visible() and reading.locator("dd").count() > 2
    term = tab.locator("article .term").first
    border = "e => getComputedStyle(e).borderBottomWidth"
    assert term.evaluate(border) != "0px"
    tab.locator("#layer-terms").uncheck()
    assert term.evaluate(border) == "0px"


def test_marks_survive_in_print(tab, pilot):
    name = next(n for n in pilot.pages() if n.startswith("articles/"))
    tab.emulate_media(media="print")
    tab.goto(f"file://{pilot.folder}/{name}")
    assert tab.locator("article .term").first.evaluate("e => getComputedStyle(e).borderBottomWidth") != "0px"
    assert tab.locator("article .act").first.evaluate("e => getComputedStyle(e).textDecorationStyle") == "wavy"
    assert not tab.locator("nav").first.is_visible()


def test_the_search_finds_an_article_by_a_word_in_it(tab, pilot):
    article = pilot.study.tables["articles"].iloc[0]
    others = " ".join(pilot.study.tables["articles"]["text"].iloc[1:]).lower()
    word = next(
        w for w in sorted(set(article["text"].lower().split())) if w.isalpha() and len(w) > 6 and w not in others
    )
    tab.goto(f"file://{pilot.folder}/search.html")
    tab.locator("#asked").fill(word)
    shown = tab.locator("#found li:visible")
    assert shown.count() == 1 and str(article["article_id"]) in shown.first.text_content()
    tab.locator("#asked").fill("")
    assert tab.locator("#found li:visible").count() == tab.locator("#found li").count() > 5
