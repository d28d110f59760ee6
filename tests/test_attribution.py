"""Who says what, on sentences a reader can check; quotation marks as careless typing has them."""

import time

import pytest
from agency import annotate
from spacy.tokens import Doc

from analysis.annotate.attribution import (
    by_label,
    by_modifier,
    by_noun,
    by_phrase,
    by_verb,
    extractor,
    quotation_marks,
    quotations,
    voices,
)
from analysis.annotate.attribution.context import Context
from analysis.annotate.document import layout
from analysis.paragraphs import paragraphs
from analysis.schema import Mention, Sentence

CASES = [
    # text, source, cue, content, form, class, stance, kind
    ("Norland said that its troops had left.", "Norland", "said", "that its troops had left", "indirect", "statement", "neutral", "speech"),
    ('"We will stay," Anna Berg said.', "Anna Berg", "said", '"We will stay,"', "direct", "statement", "neutral", "speech"),
    ("Norland claimed that the town had fallen.", "Norland", "claimed", "that the town had fallen", "indirect", "statement", "distancing", "speech"),
    ("Sudland denied that it had shelled the town.", "Sudland", "denied", "that it had shelled the town", "indirect", "denial", None, "speech"),
    ("Anna Berg believes that the talks will fail.", "Anna Berg", "believes", "that the talks will fail", "indirect", "belief", None, "belief"),
    ("The talks are expected to fail.", None, "expected", "The talks are expected to fail", "indirect", "belief", None, "belief"),
    ("The bridge, Anna Berg said, was safe.", "Anna Berg", "said", "The bridge, Anna Berg said, was safe", "indirect", "statement", "neutral", "speech"),
    ("Sudland wanted to build a new bridge.", "Sudland", "wanted", "to build a new bridge", "indirect", "intention", None, "intention"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content", "form", "cue_class", "stance", "kind"), CASES)
def test_source_cue_and_content(small, text, source, cue, content, form, cue_class, stance, kind):
    (row,) = annotate(text, small)._.attributions
    assert (row.source, row.cue, text[row.start : row.end]) == (source, cue, content)
    assert (row.form, row.cue_class, row.content_kind) == (form, cue_class, kind)
    assert stance is None or row.cue_stance == stance


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            '"We stay," Anna Berg said, smiling. "It is our town."',
            ['"We stay," Anna Berg said, smiling. "It is our town."'],
        ),
        (
            'Anna Berg said: "We stay.\n\n"It is our town."',
            ['"We stay.\n\n"It is our town."'],
        ),
        ('"Who knows?" Anna Berg asked, a question she likes.', ['"Who knows?"']),
        (
            "Anna Berg: We will stay\n\nAnna Berg said that nobody would leave.",
            ["We will stay", "that nobody would leave"],
        ),
        ("BAKERTON: The army left\n\nAnna Berg said that nobody would leave.", ["that nobody would leave"]),
        ("Norland declared a curfew after fighting broke out in the town.", ["a curfew"]),
        ("It was a war that claimed 300 lives.", []),
        ("Readers wrote.\n\n“Stop these awful lies now.”― Anna Berg", ["“Stop these awful lies now.”"]),
        ("Carl Dahl declined to say whether it was true.", ["to say whether it was true"]),
        ('"This war," Anna Berg added, "makes life hard."', ['"This war," Anna Berg added, "makes life hard."']),
        (
            '"I like them," Anna Berg said, but "it is not our war."',
            ['"I like them," Anna Berg said, but "it is not our war."'],
        ),
        ('Asked about the war, Anna Berg said, "No."', ["the war", '"No."']),
        ('Anna Berg called Carl Dahl a "careless man" on Monday.', ['Carl Dahl a "careless man" on Monday']),
        ('Anna Berg pounded him as a "careless man".', ['him as a "careless man"']),
        ("Carl Dahl was accused of shelling the town.", ["Carl Dahl was accused of shelling the town"]),
        ("The plan was rejected by Norland.", ["The plan"]),
        ("The separatists seized Northam, a town of Norland, in a move opposed by Sudland.", ["a move"]),
        ("Anna Berg asked the minister whether the bridge was safe.", ["whether the bridge was safe"]),
        ("Anna Berg's fear is that the talks will fail.", ["that the talks will fail"]),
        ("Anna Berg was angry at the ministry.", ["at the ministry"]),
        ("Carl Dahl called for calm, although the talks had failed.", ["calm"]),
        ("Norland urged a halt to the war, raising hopes.", ["a halt to the war"]),
        ("Sudland issued a warning to Norland.", []),
        ("Norland hailed Carl Dahl for leaving the town.", ["Carl Dahl for leaving the town"]),
        ("Norland reiterated its support to the attempts of the UN.", ["its support to the attempts of the UN"]),
        ("Norland urged all to obey the law, and to desist from war.", ["all to obey the law, and to desist from war"]),
        ("Norland stopped the fire in order to exchange prisoners.", []),
        ("The ministry, citing local officials, said that the town had fallen.", ["that the town had fallen"]),
        ("The Vale, known as the Garden, is green.", []),
        (
            "Norland insisted Carl Dahl was breaking the truce and in turn accused Sudland of shelling the town.",
            ["Carl Dahl was breaking the truce", "Sudland of shelling the town"],
        ),
        (
            "Norland’s president declared his forces have taken control of the Northam region – a territory ceded by Sudland.",
            ["his forces have taken control of the Northam region"],
        ),
    ],
)
def test_contents(small, text, contents):
    assert [text[r.start : r.end] for r in annotate(text, small)._.attributions] == contents


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            '"It is a hard choice," said Anna Berg, an adviser to the ministry and now a writer.',
            "Anna Berg, an adviser to the ministry and now a writer",
            '"It is a hard choice,"',
        ),
        ("Anna Berg said Tuesday she would stay.", "Anna Berg", "she would stay"),
        ("Carl Dahl, a former minister, sharply criticised the plan.", "Carl Dahl, a former minister", "the plan"),
        ("The town has reportedly fallen.", None, "The town has reportedly fallen"),
        ("According to Radio Nord, the town has fallen.", "Radio Nord", "the town has fallen"),
        ("It rained.The ministry of Norland said that it had won.", "The ministry of Norland", "that it had won"),
    ],
)
def test_who_speaks(small, text, source, content):
    (row,) = annotate(text, small)._.attributions
    assert (row.source, text[row.start : row.end]) == (source, content)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Sudland's ally Ostland blamed Norland for the war.", ["other"]),
        ("Sudland's ally said that it would help.", ["unresolved"]),
        ("Carl Dahl said the shelling was bad and called on the world to help.", ["south", "south"]),
        ("Norland said that it had won.\n\nEva Holm said that she would stay. She added that it rained.", ["north", "unresolved", "unresolved"]),
        ("Norland blamed Sudland as Carl Dahl warned that the war would go on.", ["north", "south"]),
        ("Carl Dahl spoke on Monday. He then met Anna Berg in the capital, his office said on Tuesday.", ["south"]),
        ('"We need a resolution of this long conflict, Carl Dahl said".', ["south"]),
        ("The Norlandish ministry said that it had won.\n\nThe ministry said that it would stay.", ["north", "north"]),
        ("The Norlandish ministry said that it had won.\n\nThe caretaker ministry said that it had not.", ["north", "unresolved"]),
        ("The Norlandish ministry said that it had won.\n\nThe ministry in the region said that it had not.", ["north", "unresolved"]),
        ("Norland's army data say that it won.\n\nThe army said that it had not.", ["north", "unresolved"]),
        ("Carl Dahl said that it rained. Anna Berg was in the capital. He said that it was late.", ["south", "unresolved"]),
        ("Carl Dahl said that it rained.\n\nThe shop owner, Eva Holm, swept the floor. She said that it was late.", ["south", "unresolved"]),
        ("In a speech by Anna Berg on Monday, she said that it was late.", ["north"]),
        ("Anna Berg has accused Ostland of playing games and claims that it lies.", ["north", "north"]),
        ("Carl Dahl said in a statement that it rained.\n\nThe statement warned that it was late.", ["south", "south"]),
        ("Anna Berg told the press that they were stopped, but suggested that it rained.", ["north", "north"]),
        ("Norland's defence ministry said that it rained.\n\nThe defence ministry spokesman Ole Krag said that it was late.", ["north", "north"]),
        ("Carl Dahl faced calls to resign.", ["unresolved"]),
        ("Carl Dahl has joined calls for an end to the war.", ["south"]),
        ("In Norland, the prime minister said that it was late.", ["north"]),
        ("Others, like Carl Dahl and other Sudlandish officials, said that it was late.", ["south"]),
        ("Norland's ministry said that it had won.\n\nThe ministry's account claimed that it rained.", ["north", "north"]),
        ("Carl Dahl said that it rained. Dahl was in the capital. He said that it was late.", ["south", "south"]),
        ("Anna Berg said that it rained. The chairman of Norland's party, Eva Holm, was late. She said that she would stay.", ["north", "north"]),
        ("The Norlandish Defence Ministry said that it rained.\n\nThe Defense Ministry said that it was late.", ["north", "north"]),
        ("Eva Holm, Norland's ambassador, said that it rained.\n\nThe diplomat said that it was late.", ["north", "north"]),
        ("Norland's ministry said that it had won.\n\nThe foreign minister said that it rained.", ["north", "north"]),
        ("Norland's ministry said that it had won. Sudland's army said that it had not.\n\nThe foreign minister said that it rained.", ["north", "south", "unresolved"]),
        ("Eva Holm, an adviser to Norland's leader, said that it rained.", ["north"]),
        ("The Information Center under the Norlandish cabinet said that it rained.", ["north"]),
        ('"The road will be safe when they leave Norland and the Sudlanders," Eva Holm, Norland\'s envoy to the UN, said on Monday.', ["north"]),
        ('Anna Berg said: "We stay.\n\n"It is our town.\n\n"It is late."\n\nShe added that it rained.', ["north", "north"]),
        ("This was reported by the ministry of Norland.", ["north"]),
        ("The rebel ministry said that it rained.", ["north"]),
        ("Ostland's co-chairs met on Monday. The Co‑Chairs said that it rained.", ["other"]),
        ("Republican Senator Eva Holm said that it rained. Holm said that it was late.", ["other", "other"]),
        ("Norland's prime minister Eva Holm spoke. The PM said that it rained.", ["north"]),
        ("Norland's ministry said that it rained. They said that it was late.", ["north", "north"]),
        ("The officials in the separatist enclave said that it rained.", ["north"]),
    ],
)  # fmt: skip
def test_whose_words_they_are_is_not_taken_from_who_stands_near(small, text, sides):
    assert [r.source_side for r in annotate(text, small)._.attributions] == sides


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg met Carl Dahl to discuss the war.",
        "Anna Berg has found a way to show the damage.",
        "They continued working in the capital.",
        "Anna Berg did not respond to requests for comment.",
        "Anna Berg met the opposition to end the war.",
    ],
)
def test_nothing_is_said_where_a_cue_only_says_what_for(small, text):
    assert not annotate(text, small)._.attributions


