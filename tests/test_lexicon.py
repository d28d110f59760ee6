"""Walks the lexicon: every word is put into its own frame, parsed, and must come out with what its entry says."""

import re
from pathlib import Path
from typing import get_args

import pytest
from agency import annotate

from analysis.annotate.agency.harm import harm_lexicon
from analysis.annotate.agency.predicates import PredicateMatcher
from analysis.codebook import Predicates
from analysis.english import entries
from analysis.english import lexicon as module
from analysis.english.inflection import inflections, irregular
from analysis.english.lexicon import LexiconError, lexicon, words_with
from analysis.english.word_classes import class_names

CODE = Path(module.__file__).parents[1]
DENYING = ("denied", "denied claim", "doubted")
# What the parser gets wrong of a made sentence, and why no rule should make up for it.
MISREAD: dict[str, str] = {
    "misleading": "the adjective is read as a verb",
    "ethnically cleanse (active)": "the verb is read as an adjective",
    "ethnically cleanse (passive)": "the same",
    "burn (active)": "whoever burns soldiers, as the made sentence has it, wounds them",
    "burn (passive)": "the same",
    "tear-gas (active)": "the hyphen parts the verb",
    "struggle (noun)": "those between whom it is hang on what it is for",
    "shoot-out (noun)": "the hyphen parts the noun",
    "victim (noun)": "whoever is a victim of soldiers has suffered from them",
    "crime against humanity (noun)": 'the target hangs on "humanity"',
}


def forms(lemma: str) -> tuple[str, str]:
    """Past and past participle."""
    listed = [form for form in irregular().get(lemma, ()) if not form.endswith("ing")]
    if listed:
        return ("beat" if lemma == "beat" else listed[0]), listed[-1]
    short = len(re.findall("[aeiouy]+", lemma)) == 1 or lemma == "rebut"
    regular = sorted((f for f in inflections(lemma) if f.endswith("ed")), key=len, reverse=short)
    return (regular or [f"{lemma}d"])[0], (regular or [f"{lemma}d"])[0]


def past(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return f"{forms(first)[0]} {rest}".strip()


def walk(cases, holds, book):
    """(name, sentence) that do not hold and are no listed exceptions."""
    failed = [name for name, text in cases if not holds(annotate(text, book))]
    listed = [name for name, _ in cases if name in MISREAD]
    print(f"{len(cases)} sentences, {len(failed)} misread: {', '.join(failed)}")
    assert len(listed) <= 0.04 * len(cases)
    return [name for name in failed if name not in MISREAD], [name for name in listed if name not in failed]


def accusing_verbs():
    act = "Sudland's shelling of the village"
    for entry in lexicon().verbs.values():
        for frame in entry.blames:
            if frame.whom in ("agent", "breaker"):
                continue
            verb, _, particle = entry.word.partition(" ")
            said = past(verb if particle == frame.preposition else entry.word)
            subject = "The Norlandish president"
            if not frame.preposition:
                whom = {"doer": [act], "party": ["Sudland", act], "somebody": ["Sudland"]}[frame.whom]
                for target in ["Sudland"] if frame.behind else whom:
                    behind = f" {frame.behind} the attack" if frame.behind else " on Monday"
                    yield f"{entry.word}: {frame.behind or target[:9]}", f"{subject} {said} {target}{behind}."
            elif frame.whom == "somebody":
                yield f"{entry.word}: {frame.preposition}", f"{subject} {said} the attack {frame.preposition} Sudland."
            else:
                yield f"{entry.word}: {frame.preposition}", f"{subject} {said} {frame.preposition} {act}."


def accuses(doc):
    ties = [(b.blamer_side, b.blamed_side) for b in doc._.blame if b.basis == "accusation"]
    return ties == [("north", "south")]


def test_every_accusing_verb_blames_in_its_own_frame(small):
    missing = [v.word for v in lexicon().verbs.values() if v.cue and v.cue.cue_class == "accusation" and not v.blames]
    assert not missing
    assert walk(list(accusing_verbs()), accuses, small) == ([], [])


def test_every_accusing_noun_blames_in_its_own_frame(small):
    cases = [
        (f"{noun.word}: {frame.preposition}", f"Norland's {noun.word} {frame.preposition} Sudland's shelling of the village drew attention.")
        for noun in lexicon().nouns.values()
        for frame in noun.blames
        if frame.preposition
    ]  # fmt: skip
    assert {n.word for n in lexicon().nouns.values() if n.cue and n.cue.cue_class == "accusation"} <= {
        name.partition(":")[0] for name, _ in cases
    }
    assert walk(cases, accuses, small) == ([], [])


def denying_words():
    inside = "that its forces had shelled Southam"
    for word in sorted(frozenset().union(*(words_with("complement", value) for value in DENYING))):
        if word in lexicon().verbs:
            yield word, f"Norland {past(word)} {'' if word in ('disagree', 'doubt') else 'claims '}{inside}."
        elif word in lexicon().nouns and not lexicon().noun(word).cue:
            yield word, f"Reports {inside} are a {word}."
        elif word in lexicon().nouns:
            yield word, f"Norland's {word} {inside} drew attention."
        elif not lexicon().adjective(word).cue:
            yield word, f"Reports {inside} are {word}."
        else:
            yield word, f"Norland was {word} {inside}."


def test_every_denying_word_denies_what_is_inside(small):
    def denied(doc):
        return [(e.predicate, e.modality) for e in doc._.events] == [("shell", "denied")]

    neither = {"distance from", "disagree with"}  # keep away from something that they do not deny
    for verb in lexicon().verbs.values():
        if verb.cue and verb.cue.cue_class == "denial":
            assert verb.complement or verb.word in neither, verb.word
    assert walk(list(denying_words()), denied, small) == ([], [])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norland denied reports of claims that its forces had shelled Southam.", "denied"),
        ("Norland denied that it had said that its forces had shelled Southam.", "denied"),
        ("Norland did not deny that its forces had shelled Southam.", "hedged"),
        ("There is no doubt that Norland shelled Southam.", "asserted"),
        ("Norland dismissed the shelling of Southam as an accident.", "asserted"),
        ("Norland denied the shelling of Southam.", "denied"),
        ("Norland said nobody had shelled Southam.", "negated"),
    ],
)
def test_how_deep_a_denial_reaches(small, text, modality):
    assert [e.modality for e in annotate(text, small)._.events] == [modality]


