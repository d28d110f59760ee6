"""One explicit accusation in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accusation:
    """Nodes of one explicit accusation; `accuser` is null where the voice around it is the accuser, `accused` where the text names
    nobody. `over`: the words for the accused, or for the act that is condemned without saying whose it is. `presupposed`: a noun,
    which says that somebody accuses even where a denial holds it ("rejected X's accusations against Y"). `anonymous`: somebody accuses of whom the text does not say
    who. `confessed`: the accused say it of themselves ("claimed responsibility"). `judges`: it is a word of judgement, which accuses only as what a
    source says. `presumes`: it takes for granted that somebody who is named is at fault. `verb`: that calls somebody something, if it is as real as that."""

    cue: int
    over: int
    accused: int | None
    accuser: int | None = None
    presupposed: bool = False
    anonymous: bool = False
    confessed: bool = False
    judges: bool = False
    presumes: bool = False
    verb: int | None = None

    @classmethod
    def of(
        cls, cue: int, accused: int, accuser: int | None = None, presupposed: bool = False, anonymous: bool = False
    ) -> "Accusation":
        """An accusation that names the accused."""
        return cls(cue, accused, accused, accuser, presupposed, anonymous)
