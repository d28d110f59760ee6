"""Two outlets over several episodes: each episode counts for both alike, whatever each wrote most about."""

import numpy as np
import pytest
from test_compare import term
from test_estimates import article, corpus, row

from analysis.compare import result
from analysis.compare.across import EVERY_EPISODE

OWN = {"measure": "terms.variant", "item": "territory/occupied", "voice": "outlet", "episode": EVERY_EPISODE}


def made(counts):
    """A corpus of {(outlet, episode): [(mentions of "occupied", all mentions) of each article]}."""
    articles, terms = [], []
    for (outlet, episode), numbers in counts.items():
        for i, (k, n) in enumerate(numbers):
            name = f"{outlet}{episode}{i}"
            articles.append(article(name, outlet, episode))
            terms += [term(name, *(("occupied", "south") if m < k else ("vale", "neutral"))) for m in range(n)]
    return corpus(articles, terms)


def test_what_an_outlet_wrote_most_about_is_no_difference(small):
    """In spring both write "occupied" in three of four mentions, in autumn in one of four; P wrote of spring and Q of autumn."""
    spring, autumn = [(4, 4), (2, 4)], [(0, 4), (2, 4)]
    tables = made(
        {
            ("P", "spring"): spring * 6,
            ("Q", "spring"): spring * 2,
            ("P", "autumn"): autumn * 2,
            ("Q", "autumn"): autumn * 6,
        }
    )
    found = row(result.compare(tables, small, 0)["contrasts"], **OWN, copies="all")
    assert (
        found["difference"] == pytest.approx(0) and found["low"] < 0 < found["high"] and found["p"] == pytest.approx(1)
    )


def test_the_difference_is_mantel_and_haenszels(small):
    """spring: 6 of 12 against 2 of 8, autumn: 8 of 8 against 6 of 8; weights 12 · 8 / 20 and 8 · 8 / 16."""
    tables = made(
        {
            ("P", "spring"): [(2, 4), (4, 4), (0, 4)], ("Q", "spring"): [(1, 4), (1, 4)],
            ("P", "autumn"): [(4, 4), (4, 4)], ("Q", "autumn"): [(3, 4), (1, 2), (2, 2)],
        }
    )  # fmt: skip
    found = row(result.compare(tables, small, 0)["contrasts"], **OWN, copies="all")
    assert found["difference"] == pytest.approx((4.8 * (2 / 8 - 6 / 12) + 4 * (6 / 8 - 1)) / 8.8, abs=1e-6)
    assert found["low"] < found["difference"] < found["high"] and found["family_size"] >= 2


def test_one_episode_in_common_has_no_such_row(small):
    tables = made({("P", "spring"): [(1, 2)] * 6, ("Q", "spring"): [(2, 2)] * 6, ("Q", "autumn"): [(2, 2)] * 6})
    found = result.compare(tables, small, 0)["contrasts"]
    assert EVERY_EPISODE not in set(found["episode"]) and "spring" in set(found["episode"])


def test_too_few_articles_all_together_are_said(small):
    few = {(o, e): [(1, 2)] for o in "PQ" for e in ("spring", "autumn")}
    found = row(result.compare(made(few), small, 0)["contrasts"], **OWN, copies="all")
    assert np.isnan(found["p"]) and "2 articles: no interval" in found["note"]


def test_other_tests_keep_their_families(small):
    tables = made({(o, e): [(n, 2), (1, 2)] * 4 for o, n in (("P", 0), ("Q", 2)) for e in ("spring", "autumn")})
    found = result.compare(tables, small, 0)["contrasts"]
    over = found["episode"] == EVERY_EPISODE
    assert set(found.loc[over, "family"]).isdisjoint(found.loc[~over, "family"])
    tested = found[over & found["p"].notna()]
    assert len(tested) and (tested["q_all"] >= tested["p"]).all()
