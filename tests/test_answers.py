"""Answers: the rules of answers.toml are sound, the first that fits counts,
and the cues of a language are found as words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import answers, load_toml


def test_every_rule_is_read_in_the_order_of_the_file() -> None:
    assert [rule.name for rule in answers.rules()] == [
        row["name"] for row in load_toml("answers.toml")["rule"]
    ]
    assert len({rule.name for rule in answers.rules()}) == len(answers.rules())


def test_every_kind_of_link_has_a_rule_and_cues() -> None:
    assert (
        {rule.kind for rule in answers.rules()} == set(answers.KINDS) == set(answers.cues("en")) - {"denies"}
    )


def test_a_rule_without_a_status_is_about_what_was_done() -> None:
    plain = {row["name"] for row in load_toml("answers.toml")["rule"] if "status" not in row}
    assert plain
    assert all(rule.status == {"actual", "historical"} for rule in answers.rules() if rule.name in plain)


def test_confidence_is_a_share() -> None:
    assert all(0 < rule.confidence <= 1 for rule in answers.rules())


GOOD = {
    "name": "test", "kind": "meets", "first": ["REQUEST"], "then": ["AID"], "dyad": "reversed",
    "cue": "optional", "confidence": 0.5,
}
# (a faulty rule, what the error says)
FAULTY = [
    ({**GOOD, "kind": "ignores"}, r"test: Invalid enum value 'ignores' - at `\$\.kind`"),
    ({**GOOD, "dyad": "sideways"}, r"test: Invalid enum value 'sideways' - at `\$\.dyad`"),
    ({**GOOD, "cue": "perhaps"}, r"test: Invalid enum value 'perhaps' - at `\$\.cue`"),
    ({**GOOD, "first": ["PLEAD"]}, r"test: no act 'PLEAD'"),
    ({**GOOD, "then": ["AID.telepathy"]}, r"test: no act 'AID\.telepathy'"),
    ({k: v for k, v in GOOD.items() if k != "kind"}, r"test: Object missing required field `kind`"),
]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Rules that are read anew, before and after."""
    answers.rules.cache_clear()
    yield
    answers.rules.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("row", "message"), FAULTY, ids=[m for _, m in FAULTY])
def test_a_faulty_rule_names_file_and_entry(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, object], message: str
) -> None:
    monkeypatch.setattr(answers, "load_toml", lambda path: {"rule": [row]})
    with pytest.raises(KnowledgeError, match=r"answers\.toml: " + message):
        answers.rules()


# (kind of link, sentence, the words that say it)
CUES = [
    ("retaliates", "Chile expelled three envoys in retaliation.", "in retaliation"),
    ("retaliates", "Chile retaliated within a day.", "retaliated"),
    ("retaliates", "It was a tit-for-tat measure.", "tit-for-tat"),  # hyphens count as spaces
    ("retaliates", "It was a tit for tat measure.", "tit for tat"),
    ("retaliates", "Chile expelled three envoys.", None),
    ("meets", "Troops left at Nairobi request on Monday.", "at Nairobi request"),  # "_" is any one word
    ("meets", "The convoy turned back at the request of Lima.", "at the request of"),
    ("meets", "Ghana HEEDED the call.", "HEEDED"),  # case does not count
    ("refuses", "Togo turned down the offer.", "turned down"),
    ("refuses", "Togo turned the offer down.", None),  # the words must stand together
    ("refuses", "Togo would not budge.", None),
    ("repeats", "Kenya reiterated its demand.", "reiterated"),
    ("repeats", "Kenya distilled its demand.", None),  # "still" is no word of "distilled"
    ("answers", "Peru responded on Friday.", "responded"),
]


@pytest.mark.parametrize(("kind", "sentence", "words"), CUES)
def test_cues(kind: str, sentence: str, words: str | None) -> None:
    assert answers.cue(kind, sentence, "en") == words


def test_the_nouns_of_demands_link_nothing_by_themselves() -> None:
    assert {"demand", "request", "offer", "invitation"} <= answers.words("demands", "en")
    assert {"government", "minister", "week"} <= answers.words("empty", "en")
    assert not answers.words("empty", "en") & {"fisherman", "treaty", "tariff"}
