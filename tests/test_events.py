"""Who does what to whom, on sentences of a made-up conflict that a reader can check by hand."""

import pytest
from agency import annotate


def events(text, book, title=None):
    return annotate(text, book, title)._.events


def only(text, book, event_class):
    found = [e for e in events(text, book) if e.event_class == event_class]
    assert len(found) == 1, [(e.predicate, e.event_class) for e in events(text, book)]
    return found[0]


ROLES = [
    # sentence, class, construction, agent side, patient side
    ("Norlandish forces attacked Sudlandish villages on Monday.", "attack", "active", "north", "south"),
    ("Norland was attacked by Sudland on Monday.", "attack", "passive_agent", "south", "north"),
    ("Two Norlandish soldiers were killed on Monday.", "kill", "passive_agentless", None, "north"),
    ("The bridge, destroyed by Sudlandish troops, was old.", "destroy", "passive_agent", "south", "north"),
    ("Sudlandish troops who shelled the Norlandish village left.", "shell", "active", "south", "north"),
    ("Norland's army tried to capture the Sudlandish town.", "seize", "active", "north", "south"),
    ("Norland's army entered the valley and killed two Sudlandish farmers.", "kill", "active", "north", "south"),
    ("The Norlandish shelling of Southam went on.", "shell", "nominal_agent", "north", "south"),
    ("The shelling of Southam was condemned.", "shell", "nominal", None, "south"),
    ("Norland carried out an attack on Sudland.", "attack", "active", "north", "south"),
    ("An attack on Sudland was launched by Norland.", "attack", "passive_agent", "north", "south"),
    ("Norlandish positions came under fire from Sudlandish troops.", "shell", "passive_agent", "south", "north"),
    ("Norlandish positions came under heavy fire on Tuesday.", "shell", "unaccusative", None, "north"),
    ("Fighting broke out on Tuesday.", "clash", "unaccusative", None, None),
    ("Twenty Sudlandish soldiers died on Tuesday.", "kill", "unaccusative", None, "south"),
    ("The war claimed 30,000 lives.", "kill", "cause", "unresolved", "unresolved"),
    ("Norlandish rockets hit a Sudlandish school.", "attack", "instrument", "north", "south"),
    ("Norland and Sudland clashed on Monday.", "clash", "active", "both", "both"),
    ("Sudland lost 20 soldiers on Monday.", "kill", "unaccusative", None, "south"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_class", "construction", "agent", "patient"), ROLES)
def test_roles_and_construction(small, text, event_class, construction, agent, patient):
    event = only(text, small, event_class)
    assert (event.construction, event.agent_side, event.patient_side) == (construction, agent, patient)


def test_spans_are_the_words_of_the_text(small):
    text = "On Monday, Norlandish forces attacked two Sudlandish villages."
    event = only(text, small, "attack")
    assert text[event.start : event.end] == "attacked"
    assert text[event.agent_start : event.agent_end] == event.agent == "Norlandish forces"
    assert text[event.patient_start : event.patient_end] == event.patient == "two Sudlandish villages"


def test_a_headline_participle_is_not_an_active_verb(small):
    event = events("The fighting was heavy.", small, title="Dozens killed as Norland shells Southam")[0]
    assert (event.event_class, event.construction, event.agent, event.patient) == (
        "kill",
        "headline_participle",
        None,
        "Dozens",
    )


def test_what_is_inferred_says_so(small):
    opponent = only("Norlandish gunmen killed 1,200 people.", small, "kill")
    assert (opponent.patient_side, opponent.patient_basis) == ("south", "opponent")
    place = only("Twelve people were killed in Southam.", small, "kill")
    assert (place.patient_side, place.patient_basis) == ("south", "place")
    open_ = only("Across the country 700 people were killed.", small, "kill")
    assert (open_.patient_side, open_.patient_basis) == ("unresolved", None)


BY_PLACE = [
    ("Six hundred people were driven from the village of Southam.", "displace"),
    ("Norland's troops drove hundreds of people from Southam and other villages.", "displace"),
    ("In Southam, nine people were reported killed in the week before.", "kill"),
    ("The loot came from Southam, where houses were burned and nine farmers killed.", "kill"),
    ("Two children were wounded in shelling at Southam.", "wound"),
]


@pytest.mark.parametrize(("text", "event_class"), BY_PLACE)
def test_a_place_tells_whose_the_sufferers_are_wherever_it_stands(small, text, event_class):
    assert only(text, small, event_class).patient_side == "south"


def test_who_is_driven_from_ground_that_the_doer_holds_is_not_the_doers(small):
    assert only("Norlandish troops drove the rebels from Northam.", small, "displace").patient_side == "south"
    assert only("They were deported from Sudland.", small, "displace").patient_side == "unresolved"


def test_the_other_side_is_that_which_the_act_before_was_not_upon(small):
    told = "Norlandish forces killed 239 Sudlanders; 227 people were killed on the other side."
    assert [e.patient_side for e in events(told, small)] == ["south", "north"]


def test_who_stands_for_those_that_are_counted(small):
    assert only("She was one of the three who were killed by Norlandish shells.", small, "kill").patient == "the three"


def test_a_contested_place_gives_nobody_a_side(small):
    event = only("Twelve people were killed in Green Vale.", small, "kill")
    assert (event.patient_side, event.patient_basis) == ("unresolved", None)


def test_an_adjective_inside_a_name_is_no_event(small):
    assert events("They met in occupied Green Vale.", small) == []
    assert only("The town is occupied by Norlandish forces.", small, "occupy").agent_side == "north"


GROUND = [
    ("Norlandish troops liberated Southam.", "north", "south"),
    ("Norland has taken the ridge above Southam.", "north", "south"),
    ("Southam fell to Norlandish troops.", "north", "south"),
    ("Southam fell into the hands of Norlandish troops.", "north", "south"),
    ("Sudland lost control of the town to Norlandish troops.", "north", "south"),
    ("Sudlandish soldiers lost the bridge.", None, "south"),
    ("Southam fell on Monday.", None, "south"),
]


@pytest.mark.parametrize(("text", "agent", "patient"), GROUND)
def test_ground_is_taken_by_the_taker_however_it_is_told(small, text, agent, patient):
    event = only(text, small, "seize")
    assert (event.agent_side, event.patient_side) == (agent, patient)


@pytest.mark.parametrize(
    "text",
    [
        "Norlandish troops took the road to Southam.",
        "Sudland lost the vote.",
        "The town fell silent.",
        "Prices in Southam fell to 40 crowns.",
        "The president took the podium.",
    ],
)
def test_taking_something_else_is_no_act(small, text):
    assert events(text, small) == []


def test_what_somebody_is_accused_of_is_their_act(small):
    for text in (
        "Norland was accused of burning barns in Southam.",
        "Accused by Sudland of burning barns, Norland has said nothing.",
    ):
        assert only(text, small, "destroy").agent_side == "north"


def test_whose_policy_it_is_does_the_act(small):
    assert only("Norland's policy of persecution goes on.", small, "other").agent_side == "north"


HEADLINES = [
    ("Sudlandish boy shot dead by Norlandish forces in Southam", "kill", "headline_participle", "north", "south"),
    ("Norland recaptures last of border villages", "seize", "active", "north", "south"),
    ("Dozens feared dead after Norlandish missile hits Southam tower", "attack", "instrument", "north", "south"),
    ("Sudlandish officer killed by Norlandish mine", "kill", "headline_participle", "north", "south"),
]


@pytest.mark.parametrize(("title", "event_class", "construction", "agent", "patient"), HEADLINES)
def test_headlines(small, title, event_class, construction, agent, patient):
    found = next(e for e in events("They met on Monday.", small, title) if e.event_class == event_class)
    assert (found.construction, found.agent_side, found.patient_side) == (construction, agent, patient)


MODALITY = [
    ("Norland attacked Sudland.", "asserted"),
    ("Norland reportedly attacked Sudland.", "hedged"),
    ("Norland may have attacked Sudland.", "hedged"),
    ("Norland did not attack Sudland.", "negated"),
    ("Norland denied attacking Sudland.", "denied"),
    ("Norland will attack Sudland.", "irrealis"),
    ("Norland threatened to attack Sudland.", "irrealis"),
    ("If Norland attacks Sudland, the talks will end.", "irrealis"),
    ("Norland refused to attack Sudland.", "negated"),
    ("Norland began to attack Sudland.", "asserted"),
    ("Norland has yet to attack Sudland.", "negated"),
    ("At no point did Norland attack Sudland.", "negated"),
    ("Not one soldier attacked Sudland.", "negated"),
    ("It was not Norland that attacked Sudland.", "negated"),
    ("Not only did Norland attack Sudland, it also lied.", "asserted"),
    ("Did Norland attack Sudland?", "irrealis"),
    ("Why did Norland attack Sudland?", "asserted"),
    ("Should Norland attack Sudland, the talks will end.", "irrealis"),
    ("Had Norland attacked Sudland, the talks would have ended.", "irrealis"),
    ("Norland is to attack Sudland on Monday.", "irrealis"),
    ("There was no evidence that Norland had attacked Sudland.", "hedged"),
    ("The aim is to attack Sudland.", "irrealis"),
    ("Norland must have attacked Sudland.", "hedged"),
    ("An attack by Norland on Sudland would be a mistake.", "irrealis"),
    ("Norland is suspected of having attacked Sudland.", "hedged"),
    ("It was reported that Norland had attacked Sudland.", "hedged"),
    ("Ostland reported that Norland had attacked Sudland.", "asserted"),
    ("There were reports that Norland had attacked Sudland.", "hedged"),
    ("There were reports of an attack on Sudland.", "hedged"),
    ("What looked like an attack on Sudland began at noon.", "hedged"),
    ("Reports that Norland had attacked Sudland were untrue.", "denied"),
    ("It is not true that Norland attacked Sudland.", "denied"),
    ("He repeated the false claim that Norland had attacked Sudland.", "denied"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITY)
def test_modality(small, text, modality):
    assert only(text, small, "attack").modality == modality


def test_a_pronoun_is_resolved_only_when_one_antecedent_is_possible(small):
    event = only("Norland said it had captured the village.", small, "seize")
    assert (event.agent_side, event.agent_basis) == ("north", "coreference")
    event = only("Norland met Sudland, and later they captured the village.", small, "seize")
    assert event.agent_side == "unresolved"
