"""Turns of grammar in which a doer or a sufferer is easily lost, on sentences of a made-up conflict."""

import pytest
from agency import annotate


def found(text, book, event_class, title=None):
    return [e for e in annotate(text, book, title)._.events if e.event_class == event_class]


ROLES = [
    # sentence, class, agent, its side, patient, its side
    ("The soldiers the Norlandish rebels captured on Monday were freed.", "seize", "the Norlandish rebels", "north", "The soldiers", "south"),
    ("The house Norland bombed belonged to a baker.", "shell", "Norland", "north", "The house", "south"),
    ("What Sudland did next was to shell the mill at Northam.", "shell", "Sudland", "south", "the mill", "north"),
    ("Two Sudlandish recruits were shot dead by a comrade.", "kill", "a comrade", "south", "Two Sudlandish recruits", "south"),
    ("A Norlandish officer was stabbed by one of his own men.", "wound", "one of his own men", "north", "A Norlandish officer", "north"),
    ("Norlandish troops fired on a column of their own.", "shell", "Norlandish troops", "north", "a column of their own", "north"),
    ("The Sudlandish army hanged two men suspected of spying.", "kill", "The Sudlandish army", "south", "two men", "south"),
    ("Norland jailed a teacher for treason.", "detain", "Norland", "north", "a teacher", "north"),
    ("Norlandish troops shot a porter and his comrades.", "wound", "Norlandish troops", "north", "a porter and his comrades", "south"),
    ("Norland jailed two men for shelling a Norlandish mill.", "shell", "two men", "unresolved", "a Norlandish mill", "north"),
    ("Norlandish police fired stun grenades at strikers.", "shell", "Norlandish police", "north", "strikers", "north"),
    ("Police in Norland fired tear gas at strikers.", "shell", "Police in Norland", "north", "strikers", "north"),
    ("Sudland spent weeks bombing Norlandish towns.", "shell", "Sudland", "south", "Norlandish towns", "north"),
    ("Sudlandish gunners had spent the night shelling Northam.", "shell", "Sudlandish gunners", "south", "Northam", "north"),
    ("Two farmers were shot by departing Sudlandish soldiers.", "wound", "departing Sudlandish soldiers", "south", "Two farmers", "north"),
    ("Norlandish rebels went on the rampage through Southam.", "attack", "Norlandish rebels", "north", "Southam", "south"),
    ("Eight people were found dead under the rubble in Southam.", "kill", None, None, "Eight people", "south"),
    ("The Southam death toll has passed ninety.", "kill", None, None, "The Southam death toll", "south"),
    ("A rocket fired by Norland hit a Sudlandish barn.", "attack", "A rocket", "north", "a Sudlandish barn", "south"),
    ("Norland lost its last fort in the hills to the Sudlandish army.", "seize", "the Sudlandish army", "south", "its last fort", "north"),
    ("Farmers in a town under siege wrote to the king.", "blockade", None, None, "a town", "unresolved"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_class", "agent", "by", "patient", "upon"), ROLES)
def test_who_does_and_who_suffers(small, text, event_class, agent, by, patient, upon):
    (event,) = found(text, small, event_class)
    assert (event.agent, event.agent_side, event.patient_side) == (agent, by, upon)
    assert event.patient is not None and event.patient.startswith(patient)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("What Sudland did was to shell the mill.", "asserted"),
        ("What Sudland will do is to shell the mill.", "irrealis"),
        ("What Sudland wants to do is to shell the mill.", "irrealis"),
    ],
)
def test_what_somebody_did_was_to(small, text, modality):
    (event,) = found(text, small, "shell")
    assert event.modality == modality


def test_a_headline_says_what_is_under_fire(small):
    (event,) = found("Talks went on.", small, "shell", title="Northam under fire again as talks stall")
    assert (event.agent, event.patient, event.patient_side, event.construction) == (
        None,
        "Northam",
        "north",
        "nominal",
    )
    assert not found("Talks went on.", small, "shell", title="Minister under fire over mill")


def test_who_asks_why_takes_it_for_granted(small):
    (event,) = found("Why did Norlandish troops fire on the mill, the paper asked.", small, "shell")
    assert event.modality == "asserted"


def test_what_an_arrested_man_has_done_is_no_part_of_the_arrest(small):
    (event,) = found("Norlandish police arrested a man who had killed a baker.", small, "kill")
    assert (event.agent_side, event.patient_side) == ("unresolved", "unresolved")


def test_a_rocket_that_perhaps_was_somebodys_is_nobodys(small):
    (event,) = found("A rocket that Norland may have fired hit a Sudlandish barn.", small, "attack")
    assert event.agent_side == "unresolved"


def test_who_bears_the_blame_is_accused(small):
    (tie,) = annotate("It is Norland that bears the blame, Sudland said.", small)._.blame
    assert (tie.basis, tie.blamer_side, tie.blamed, tie.blamed_side) == ("accusation", "south", "Norland", "north")