def test_what_somebody_else_reports_is_not_part_of_a_content(small):
    text = "The Norlandish ministry said that it had won, while the ministry of Sudland said that it had not."
    rows = annotate(text, small)._.attributions
    assert [text[r.start : r.end] for r in rows] == ["that it had won", "that it had not"]


def test_a_day_is_nobody(small):
    (row,) = annotate("Carl Dahl, on Thursday called on the world to help.", small)._.attributions
    assert row.source in (None, "Carl Dahl")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A Sudlandish farmer said that it rained.", "civilian or witness"),
        ("A plumber in Northam said that it rained.", "civilian or witness"),
        ("An old lock-keeper said that it rained.", "civilian or witness"),
        ("Eva Holm, 54, said that it rained.", "civilian or witness"),
        ("Eva Holm, who fled on Monday, said that it rained.", "civilian or witness"),
        ("Holm said that it rained. The widow Eva Holm lives by the river.", "civilian or witness"),
        ("Eva Holm said that it rained.", None),
        ("The Sudlandish defence ministry said that it rained.", "military"),
        ("The Ostlandish defence ministry said that it rained.", "third-party government"),
        ("The Ostlandish news agency said that it rained.", "journalist or wire"),
        ("The state security agency said that it rained.", "government"),
    ],
)
def test_what_kind_of_source_somebody_is(small, text, kind):
    (row,) = annotate(text, small)._.attributions
    assert row.source_kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Residents, who asked not to be named, said that the army had left.", "anonymous"),
        ("An official said on condition of anonymity that the army had left.", "anonymous"),
        ("An official said that the army had left.", "government"),
        ('The ministry: "We have won."', "government"),
    ],
)
def test_who_asks_not_to_be_named_is_anonymous(small, text, kind):
    (row,) = annotate(text, small)._.attributions
    assert row.source_kind == kind