def test_whose_act_is_condemned(small):
    def blamed(text):
        return [(b.blamer_side, b.blamed_side) for b in annotate(text, small)._.blame if b.basis == "accusation"]

    assert blamed("Norland condemned Sudland's arrest of three journalists.") == [("north", "south")]
    assert blamed("Norland condemned the shelling by Sudland of the village.") == [("north", "south")]
    # An accusation, and nobody who is accused: the sufferer least of all.
    assert blamed("Ostland condemned the killing of Sudlandish soldiers.") == [("other", "unresolved")]
    assert blamed("Ostland condemned the murder of Carl Dahl.") == [("other", "unresolved")]
    assert blamed("Ostland condemned Dahl's murder.") == [("other", "unresolved")]
    assert blamed("Ostland lamented Sudland's isolation.") == []
    assert blamed("Ostland criticised Norland's enemies.") == []
    assert blamed("Norland was criticised by Sudland.") == [("south", "north")]
    assert blamed("The soldiers were charged with guarding Southam.") == []


FORCES, SOLDIERS = "Norlandish forces", "Sudlandish soldiers"


def harmful_verbs(voice):
    """(phrase, sentence, class, what must be among its roles)."""
    for pattern in lexicon().harm:
        wanted = {"none": ("north", None), "subject": (None, "south")}.get(pattern.patient, ("north", "south"))
        if pattern.agent == "oblique":
            wanted = ("north", "south")
        for phrase in pattern.verbs:
            taken = _rest_of(phrase)
            if voice == "active":
                yield phrase, _active(pattern, phrase, taken), pattern.event_class, wanted
            elif pattern.patient == "object" and taken is None and phrase not in FRAMES:
                head, _, rest = phrase.partition(" ")
                by = _behind(pattern) or f"by {FORCES}"
                victims = VICTIMS.get(pattern.takes, SOLDIERS)
                text = f"{victims} were {forms(head)[1]} {rest} {by} on Monday."
                yield phrase, text, pattern.event_class, wanted


