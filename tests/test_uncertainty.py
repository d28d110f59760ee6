"""Intervals and tests on numbers that a reader can check, and on corpora drawn from a known truth."""

import numpy as np
import pytest
from scipy import stats

from analysis.compare import families, uncertainty
from analysis.compare.uncertainty import Estimates, Sums

ONE = np.zeros(1, int)


def share(k, n):
    """The share over articles with k of n, as plain numbers."""
    sums = Sums.of(np.array([k], float), np.array([n], float))
    return Estimates(*(float(v[0]) for v in uncertainty.shares(sums, ONE)))


def outlets(values):
    """Means of outlets, one list of article means each."""
    width = max(map(len, values))
    there = np.array([[i < len(v) for i in range(width)] for v in values], float)
    filled = np.array([[*v, *[0] * (width - len(v))] for v in values], float)
    return uncertainty.means(Sums.of(filled, there))


def test_few_articles_have_no_interval_and_say_why():
    assert np.isnan(share([1, 0], [2, 3]).low)
    assert "2 articles: no interval" in uncertainty.lacking(2)
    assert uncertainty.lacking(0) == "nothing to count" and uncertainty.lacking(5) == ""


def test_a_share_of_none_and_of_all_has_the_bound_that_its_mentions_allow():
    none, every = share([0] * 6, [4] * 6), share([4] * 6, [4] * 6)
    assert none.low == 0 and 0.02 < none.high < 0.2
    assert every.high == 1 and every.low == pytest.approx(1 - none.high)


def test_articles_that_differ_widen_the_interval_beyond_that_of_their_mentions():
    alike, apart = share([3] * 10, [6] * 10), share([0, 6] * 5, [6] * 10)
    assert alike.value == apart.value == 0.5
    assert apart.high - apart.low > 1.5 * (alike.high - alike.low)
    assert apart.n_eff < 15 < alike.n_eff <= 60


def test_where_mentions_are_independent_the_interval_is_jeffreys():
    n = np.ones(400)
    k = np.r_[np.ones(120), np.zeros(280)]
    found = share(k, n)
    assert [found.low, found.high] == pytest.approx(stats.beta.ppf([0.025, 0.975], 120.5, 280.5), abs=0.005)


def test_a_mean_has_students_interval():
    values = np.array([0.1, 0.4, -0.2, 0.3, 0.2, 0.0])
    found = uncertainty.mean(values)
    expected = stats.ttest_1samp(values, 0)
    assert [found.low, found.high] == pytest.approx(list(expected.confidence_interval()))
    assert found.p == pytest.approx(expected.pvalue)


def test_a_difference_is_welchs_and_its_interval_leaves_0_out_where_p_is_below_a_twentieth():
    rng = np.random.default_rng(5)
    for _ in range(40):
        first, second = rng.normal(size=6), rng.normal(1, 3, size=15)
        found, expected = uncertainty.difference(first, second), stats.ttest_ind(second, first, equal_var=False)
        assert found.p == pytest.approx(expected.pvalue)
        assert [found.low, found.high] == pytest.approx(list(expected.confidence_interval()))
        assert (found.p < 0.05) == (found.low > 0 or found.high < 0)


def test_groups_that_are_too_small_or_all_alike_have_no_p_and_say_why():
    assert "needs 5" in uncertainty.difference(np.zeros(3), np.zeros(9)).note
    assert "alike" in uncertainty.difference(np.zeros(6), np.arange(6.0)).note
    assert uncertainty.mean(np.array([])).value is None


def test_what_two_outlets_share_narrows_their_difference():
    e = outlets([[1, 2, 3, 4, 6], [2, 3, 4, 5, 8]])
    first, second = (Estimates(*(v[i] for v in e)) for i in (0, 1))
    plain, joint = (uncertainty.differences(first, second, c) for c in (0.0, 0.4))
    assert joint.p < plain.p and joint.low > plain.low


def test_an_outlet_of_few_articles_is_drawn_towards_the_rest():
    rng = np.random.default_rng(2)
    e = outlets([rng.normal(size=40) for _ in range(9)] + [[2, 4, -1, 3, 0]])
    value, low, high = families.shrink(e, np.zeros(10, int), False)
    assert abs(value[-1]) < 0.7 * abs(e.value[-1])
    assert (low < value).all() and (value < high).all()
    assert np.isnan(families.shrink(outlets([[1, 2, 3, 4, 5]] * 3), np.zeros(3, int), False)[0]).all()


def test_q_is_benjamini_hochbergs_within_each_family():
    p = np.array([0.01, 0.5, np.nan, 0.04, 0.03, 0.02])
    family = np.array([1, 1, 1, 1, 0, 0])
    q = families.false_discovery(p, family)
    assert q[[0, 1, 3]] == pytest.approx(stats.false_discovery_control(p[[0, 1, 3]]))
    assert q[[4, 5]] == pytest.approx([0.03, 0.03]) and np.isnan(q[2])


def test_the_interval_covers_the_true_share_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    n = rng.integers(5, 30, size=(600, 10)).astype(float)
    k = rng.binomial(n.astype(int), rng.beta(6, 14, size=n.shape)).astype(float)
    e = uncertainty.shares(Sums.of(k, n), np.repeat(np.arange(150), 4))
    assert 0.92 <= ((e.low <= 0.3) & (e.high >= 0.3)).mean() <= 0.98


def test_a_spread_that_is_small_by_chance_does_not_set_an_outlet_apart():
    e = outlets([[0.5, 0.51, 0.5, 0.49, 0.5], *np.random.default_rng(3).normal(size=(9, 5)).tolist()])
    guarded = families.guarded(e, np.zeros(10, int))
    rest = families.average(Estimates(*(v[1:] for v in e)))
    plain, cautious = (uncertainty.differences(rest, Estimates(*(v[0] for v in of))) for of in (e, guarded))
    assert plain.p < 0.05 < cautious.p