def test_who_takes_responsibility_for_an_act_acknowledges_it_once(small):
    ties = annotate("The Norlandish army took responsibility for the strike on the convoy.", small)._.blame
    assert [(tie.basis, tie.blamed_side) for tie in ties] == [("acknowledged", "north")]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Norland acknowledged having shelled a mill.", ["having shelled a mill"]),
        ("Norland deplored what it called the cold-blooded murder of a baker.", ["the cold-blooded murder of a baker"]),
    ],
)
def test_contents(small, text, contents):
    assert [text[row.start : row.end] for row in annotate(text, small)._.attributions][-1:] == contents


def test_a_claim_that_somebody_dismissed_does_not_say_so(small):
    text = "Norland said it had taken Southam, a claim that Sudland dismissed as a lie."
    rows = annotate(text, small)._.attributions
    assert [row.source for row in rows] == ["Norland", "Sudland"]


@pytest.mark.parametrize(
    ("text", "source", "side", "via"),
    [
        ("Norlandish lawyer Ann al-Doe came. Al-Doe said the men were well.", "Al-Doe", "north", None),
        ("Norlandish lawyer Ann al-Doe came. The men, al-Doe said, were well.", "al-Doe", "north", None),
        ("Ann Doe, a Sudlandish nurse, left. The 38-year-old says she is well.", "The 38-year-old", "south", None),
        (
            "The newspaper reported that two men had been shot, citing Norlandish officials.",
            "Norlandish officials",
            "north",
            "The newspaper",
        ),
    ],
)
def test_sources(small, text, source, side, via):
    row = annotate(text, small)._.attributions[-1]
    assert (row.source, row.source_side, row.via) == (source, side, via)


@pytest.mark.parametrize(
    ("text", "upon"),
    [
        ("A house belonging to a Norlandish family was burned.", "north"),
        ("A post manned by Sudlandish recruits was shelled.", "south"),
        ("Burned to the ground by Norlandish troops, the village is a name on maps.", "south"),
    ],
)
def test_whose_it_is_that_suffers(small, text, upon):
    (event,) = annotate(text, small)._.events
    assert event.patient_side == upon


def test_who_is_fired_is_not_shot_at(small):
    assert not annotate("He was fired from his post by Norland.", small)._.events
    assert [e.event_class for e in annotate("Norlandish gunners fired from a hill.", small)._.events] == ["shell"]


HEADLINES = [
    # headline, class, agent's side, patient, its side
    ("Dozens dead as Norland, Sudland trade fire", "clash", "both", "Norland, Sudland", "both"),
    ("Southam blast: 13 killed in their sleep", "kill", None, "13", "south"),
    ("Northam mill hit by rockets – officials", "attack", "unresolved", "Northam mill", "north"),
]


@pytest.mark.parametrize(("title", "event_class", "by", "patient", "upon"), HEADLINES)
def test_headlines(small, title, event_class, by, patient, upon):
    (event,) = found("Talks went on.", small, event_class, title=title)
    assert (event.agent_side, event.patient, event.patient_side) == (by, patient, upon)


@pytest.mark.parametrize(
    ("title", "blamer", "blamed"),
    [
        ("Four Norlandish soldiers killed, Sudland blamed", "unresolved", "south"),
        ("Norland says two killed, accuses Sudland of aggression", "north", "south"),
    ],
)
def test_who_blames_in_a_headline(small, title, blamer, blamed):
    (tie,) = annotate("Talks went on.", small, title)._.blame
    assert (tie.blamer_side, tie.blamed_side, tie.basis) == (blamer, blamed, "accusation")


def test_who_stands_behind_the_dash_of_a_headline_says_it(small):
    title = "Northam mill hit by rockets – Sudlandish army"
    row = annotate("Talks went on.", small, title)._.attributions[0]
    assert (row.source, row.source_side, row.cue) == ("Sudlandish army", "south", "–")
    for other in ("War in Northam – live updates", "Northam mill hit - The Northam Journal"):
        assert not annotate("Talks went on.", small, other)._.attributions


def test_who_is_asked_who_did_it_has_not(small):
    (event,) = found("He will tell you who bombed the mill.", small, "shell")
    assert event.agent is None


def test_by_whose_count_is_not_by_whom(small):
    (event,) = found("By Norland's own count, 61 Norlandish farmers had been killed.", small, "kill")
    assert event.agent is None
    (event,) = found("The Sudlandish guards, by whom two Norlandish men were killed, fled.", small, "kill")
    assert (event.agent, event.agent_side) == ("The Sudlandish guards", "south")


def test_men_lost_beside_tanks_are_dead(small):
    (event,) = found("Norland lost 40 tanks and 300 men.", small, "kill")
    assert (event.patient, event.patient_side) == ("300 men", "north")