def _rest_of(phrase):
    if phrase in ("trade fire", "exchange fire"):
        return "fire with"
    if phrase.startswith("use ") and phrase.split()[1] in ("missile", "rocket", "bomb", "drone"):
        return f"{phrase.split()[1]}s against"
    return next((c for n, c in OBJECTS.items() if n in phrase.split()[1:]), None)


def _behind(pattern):
    """What a sense wants behind the verb, beside its sufferer."""
    if pattern.agent == "oblique":
        return f"{pattern.agent_prepositions[0]} {FORCES}"
    return f"{pattern.ousts[0]} the village by {FORCES}" if pattern.ousts else ""


def _active(pattern, phrase, taken):
    head, _, rest = phrase.partition(" ")
    verb, victims = forms(head)[0], VICTIMS.get(pattern.takes, WHAT.get(pattern.patient, SOLDIERS))
    if phrase in FRAMES:
        return FRAMES[phrase].format(verb=verb, victims=victims) + " on Monday."
    if pattern.agent == "oblique":
        lost = victims if pattern.patient == "subject" else f"The defenders {verb} {victims}"
        return f"{lost} {verb if pattern.patient == 'subject' else ''} {_behind(pattern)} on Monday."
    if pattern.patient == "subject":
        return f"{victims} {verb} {taken or rest} on Monday."
    place = pattern.patient_prepositions[0] if pattern.patient_prepositions else ""
    if pattern.takes == "munition" and place:
        taken, victims = f"shells {rest} {pattern.patient_prepositions[0]}", SOLDIERS
    between = taken or f"{rest} {place}".strip()
    victims = "" if pattern.patient == "none" and taken else victims
    if phrase in AFTER_OBJECT or phrase.endswith((" to death", " away")):
        between, victims = "", f"{victims} {rest}"
    if pattern.ousts:
        victims = f"{victims} {pattern.ousts[0]} the village"
    return f"{'Norlandish rockets' if pattern.moving else FORCES} {verb} {between} {victims} on Monday."


# What stands in the place of the sufferer where a sense takes only that; phrases that are put together in another way.
VICTIMS = {
    "ground": "three Sudlandish villages",
    "land": "three Sudlandish villages",
    "town": "Three Sudlandish villages",
    "person": "Sudlandish soldiers",
    "munition": "Sudlandish missiles",
}
FRAMES = {
    "lose control": "Sudland lost control of the village to Norlandish forces",
    "lose possession": "Sudland lost possession of the village to Norlandish forces",
    "fall hand": "{victims} fell into the hands of Norlandish forces",
    "pass hand": "{victims} passed into the hands of Norlandish forces",
    "fall control": "{victims} fell under the control of Norlandish forces",
    "come control": "{victims} came under the control of Norlandish forces",
    "pass control": "{victims} passed under the control of Norlandish forces",
    "fall battle": "{victims} fell in battle",
    "fall combat": "{victims} fell in combat",
    "fall battlefield": "{victims} fell on the battlefield",
    "fall fighting": "{victims} fell in the fighting",
    "slit throat": "Norlandish forces slit the throats of {victims}",
    "hold without charge": "Norlandish forces held {victims} without charge",
    "hold in captivity": "Norlandish forces held {victims} in captivity",
    "throw into prison": "Norlandish forces threw {victims} into prison",
    "throw into jail": "Norlandish forces threw {victims} into jail",
    "use as shield": "Norlandish forces used {victims} as shields",
    "use as human shield": "Norlandish forces used {victims} as human shields",
    "leave homeless": "Norlandish forces left {victims} homeless",
    "make homeless": "Norlandish forces made {victims} homeless",
    "leave in ruin": "Norlandish forces left Sudlandish houses in ruins",
    "wipe off map": "Norlandish forces wiped Sudlandish villages off the map",
    "wipe from map": "Norlandish forces wiped Sudlandish villages from the map",
    "wipe from face": "Norlandish forces wiped Sudlandish villages from the face of the earth",
    "erase from map": "Norlandish forces erased Sudlandish villages from the map",
    "pay price": "{victims} will pay the price",
    "face consequence": "{victims} will face consequences",
    "suffer consequence": "{victims} will suffer the consequences",
    "send to camp": "Norlandish forces sent {victims} to camps",
    "take to camp": "Norlandish forces took {victims} to camps",
    "transfer to camp": "Norlandish forces transferred {victims} to camps",
    "ship to camp": "Norlandish forces shipped {victims} to camps",
    "herd into camp": "Norlandish forces herded {victims} into camps",
    "bear consequence": "{victims} will bear the consequences",
    "erase culture": "Norlandish forces erased the culture of Sudlandish villages",
    "erase identity": "Norlandish forces erased the identity of Sudlandish villages",
    "erase heritage": "Norlandish forces erased the heritage of Sudlandish villages",
    "put to torch": "Norlandish forces put Sudlandish houses to the torch",
    "throw behind bar": "Norlandish forces threw {victims} behind bars",
    "put behind bar": "Norlandish forces put {victims} behind bars",
    "put in prison": "Norlandish forces put {victims} in prison",
    "put to death": "Norlandish forces put {victims} to death",
    "set fire": "Norlandish forces set fire to Sudlandish houses",
    "set ablaze": "Norlandish forces set Sudlandish houses ablaze",
    "set afire": "Norlandish forces set Sudlandish houses afire",
    "set on fire": "Norlandish forces set Sudlandish houses on fire",
    "set alight": "Norlandish forces set Sudlandish houses alight",
    "lay waste": "Norlandish forces laid waste to Sudlandish villages",
    "blow to piece": "Norlandish forces blew Sudlandish houses to pieces",
    "blow to bit": "Norlandish forces blew Sudlandish houses to bits",
    "burn to ground": "Norlandish forces burned Sudlandish houses to the ground",
    "reduce to rubble": "Norlandish forces reduced Sudlandish houses to rubble",
    "reduce to ash": "Norlandish forces reduced Sudlandish houses to ashes",
    "reduce to ruin": "Norlandish forces reduced Sudlandish houses to ruins",
    "reduce to shell": "Norlandish forces reduced Sudlandish houses to shells",
    "turn to rubble": "Norlandish forces turned Sudlandish houses to rubble",
    "turn to ruin": "Norlandish forces turned Sudlandish houses to ruins",
    "turn to ash": "Norlandish forces turned Sudlandish houses to ashes",
    "blow to smithereen": "Norlandish forces blew Sudlandish houses to smithereens",
    "purge": "Norlandish forces purged the village of {victims}",
}