def test_a_name_behind_a_dash_has_said_the_quotation_before_it(small):
    for dash in ("― ", " ― ", "\xa0— "):
        (row,) = annotate(f"Readers wrote to us.\n\n“Stop these awful lies now.”{dash}Anna Berg", small)._.attributions
        assert row.source == "Anna Berg"


def test_an_intention_sets_no_voice_and_speech_does(small):
    for text, expected in (
        ("Sudland wanted to build a new bridge.", {"outlet"}),
        ("Sudland said that it had won.", {"outlet", "indirect"}),
    ):
        doc = annotate(text, small)
        assert {v.voice for v in doc._.voices} == expected


def test_a_cue_in_front_of_a_mark_that_closes_too_late_is_the_outlets(small):
    text = '"We need a resolution of this long conflict, Carl Dahl said".'
    assert [(v.voice, text[v.start : v.end]) for v in annotate(text, small)._.voices] == [
        ("direct", '"We need a resolution of this long conflict'),
        ("outlet", ', Carl Dahl said".'),
    ]


def test_every_character_has_one_voice(small):
    text = 'Norland said that "the war" was over.\n\n"No," Carl Dahl said.\n\nNobody knew.'
    stretches = annotate(text, small)._.voices
    assert stretches[0].start == 0 and stretches[-1].end == len(text)
    assert all(a.end == b.start for a, b in zip(stretches, stretches[1:], strict=False))


