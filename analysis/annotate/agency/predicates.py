"""Which of the codebook's words for harmful acts a text has: `doc._.predicate_matches`.

All that is made of the codebook's predicates is made of this list. So a change of them costs only the texts in which a word that
has changed may stand.
"""

from collections import defaultdict
from collections.abc import Iterable

from analysis.annotate.agency.harm import heads
from analysis.annotate.steps import Make, step
from analysis.annotate.vocabulary import words_of
from analysis.codebook import Codebook, Predicates
from analysis.english.inflection import all_forms
from analysis.schema import PredicateMatch


class PredicateMatcher:
    """Finds the phrases of some predicates whose head is, in whatever form, one of some words."""

    def __init__(self, predicates: Iterable[Predicates]):
        self._phrases = [match for each in predicates for match in _phrases(each)]
        self._by_form: dict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(self._phrases):
            for form in {form for head, _ in heads(match.phrase, match.part) for form in all_forms(head)}:
                self._by_form[form].append(number)

    def __call__(self, words: set[str]) -> list[PredicateMatch]:
        """In the order of the codebook."""
        found = {number for form in self._by_form.keys() & words for number in self._by_form[form]}
        return [self._phrases[number] for number in sorted(found)]


def _phrases(each: Predicates) -> list[PredicateMatch]:
    roles = each.agent, each.patient, each.patient_prepositions
    verbs = [PredicateMatch("verb", phrase, each.event_class, *roles) for phrase in each.verbs]
    return verbs + [PredicateMatch("noun", phrase, each.event_class, *roles) for phrase in each.nouns]


@step("predicate_matches")
def make_predicate_matches(codebook: Codebook) -> Make:
    """Write `doc._.predicate_matches`."""
    matcher = PredicateMatcher(codebook.predicates)
    return lambda doc: matcher(words_of(doc))
