"""The form of the behavioural suite; that its cases hold is measured by `benchmarks/behaviour.py`, not asserted here."""

from collections import Counter

import behaviour_cases as suite
import pytest

FILES = suite.files()
# By how many cases of one file and conflict the two sides may differ in a role, and by which share in all files together.
CASES_APART = 2
SHARE_APART = 0.1
BOOKS = {name: suite.load_codebook(name) for name in suite.CODEBOOKS}


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def path(request):
    return request.param


def roles(cases) -> dict[tuple[str, str], Counter[str]]:
    """For each conflict and role, how many cases put each side in it."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for case in cases:
        for role, side in suite.sides_in_roles(case):
            counts.setdefault((case.codebook, role), Counter())[side] += 1
    return counts


def apart(count: Counter[str], name: str) -> int:
    """How far the two sides of a conflict are from each other; sides that nobody knows yet are taken as two."""
    book = BOOKS[name]
    first, second = (
        (count[side] for side in book.side_ids) if book else (*[n for _, n in count.most_common(2)], 0, 0)[:2]
    )
    return abs(first - second)


def test_the_made_up_codebook_is_valid():
    book, problems = suite.codebooks.check(suite.CODEBOOKS[suite.MADE_UP])
    assert problems == []
    assert book is not None and book.id == suite.MADE_UP


def test_a_file_is_named_after_its_construct_and_has_enough_cases_of_every_conflict(path):
    construct = suite.read(path)
    assert construct.name == path.stem
    assert construct.about.strip()
    assert 8 <= len(construct.cases) <= 32
    assert {case.codebook for case in construct.cases} == set(suite.CODEBOOKS)


def test_a_file_has_no_mistake_of_form(path):
    found = [
        (case.id, problem) for case in suite.read(path).cases for problem in suite.problems(case, BOOKS[case.codebook])
    ]
    assert found == []


def test_ids_and_texts_are_unique():
    cases = [case for path in FILES for case in suite.read(path).cases]
    assert [item for item, n in Counter(case.id for case in cases).items() if n > 1] == []
    assert [item for item, n in Counter(case.text for case in cases).items() if n > 1] == []


def test_both_sides_are_in_each_role_equally_often(path):
    uneven = {key: count for key, count in roles(suite.read(path).cases).items() if apart(count, key[0]) > CASES_APART}
    assert uneven == {}


def test_both_sides_are_in_each_role_equally_often_in_all_files_together():
    counts = roles(case for path in FILES for case in suite.read(path).cases)
    uneven = {
        key: count
        for key, count in counts.items()
        if apart(count, key[0]) > max(CASES_APART, SHARE_APART * count.total())
    }
    assert uneven == {}


def case(**given):
    return suite.Case(id="x", codebook=suite.MADE_UP, text="Norland fire hit a barn. Its fire was seen.", **given)


def test_a_row_is_compared_by_its_place_its_words_and_its_values():
    row = {"start": 8, "end": 16, "agent": "the Norland army", "agent_side": "north", "patient": None}
    rows = {"events": [row]}
    holds = {"table": "events", "at": "fire hit", "agent": "Norland", "agent_side": ["both", "north"], "patient": None}
    assert suite.failures(case(has=[holds]), rows) == []
    for key, wanted in (
        ("at", ["fire", 2]),
        ("agent", "army of Norland"),
        ("agent_side", "south"),
        ("patient", "barn"),
    ):
        failure = suite.failures(case(has=[holds | {key: wanted}]), rows)[0]
        assert failure.nearest == row and not failure.forbidden


def test_a_forbidden_row_fails_a_case_only_where_it_is_there():
    rows = {"blame": [{"start": 0, "end": 7, "basis": "event"}]}
    assert suite.failures(case(hasnt=[{"table": "blame", "basis": "accusation"}]), rows) == []
    assert suite.failures(case(hasnt=[{"table": "blame", "basis": "event"}]), rows)[0].forbidden


def test_a_content_is_compared_by_its_overlap():
    wanted = {"table": "attributions", "content": "Norland fire hit a barn"}
    assert suite.failures(case(has=[wanted]), {"attributions": [{"start": 0, "end": 23}]}) == []
    assert suite.failures(case(has=[wanted]), {"attributions": [{"start": 0, "end": 8}]})


def test_mistakes_of_form_are_told():
    wrong = [
        {"table": "event", "at": "fire"},
        {"table": "events", "at": "shelled"},
        {"table": "events", "agent_sde": "north"},
        {"table": "events", "agent_side": "west"},
        {"table": "events", "modality": "perhaps"},
        {"table": "events", "agent": "Sudland"},
        {"table": "events", "voice": None},
        {"table": "events"},
    ]
    for row in wrong:
        assert list(suite.problems(case(has=[row]), BOOKS[suite.MADE_UP])), row