def test_the_side_of_a_source_is_read_and_never_guessed(small):
    sides = [annotate(t, small)._.attributions[0].source_side for t in (
        "The Norlandish defence ministry said that it had won.", "Ostland said that it was worried.", "The report said that it was late.",
    )]  # fmt: skip
    assert sides == ["north", "other", "unresolved"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("Er sagte: „ja“.", ["„ja“"]),
        ("Il dit « oui » hier.", ["« oui »"]),
        ("Il dit «oui» hier.", ["«oui»"]),
        ('“Careless typing" goes on.', ['“Careless typing"']),
        ("”Careless typing” goes on.", ["”Careless typing”"]),
        ("A “careless typing“ that goes on.", ["“careless typing“"]),
        ("“It goes on. “In the next paragraph.” That has ended.", ["“It goes on. “In the next paragraph.”"]),
        ("It's the farmers' land.", []),
        ('"It never closes.\n\nThe next paragraph.', ['"It never closes.']),
    ],
)
def test_quotations_end_where_they_are_closed_or_with_their_paragraph(text, found):
    assert [text[q.start : q.end] for q in quotation_marks.find(text, paragraphs(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "“““”",
        '"' + "word " * 5000 + '"',
        "'" * 50,
        "«„‚‘’”",
        "«Արցախ» və Xankəndi “",
        '"One.\n\n"Two.\n\nThree." he',
        "Berg was “warmly welcomed” to Sudburg by her friend, Carl Dahl.",
    ],
)
def test_odd_marks_do_no_harm(small, text):
    doc = annotate(text, small)
    spans = paragraphs(text)
    for row in doc._.attributions:
        assert row.start < row.end and any(start <= row.start and row.end <= end for start, end in spans)


@pytest.mark.parametrize(
    ("find", "text", "contents"),
    [
        (by_verb.find, "Norland said that its troops had left.", ["that its troops had left"]),
        (by_noun.find, "Norland's claim that its troops had left was false.", ["that its troops had left"]),
        (by_modifier.find, "Anna Berg was sure that the talks would fail.", ["that the talks would fail"]),
        (by_modifier.find, "The town has reportedly fallen.", ["The town has reportedly fallen"]),
        (by_phrase.find, "According to Radio Nord, the town has fallen.", ["the town has fallen"]),
    ],
)
def test_a_finder_finds_its_own_kind_of_cue_alone(small, find, text, contents):
    context = Context.of(annotate(text, small))
    assert [text[c.start : c.end] for c in find(context)] == contents
    others = {by_verb.find, by_noun.find, by_modifier.find, by_phrase.find} - {find}
    assert not any(other(context) for other in others)


def test_a_labelled_line_needs_a_speaker_that_another_finder_has_found(small):
    text = "It rained.\n\nAnna Berg: We will stay\n\nAnna Berg said that nobody would leave."
    context = Context.of(annotate(text, small))
    said = by_verb.find(context)
    (added,) = by_label.add(context, said)[len(said) :]
    assert text[added.start : added.end] == "We will stay"
    assert by_label.add(context, []) == []


def test_a_quotation_that_no_cue_has_taken_is_given_to_the_name_beside_it_or_goes_on_from_what_was_said(small):
    text = 'The ministry: "We have won this long war."'
    (found,) = quotations.add(Context.of(annotate(text, small)), [])
    assert text[found.start : found.end] == '"We have won this long war."'
    text = '"We stay," Anna Berg said, smiling. "It is our town."'
    context = Context.of(annotate(text, small))
    (found,) = quotations.add(context, by_verb.find(context))
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ('"We stay," Anna Berg said in her kitchen.', "Anna Berg"),
        ('The bridge was "old and of our town," Anna Berg said.', "Anna Berg"),
        ("Anna Berg said that she would stay.", None),
        ('Anna Berg said that she would "stay here".', None),
        ('"We stay," Anna Berg said. The bridge was closed later.', None),
        ("The bridge was closed on Monday.", None),
    ],
)
def test_a_paragraph_that_is_one_quotation_goes_on_from_one_before_it(small, before, source):
    text = f'{before}\n\n"It is our town and nobody takes it away."\n\nIt rained.'
    row = annotate(text, small)._.attributions[-1]
    assert text[row.start : row.end].startswith('"It is our town')
    assert row.source == source


