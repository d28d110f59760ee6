"""Whom an accusation blames, from the words in its frame: somebody, a party, the doer of an act or the owner of a thing."""

from collections.abc import Callable

from analysis.annotate.agency.harm import HarmLexicon
from analysis.english.entries import BlameFrame, Harm
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import called
from analysis.syntax.tree import Tree

OWNED = words_with("control", "owner", "noun")
DATES = word_class("days_and_months") | word_class("units_of_time")
RELATIONS = word_class("relational_nouns")
# "at X's door", "on X's shoulders": X.
DOORS = word_class("where_blame_is_laid")
# Acts whose owner is as likely their sufferer ("X's murder", "X's arrest").
SUFFERED = frozenset({"kill", "wound", "displace", "detain"})
Names = Callable[[int], bool]


class AccusedFinder:
    """Finds the accused of one document. `names(node)`: whether a word names a party."""

    def __init__(self, tree: Tree, names: Names, harm: HarmLexicon):
        self.tree, self.names, self.harm = tree, names, harm

    def __call__(self, place: int, frame: BlameFrame) -> int | None:
        """Who is blamed, from the head of the phrase that stands in a frame's place; null where that names nobody."""
        tree = self.tree
        place = called(tree, place)
        if tree.lemma[place].lower() in DOORS:
            owner = tree.kid(place, "nmod:poss")
            return (
                next((c for c in tree.kids(place, "nmod") if tree.preposition(c) == "of"), None)
                if owner is None
                else owner
            )
        if frame.whom == "somebody":
            return place if tree.pos[place] not in ("VERB", "AUX") else None
        if frame.whom == "doer":
            return self.doer(place) if self.act(place) is not None else None
        if tree.pos[place] not in ("NOUN", "PROPN"):
            return None
        return place if self.names(place) else self.doer(place)

    def doer(self, noun: int) -> int | None:
        """Whose an act or a thing is said to be. The owner of a killing or an arrest is its doer only where somebody else suffers it,
        and "of X" is the doer only of what somebody decides or does upon others."""
        tree, lemma = self.tree, self.tree.lemma[noun]
        words = self.act(noun)
        if words is None:
            if lemma in RELATIONS:
                return None
            found = roles.of_noun(tree, noun, self.names, False, () if lemma not in OWNED else ("on", "against"))
            modifies = found.agent is not None and tree.base[found.agent] in ("amod", "compound")
            return noun if modifies else self.somebody(found.agent)  # "the Fooish president" is blamed, not "Fooish"
        targets = words.patient_prepositions if words.patient != "object" else ()
        names = self.names if words.event_class != "clash" else lambda modifier: False
        found = roles.of_noun(tree, noun, names, words.patient == "subject", targets)
        by = {tree.preposition(c): c for c in tree.kids(noun, "nmod", "obl")}.get("by")
        if words.event_class in SUFFERED and by is None and found.patient is None:
            return None
        return self.somebody(found.agent)

    def act(self, noun: int) -> Harm | None:
        """The pattern of a noun that names a harmful act by itself."""
        return next((sense.words for sense in self.harm.nouns.get(self.tree.lemma[noun], ()) if not sense.rest), None)

    def somebody(self, node: int | None) -> int | None:
        """The same node unless it is a date."""
        return None if node is None or self.tree.is_time(node) or self.tree.lemma[node].lower() in DATES else node
