"""Countries with their peoples, capitals and seats of government, and international bodies: who is a third party to any conflict whose
codebook does not name it.

Countries come from the library countryinfo; gazetteer.yml adds what it lacks. Knows no side and no codebook.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from countryinfo import all_countries
from ruamel.yaml import YAML

COUNTRY, BODY = "third-party government", "international body"
_ARTICLE = "The "


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A country or a body, as patterns. `names` and `peoples` say which it is; `seats` stand for its government."""

    kind: str
    names: tuple[str, ...]
    peoples: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _data() -> dict:
    return YAML(typ="safe").load(files(__package__).joinpath("gazetteer.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def third_parties() -> tuple[ThirdParty, ...]:
    """Every country and every body."""
    added, omitted = _data()["countries"], frozenset(_data()["omitted"])
    found = []
    listed = {country.iso(2): country for country in all_countries() if country.iso(2)}
    for code in sorted({*listed, *added}):
        more, country = added.get(code, {}), listed.get(code)
        names, peoples, seats = (list(more.get(key, ())) for key in ("names", "peoples", "seats"))
        if country is not None:
            names.append(country.name())
            peoples += (country.demonym() or "").replace(" and ", ",").split(",")
            seats.append(country.capital())
        found.append(ThirdParty(COUNTRY, *(_usable(words, omitted) for words in (names, peoples, seats))))
    return (*found, *(ThirdParty(BODY, tuple(names)) for names in _data()["bodies"]))


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Capitals in lower case, which stand for a government and are a place, too."""
    found = (country.capital() for country in all_countries())
    return frozenset(name.strip().lower() for name in found if isinstance(name, str))


def _usable(words: list[str | None], omitted: frozenset[str]) -> tuple[str, ...]:
    """Names as patterns, without those that mean something else or hold characters that no name has in a text."""
    plain = (word.strip().removeprefix(_ARTICLE) for word in words if isinstance(word, str))
    return tuple(dict.fromkeys(w for w in plain if w and w not in omitted and not set(w) & set("()/,")))


def personal() -> frozenset[str]:
    """Names of countries that people bear too."""
    return frozenset(_data()["personal"])


@cache
def beside_countries() -> frozenset[str]:
    """Words, in small letters, that stand with a capital beside a country and in no person's name."""
    return frozenset(_data()["beside_countries"])


def others() -> tuple[str, ...]:
    """Longer names that hold a country's and are nobody's, as patterns."""
    return tuple(_data()["others"])