PARAGRAPHS = (
    '"We will stay," Anna Berg said, smiling. "It is our town."\n\n'
    "Radio Nord reported that Carl Dahl had called the plan a \"grave and costly mistake\". He denied that it was late.\n\n"
    '"The talks have failed and nobody knows why that is."\n\n'
    "The ministry of Norland said, according to Radio Nord, that its claim was true; Dahl's fear is that the war goes on.\n\n"
)  # fmt: skip


def _long(doc: Doc, times: int) -> Doc:
    """A parsed document many times over, as one."""
    long = Doc.from_docs([doc] * times, ensure_whitespace=False, exclude=["spans", "user_data"])
    size = len(doc.text)
    long._.blocks = layout.blocks(long.text)
    long._.mentions = [
        Mention(m.start + i * size, m.end + i * size, m.surface, m.actor, m.side, m.kind, m.source_kind)
        for i in range(times)
        for m in doc._.mentions
    ]
    rows = doc._.sentence_rows
    long._.sentence_rows = [
        Sentence(i * len(rows) + s.sentence_id, s.start + i * size, s.end + i * size, 0.5, s.kind)
        for i in range(times)
        for s in rows
    ]
    return long


def _seconds(doc: Doc) -> float:
    """The least processor time of two rounds that attribution and voices take."""
    spent = []
    for _ in range(2):
        started = time.process_time()
        doc._.attributions = extractor.attributions(doc)
        doc._.voices = voices.stretches(doc)
        for row in doc._.attributions:
            voices.voice_at(doc, row.start, row.end)
        spent.append(time.process_time() - started)
    return min(spent)


