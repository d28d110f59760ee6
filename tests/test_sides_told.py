"""Whose the doer and the sufferer are by what the text tells around an act, and judgements that accuse. Every case is told of both sides."""

import pytest
from agency import annotate

SWAPPED = {"north": "south", "south": "north"}
NAMES = [("Norland", "Sudland"), ("Northam", "Southam"), ("Anna Berg", "Carl Dahl")]


def mirrored(text):
    for first, second in NAMES:
        text = text.replace(first, "\0").replace(second, first).replace("\0", second)
    return text


def sides(text, book, event_class, title=None):
    rows = annotate(text, book, title)._.events
    return [(e.agent_side, e.patient_side) for e in rows if e.event_class == event_class]


def ties(text, book):
    return [(t.basis, t.blamer_side, t.blamed_side) for t in annotate(text, book)._.blame if t.modality == "asserted"]


def both_ways(text, wanted):
    swap = [tuple(SWAPPED.get(side, side) for side in row) for row in wanted]
    return [(text, wanted), (mirrored(text), swap)]


ACTS = [
    # Ground that one party takes is the other's loss, also where nobody's side is known by the place.
    ("Norlandish forces captured the Green Vale in May.", "seize", [("north", "south")]),
    ("The Green Vale was captured in May.", "seize", [(None, "unresolved")]),
    # Who accuse each other of an act are said to do it to each other.
    ("Norland and Sudland accused each other of fresh attacks.", "attack", [("both", "both")]),
    # Who tells of its civilians' deaths and names nobody counts its own.
    ("Norland's government reported 20 civilian deaths.", "kill", [(None, "north")]),
    ("Norland's government said that 20 soldiers had been killed.", "kill", [(None, "unresolved")]),
    # What its own clause's subject has, of what a noun tells.
    ("Norland condemned an attack on its embassy.", "attack", [(None, "north")]),
    ("Norlandish fighters staged an attack on their patrol.", "attack", [("north", "south")]),
    # Who is told to end it does it; who vows it is to do it.
    ("Norland should end the siege of the port.", "blockade", [("north", "south")]),
    ("Norland vowed revenge.", "attack", [("north", None)]),
    ("Norland vows retaliation for a strike on civilians.", "attack", [("north", None), (None, "north")]),
    # An open complement is never finite.
    ("They saw two Norlandish battalions destroyed.", "destroy", [(None, "north")]),
    # Fighting is between two.
    ("Fighting between Norland and Sudlandish rebels has claimed 30 lives.", "clash", [("both", "both")]),
    # Whoever fights a war, it is not they who are said to have killed.
    ("Norland's war has killed 30 people.", "kill", [("unresolved", "south")]),
    # Where it is told to be felt.
    ("The devastation in Northam was great.", "destroy", [(None, "north")]),
    # Words of attack that mean words.
    ("Norland attacked the minister for praising the treaty.", "attack", []),
    ("Norland's minister hit back by saying it was a lie.", "attack", []),
    # What somebody is accused of is no means of another act.
    ("Norland accused Sudland of using cluster munitions.", "shell", [("south", None)]),
    # What is condemned is not done by whoever condemns it.
    ("The king condemns continued targeting of civilian areas in Northam.", "attack", [(None, "north")]),
    # A demonstrative takes up what was told just before; "the" may mean any.
    ("Norland shelled the port. These attacks are a crime.", "attack", [("north", None)]),
    ("Norland shelled the port. The attacks are a crime.", "attack", [(None, None)]),
    ("Norland shelled the port after Sudland had shelled a farm. These attacks are a crime.", "attack", [(None, None)]),
    # Ground that is handed over is not taken.
    ("Norland took control of the town under a peace deal.", "seize", []),
    ("Norland regained the town that was ceded by Sudland.", "seize", []),
    # Those killed since an attack began are killed in it.
    ("More than 30 people have been killed since Norland launched its offensive.", "kill", [(None, "south")]),
    ("More than 30 people have been killed since the start of Norland's offensive.", "kill", [(None, "south")]),
    # A name before a verb that has no other subject is no object of what stands before it.
    ("After weeks of fighting Norland has captured the port.", "seize", [("north", "south")]),
    # Who lives there burns what is his.
    ("Norlandish residents set fire to homes before they left.", "destroy", [("north", "north")]),
    # What a happening saw, happened to whom it was aimed at.
    ("The raid, which also saw a strike on Northam, went on.", "attack", [(None, None), (None, "north")]),
    # A noun in a relative clause is no pronoun.
    ("Norlandish troops came. The king visited a village that the troops had captured.", "seize", [("north", "south")]),
    # A reflexive is its clause's subject.
    ("Norlandish soldiers said that the farmers had killed themselves.", "kill", [("unresolved", "unresolved")]),
    ("Norlandish soldiers shot themselves.", "wound", [("north", "north")]),
    # Who dies of fighting between two may be anybody, and so may "we".
    ("Clashes between Norland and Sudland have killed 30 people.", "kill", [("unresolved", "unresolved")]),
    ("Norland shelled the port. Some 30 people died on a second day of heavy clashes.", "kill", [(None, "unresolved")]),
    ('Norland shelled the port. "We do not want to die," a farmer said.', "kill", [(None, "unresolved")]),
    ("Heavy fighting claimed the lives of 17 soldiers from both sides.", "kill", [("unresolved", "both")]),
    # Whoever fights with somebody, they fight with each other; where they fight is not whom they hit.
    ("After six weeks of fighting with Norland the port was quiet.", "clash", [("both", "both")]),
    ("Two were hurt in clashes with Norlandish police.", "wound", [(None, "unresolved")]),
    ("Norlandish forces stepped up their attacks across the front.", "attack", [("north", None)]),
    ("Fighting over the Green Vale has intensified.", "clash", [(None, None)]),
    # Where somebody is driven to is not his.
    ("Thousands of people were deported to Norland.", "displace", [(None, "unresolved")]),
    # In a passive a reflexive is the subject of the clause around.
    (
        "The Norlandish troops found themselves surrounded by Sudlandish tanks.",
        "blockade",
        [("south", "north")],
    ),
    # What comes of an act is done by whoever did the one told right before.
    ("Norland began an air war after Sudland attacked the port, killing 90 people.", "kill", [("south", "north")]),
    ("Since Sudland attacked the port, killing 90 people, Norland has shelled farms.", "kill", [("south", "north")]),
    # A word before an act that says whose it is; a second act joined to it.
    ("The port came under enemy fire, the Norlandish army said.", "shell", [("south", "north")]),
    ("Norlandish assassinations and terrorism were the subject.", "other", [("north", None)]),
    # Who is kept from an act would do it, it is upon who is protected; who is told to end it does it.
    ("The king wants to stop Norland from further acts of aggression.", "attack", [("north", None)]),
    ("Norland protected Southam from attacks.", "attack", [(None, "south")]),
    ("Norland freed three towns from Sudlandish occupation.", "occupy", [("south", "north")]),
    ("They demand from Norland to stop the occupation of the port.", "occupy", [("north", "south")]),
    # Whose a fronted or an announced act is.
    ("In a surprise attack, Norland seized two villages.", "attack", [("north", None)]),
    ("Norland announces capture of a city.", "seize", [("north", "south")]),
    ("Ostland announces talks after the capture of a city.", "seize", [(None, "unresolved")]),
    # Verbs that carry an act.
    ("Norland expects Sudland to attempt more attacks on the port.", "attack", [("south", "north")]),
    ("Volunteers from Norland travelled home to join the offensive.", "attack", [("north", None)]),
    # Infinitives and their subjects.
    ("Norlandish troops were the first side to attack.", "attack", [("north", None)]),
    ("Raising the stakes, Norland at the time threatened to strike the port.", "attack", [("north", "south")]),
    # Where those are who see it; what a list of places holds.
    ("A reporter in Northam saw rows of houses turned to rubble.", "destroy", [(None, "north")]),
    ("A reporter in Northam said that houses had been turned to rubble.", "destroy", [(None, "unresolved")]),
    ("Several towns, including Northam, would fall.", "seize", [(None, "north")]),
    # The sides of a conflict are both of them.
    ("The parties to the conflict must stop the violence.", "clash", [("both", "both")]),
    ("The king called on the sides to stop the violence.", "clash", [("both", "both")]),
    ("The parties in parliament must stop the violence.", "clash", [("unresolved", None)]),
    # Whose an aim or an advance is; who says so behind an accusation; what somebody describes as an act.
    ("Norland's goal is to destroy the port.", "destroy", [("north", "south")]),
    ("The deal secured advances for Norland in the hills.", "attack", [("north", None)]),
    (
        "Norland accused Sudland of a raid, saying it had launched a counter-offensive.",
        "attack",
        [("south", None), ("north", None)],
    ),
    ("Norland orchestrated what the king described as a cowardly attack.", "attack", [("north", None)]),
    ("Norland has massed troops on the border and is poised to march in.", "attack", [("north", None)]),
    # A pronoun that takes up the object before it.
    ("Norland kidnapped Sudlandish children and sent them to be tortured.", "attack", [(None, "south")]),
    # Who is locked up somewhere may be anybody.
    ("Two of the men had been beaten in a basement in Northam.", "attack", [(None, "unresolved")]),
    (
        "The paper was founded a day after Norlandish militants entered the port, killing 90 people.",
        "kill",
        [("north", "south")],
    ),
    (
        "Ninety people were killed and more than 40 taken hostage during the surprise Norlandish attack.",
        "detain",
        [(None, "south")],
    ),
    ("The battery that the Norlanders had been shelling fell silent.", "shell", [("north", "south")]),
    ("Norland and Sudland resumed attacks on each other minutes later.", "attack", [("both", "both")]),
    # What an act hits that does another; "its" may be a town's; ground where one fights is not whom one hits.
    ("The port of Northam was hit by Sudlandish shelling.", "shell", [("south", "north")]),
    ("Northam and its neighbouring town were shelled.", "shell", [(None, "north")]),
    ("Norlandish forces made counterattacks in Northam.", "attack", [("north", None)]),
    ("Attacks were reported in Northam on Sudlandish soldiers.", "attack", [(None, "south")]),
    ("Cleansing and massacres committed by both sides were reported.", "kill", [("both", None)]),
    # Hundreds of dead, and those whom nobody reports, may be anybody's.
    ("Norland shelled the port. Total fatalities had surpassed 4,000 people.", "kill", [(None, "unresolved")]),
    # Who suffers from an act, has some of it, stands under days of it or is caught in it.
    ("Northam is suffering from Sudlandish fire.", "shell", [("south", "north")]),
    ("Northam experienced some of the worst Sudlandish shelling.", "shell", [("south", "north")]),
    ("Northam had been under days of sustained attack.", "attack", [(None, "north")]),
    ("Farmers from Northam were caught in crossfire.", "shell", [(None, "north")]),
    ("Norland moved closer to seizing the port.", "seize", [("north", "south")]),
    ("They were members of Norlandish units fighting in the hills.", "clash", [("north", None)]),
    # Two in one word.
    ("Norlandish-Ostlandish forces shelled the farms.", "shell", [("north", "south")]),
]