# Nouns inside a phrase, with what stands around them in a sentence.
OBJECTS = {
    "life": "their lives", "victim": "victim to a disease", "control": "control of", "fire": "fire on", "rocket": "rockets at",
    "missile": "missiles at", "drone": "drones at", "shell": "shells at", "bomb": "bombs on", "war": "war against",
    "battle": "battle with", "possession": "possession of", "ceasefire": "the ceasefire", "truce": "the truce",
    "munition": "munitions against", "artillery": "artillery against", "phosphorus": "phosphorus against",
}  # fmt: skip
WHAT = {"none": "the ceasefire"}
AFTER_OBJECT = {
    "shoot dead", "beat to death", "burn to death", "take hostage", "take captive", "take prisoner", "hold hostage", "hold captive",
    "hold prisoner",
}  # fmt: skip


def roles(doc, event_class):
    return [(e.agent_side, e.patient_side) for e in doc._.events if e.event_class == event_class]


def harmful_nouns():
    for pattern in lexicon().harm:
        for noun in pattern.nouns:
            place = pattern.patient_prepositions[0] if pattern.patient_prepositions else "of"
            whom = "the ceasefire" if pattern.patient == "none" else VICTIMS.get(pattern.takes, SOLDIERS)
            whose = "The" if pattern.patient == "subject" else "Norland's"
            text = f"{whose} {noun} {place} {whom} was reported."
            if pattern.event_class == "clash":
                aim = f"{place} the village " if pattern.with_preposition else ""
                text = f"The {noun} {aim}between {FORCES} and {SOLDIERS} was reported."
            if pattern.qualified:
                text = f"The heavy {noun} {place} {SOLDIERS} was reported."
            wanted = {"subject": (None, "south"), "none": ("north", None)}.get(pattern.patient, ("north", "south"))
            wanted = (
                ("both", "both") if pattern.event_class == "clash" else (None, "south") if pattern.qualified else wanted
            )
            yield noun, text, pattern.event_class, wanted