def test_time_grows_with_the_length_of_a_text_and_no_faster(small):
    doc = annotate(PARAGRAPHS, small)
    short, long = _long(doc, 20), _long(doc, 200)
    ratio = _seconds(long) / _seconds(short)
    assert len(long._.attributions) == pytest.approx(10 * len(short._.attributions), rel=0.05)
    assert ratio < 20


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Carl Dahl had claimed that the town was lost, the Norlandish ministry said on Tuesday.",
            {("Carl Dahl", "that the town was lost")},
        ),
        (
            "Norland denied claims by Sudlandish officials that its aircraft had bombed a school.",
            {
                ("Norland", "claims by Sudlandish officials that its aircraft had bombed a school"),
                ("Sudlandish officials", "that its aircraft had bombed a school"),
            },
        ),
    ],
)
def test_a_report_within_another_has_its_own_words(small, text, rows):
    assert {(r.source, text[r.start : r.end]) for r in annotate(text, small)._.attributions} >= rows


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The Norlandish envoy hit back by saying that the road was open.", "The Norlandish envoy", "that the road was open"),
        ("Sudland's minister left the room after telling Ostland that it was late.", "Sudland's minister", "that it was late"),
        ("At a plenary session, the Ostlandish minister, Eva Holm, urged Sudland to wait.", "the Ostlandish minister, Eva Holm", "Sudland to wait"),
        ('Anna Berg was keen to call it a triumph for her country – hailing the "surrender" of Sudland.', "Anna Berg", 'the "surrender" of Sudland'),
        ("In the words of Anna Berg, the war is over.", "Anna Berg", "the war is over"),
        ("The war is, in the words of Carl Dahl, a disaster.", "Carl Dahl", "The war is, in the words of Carl Dahl, a disaster"),
        ("In Norland's view, the bridge is a border.", "Norland", "the bridge is a border"),
        ("From Sudland's point of view, the deal is dead.", "Sudland", "the deal is dead"),
        ("By Carl Dahl's own admission, the bridge is lost.", "Carl Dahl", "the bridge is lost"),
        ("The town was empty, per Sudland's defence ministry.", "Sudland's defence ministry", "The town was empty"),
        ('He was seen, as Anna Berg put it, "as a friend of the bridge".', "Anna Berg", '"as a friend of the bridge"'),
        ("For Eva Holm, an analyst, the war is lost.", "Eva Holm, an analyst", "the war is lost"),
        ("Anna Berg proposed building a bridge.", "Anna Berg", "building a bridge"),
        ("The talks ended amid reports of shelling in the vale.", None, "shelling in the vale"),
    ],
)  # fmt: skip
def test_further_places_of_a_source(small, text, source, content):
    rows = annotate(text, small)._.attributions
    assert (source, content) in [(row.source, text[row.start : row.end]) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "The tax is paid per head.",
        "Eight soldiers died, by Norland's count.",
        "In my view, the war is over.",
        "For Eva Holm, the war is over.",
        "Tears stood in Anna Berg's eyes.",
    ],
)
def test_phrases_that_attribute_nothing(small, text):
    assert annotate(text, small)._.attributions == []


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Norland holds Sudland responsible for the war.", ["Sudland responsible for the war"]),
        ("Sudland was held responsible for the war.", []),
        ("Norlandish forces held the town.", []),
        ("Anna Berg defended the deal as a painful step.", ["the deal as a painful step"]),
        ("Norlandish forces defended the town.", []),
        ("Anna Berg said that the road was shut and that nobody would leave.", ["that the road was shut and that nobody would leave"]),
        ("Carl Dahl has refused to leave, criticising the deal.", ["to leave", "the deal"]),
        ("Norland named a holiday called Bridge Day.", []),
        ("This is the way Anna Berg responded.", []),
        ('"We call on Sudland to leave," Anna Berg said.', ['"We call on Sudland to leave,"', "Sudland to leave"]),
        ('"I think that Sudland will leave," Anna Berg said.', ['"I think that Sudland will leave,"']),
        ('"We called on Sudland to leave," Anna Berg said.', ['"We called on Sudland to leave,"']),
    ],
)  # fmt: skip
def test_contents_of_further_verbs_and_where_they_end(small, text, contents):
    assert [text[row.start : row.end] for row in annotate(text, small)._.attributions] == contents


def test_a_contested_place_before_a_quotation_says_nothing(small):
    title = "Green Vale: 'Nobody here will leave the town'"
    (row,) = annotate("It rained.", small, title=title)._.attributions
    assert row.source is None