@pytest.mark.parametrize(("text", "event_class", "wanted"), [(t, c, w) for a, c, b in ACTS for t, w in both_ways(a, b)])
def test_sides_are_told_around(small, text, event_class, wanted):
    assert sides(text, small, event_class) == wanted


RULERS = [
    ("Separatists shelled a farm.", "north"),
    ("The separatists shelled a farm.", "north"),
    ("The Green Vale shelled a farm.", "north"),
    ("Sudlandish separatists met. The separatists shelled a farm.", "south"),
    ("Ostlandish separatists shelled a farm.", "other"),
]


@pytest.mark.parametrize(("text", "side"), RULERS)
def test_separatists_are_those_who_rule_the_contested_place(small, text, side):
    assert [e.agent_side for e in annotate(text, small)._.events if e.event_class == "shell"] == [side]


def test_who_attacks_in_the_contested_place_attacks_those_who_rule_it(small):
    assert sides("Sudland attacked farms in the Green Vale.", small, "attack") == [("south", "north")]


def test_where_no_one_rules_separatists_may_be_anybody(small):
    actors = [a.model_copy(update={"kind": "government"}) if a.id == "valemen" else a for a in small.actors]
    other = small.model_copy(update={"actors": actors})
    assert [e.agent_side for e in annotate("The separatists shelled a farm.", other)._.events] == ["unresolved"]