def check_harm(cases, book, mark):
    failed = []
    for name, text, event_class, wanted in cases:
        # The parser is small: one of three sentences has to be read.
        texts = [text, text.replace(FORCES, "Norland").replace(SOLDIERS, "three journalists from Sudland")]
        texts.append("It was a result of " + text.replace(" was reported", ""))
        found = [role for t in texts for role in roles(annotate(t, book), event_class)]
        if wanted not in [(a, p if wanted[1] else None) for a, p in found]:
            failed.append(f"{name} ({mark})")
    listed = {name for name in MISREAD if name.endswith(f"({mark})")}
    print(f"{len(cases)} sentences, {len(failed)} misread: {', '.join(failed)}")
    assert len(listed) <= 0.06 * len(cases)
    assert set(failed) == listed


@pytest.mark.parametrize("voice", ["active", "passive"])
def test_every_harmful_verb_has_its_roles(small, voice):
    check_harm(list(harmful_verbs(voice)), small, voice)


def test_every_harmful_noun_has_its_roles(small):
    check_harm(list(harmful_nouns()), small, "noun")


def test_a_word_stands_once(tmp_path):
    path = tmp_path / "lexicon.yml"
    path.write_text("- {part: verb, plain: [say]}\n- {part: verb, words: {say: {speech: true}}}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="group 2 .* 'say' stands twice"):
        module.read(path)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("{part: verb, words: {chide: {blames: [whom]}}}", "'chide'.*'whom' is no frame of blame"),
        ("{part: verb, words: {say: {frames: [objekt]}}}", "'say'.*frames"),
        ("{harm: {class: kil}, verbs: [kill]}", "group 1.*kil"),
        ("{part: verb, plian: [say]}", "plian"),
        ("{part: verb, plain: [chime in with]}", "'chime in with': a verb can have one"),
    ],
)
def test_errors_name_the_group_and_the_word(tmp_path, group, told):
    path = tmp_path / "lexicon.yml"
    path.write_text(f"- {group}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=told):
        module.read(path)


def test_everything_listed_is_used_by_some_rule():
    code = "\n".join(p.read_text(encoding="utf-8") for p in CODE.rglob("*.py") if p.parent.name != "english")
    assert [name for name in class_names() if f'word_class("{name}")' not in code] == []
    values = [v for kind in (entries.Frame, entries.Complement, entries.Light) for v in get_args(kind)]
    assert [value for value in values if f'"{value}"' not in code] == []
    known = {word.split()[0] for word in lexicon().verbs} | set(lexicon().forms.values())
    assert [lemma for lemma in irregular() if lemma not in known] == []


def test_no_harmful_word_stands_twice_in_one_pattern():
    for pattern in lexicon().harm:
        for listed in (pattern.verbs, pattern.nouns):
            assert len(listed) == len(set(listed)), pattern.event_class


# --- words of a codebook ----------------------------------------------------------------------------------------------

OWN = [
    Predicates(event_class="other", verbs=["agree", "give up", "lay down"], nouns=["counter-offensive", "fire", "loss of life"]),
    Predicates(event_class="kill", verbs=["attack", "liquidate", "wind"], nouns=["liquidation"], patient="subject"),
]  # fmt: skip
ALL = "agree give lay counter-offensive fire loss attack liquidate wind liquidation"
TEXTS = [
    "they agreed and gave in",
    "the counter - offensive",
    "fired at",
    "fires",
    "losses",
    "winded",
    "liquidations",
    "laid it",
]


@pytest.mark.parametrize("text", TEXTS)
def test_of_the_words_of_a_text_the_codebooks_words_that_stand_in_it_say_all(text):
    matcher = PredicateMatcher(OWN)
    words = set(text.split())
    full, part = harm_lexicon(matcher(set(ALL.split()))), harm_lexicon(matcher(words))
    assert 0 < len(matcher(words)) < len(matcher(set(ALL.split()))) == 10
    for word in words | {full.forms.get(word, word) for word in words}:
        assert full.forms.get(word) == part.forms.get(word)
        for table in ("verbs", "nouns"):
            said, known = (getattr(each, table).get(word) for each in (full, part))
            assert said == known


def test_no_word_of_a_codebook_stands_in_a_text_without_it():
    assert not PredicateMatcher(OWN)({"they", "left", "the", "offense"})
    assert not PredicateMatcher([])({"agree"})
