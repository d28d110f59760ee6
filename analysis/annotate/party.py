"""Whose something is: a side and an actor of the codebook, with the basis on which that is known."""

from dataclasses import dataclass

from analysis.schema import Mention


@dataclass(frozen=True, slots=True)
class Party:
    """A side (id, `both`, `other` or `unresolved`), the codebook's actor and the basis; basis is null when unresolved."""

    side: str = "unresolved"
    actor: str | None = None
    basis: str | None = None

    @property
    def known(self) -> bool:
        return self.side != "unresolved"


UNRESOLVED = Party()


def of_mention(mention: Mention) -> Party:
    """Whose a mention is."""
    return Party(mention.side or "other", mention.actor, "place" if mention.kind == "place" else "said")


def combine(found: list[Party]) -> Party:
    """One answer for a coordination: both sides together are `both`; a third party yields to a side."""
    known = [party for party in found if party.known]
    named = [party for party in known if party.side != "other"] or known
    if not named:
        return UNRESOLVED
    basis = next((b for b in ("place", "coreference") if any(p.basis == b for p in named)), named[0].basis)
    agreed = common(named)
    return Party(agreed.side if agreed.known else "both", agreed.actor, basis)


def common(found: list[Party]) -> Party:
    """The side of all of some parties, unresolved where they differ, and the actor if it is one; with the first one's basis."""
    sides, actors = {party.side for party in found}, {party.actor for party in found}
    actor = actors.pop() if len(actors) == 1 else None
    return Party(sides.pop(), actor, found[0].basis) if len(sides) == 1 else Party("unresolved", actor)
