"""Shared by the tests: a small made-up conflict, so that no test of a rule depends on the pilot codebook."""

from pathlib import Path

import pytest

from analysis.codebook import Codebook, load

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "data" / "small.yml"


@pytest.fixture(scope="session")
def small() -> Codebook:
    """A made-up codebook: the sides `north` (Norland) and `south` (Sudland), the third party Ostland."""
    return load(SMALL)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Tests neither read nor fill the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


# Sites take long to make: tests that read them are of one group, so that one worker makes them once.


@pytest.fixture(scope="session")
def pilot(tmp_path_factory):
    from sites import PILOT, made

    from analysis.study import Study

    return made(Study.open(PILOT), tmp_path_factory.mktemp("pilot"), outputs=True)


@pytest.fixture(scope="session")
def poison(tmp_path_factory):
    from sites import made, poisoned

    folder = tmp_path_factory.mktemp("poison")
    return made(poisoned(folder), folder / "site")