JUDGEMENTS = [
    ("Anna Berg said Sudland's raid on the port was barbaric.", [("accusation", "north", "south")]),
    ('"Carl Dahl is a coward," Anna Berg said.', [("accusation", "north", "south")]),
    ("Anna Berg called Carl Dahl's remarks a disgrace.", [("accusation", "north", "south")]),
    (
        "Carl Dahl's remarks, which Anna Berg described as shameful and vile, were repeated.",
        [("accusation", "north", "south")],
    ),
    # An outlet's words describe; what is nobody's accuses nobody; who judges his own accuses nobody.
    ("Carl Dahl's remarks were shameful.", []),
    ("Anna Berg said the weather was disgraceful.", []),
    ("Anna Berg said Norland's laws were unfair.", []),
    ("Anna Berg was critical of Carl Dahl's support for the raid.", [("accusation", "north", "south")]),
    # Denied is not said.
    ("Anna Berg did not call Carl Dahl a coward.", []),
    ("Anna Berg attacked Carl Dahl for comparing her to a gangster.", [("accusation", "north", "south")]),
]


@pytest.mark.parametrize(("text", "wanted"), [(t, w) for a, b in JUDGEMENTS for t, w in both_ways(a, b)])
def test_judgements_accuse(small, text, wanted):
    assert [row for row in ties(text, small) if row[0] == "accusation"] == wanted


WEST = [
    ("Norland accused the west of arming rebels.", [("accusation", "north", "other")]),
    ("Ostland, a staunch ally of Norland, is accused of arming rebels.", [("accusation", "unresolved", "other")]),
]


@pytest.mark.parametrize(("text", "wanted"), WEST)
def test_third_parties_are_accused(small, text, wanted):
    assert ties(text, small) == wanted


def test_what_is_condemned_is_whose_it_was_said_to_be(small):
    for text, blamed in both_ways("Norland shelled Southam. The king condemned the shelling of Southam.", [("north",)]):
        found = [t.blamed_side for t in annotate(text, small)._.blame if t.basis == "accusation"]
        assert found == [blamed[0][0]]
    own = annotate("The king condemned the atrocities carried out by Norland.", small)._.blame
    assert [t.blamed_side for t in own] == ["north"]
    unknown = annotate("The king condemned the shelling of Southam.", small)._.blame
    assert [t.blamed_side for t in unknown] == ["unresolved"]
