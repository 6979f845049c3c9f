"""Issues: phrases gathered, and the user's issues.toml."""

from __future__ import annotations

import pytest

from communique.errors import KnowledgeError
from communique.ledgers import issues


def names(*phrases, known=(), own=(), actor="FRA"):
    found = issues.gather([(actor, p) for p in phrases], known, own)
    return [found[actor, p] for p in phrases]


@pytest.mark.parametrize(
    ("phrases", "count"),
    [
        (("one-China principle", "the one-China policy", "its one China principle"), 1),
        (("the Lake Orrin water dispute", "water of Lake Orrin", "Lake Orrin water"), 1),
        (("Taiwan question", "the Taiwan issue"), 1),
        (("Taiwan question", "Taiwan independence"), 2),  # one word in common does not suffice
        (("the ceasefire in Gaza", "the war in Gaza"), 2),
        # one issue, formulas that differ
        (("an immediate ceasefire in Gaza", "the truce in Gaza", "the ceasefire in Gaza"), 1),
        (("the policy", "the principle"), 1),
        (("sanctions on Belarus", "sanctions on Belarus potash exports"), 1),
        # who says less is not named with more
        (("sanctions on Belarus potash exports", "sanctions on Belarus"), 2),
        (("release of the crew", "withdrawal of the troops"), 2),
        # a paper on a country, whoever put it forward
        (("UN resolution on Chile", "Oslo-backed draft resolution condemning Chile's government"), 1),
        (("UN resolution on Chile", "UN resolution on Peru"), 2),
        (("end to the raids", "immediate halt to the raids"), 1),
    ],
)
def test_phrases_of_one_issue_are_one(phrases, count):
    assert len(set(names(*phrases))) == count


def test_the_first_phrase_names_an_issue_and_a_known_one_stays():
    assert names("one-China principle", "one-China policy") == ["one-China principle"] * 2
    assert names("one-China principle", known=["the one-China policy"]) == ["the one-China policy"]
    assert names("…", "?!") == ["…", "?!"]  # no words at all


def test_a_paper_goes_by_what_it_is_on():
    assert names("Oslo-drafted U.N. resolution condemning Chile") == ["resolution on Chile"]
    assert names("resolution on cod fishing") == ["resolution on cod fishing"]


def written(tmp_path, text):
    path = tmp_path / "issues.toml"
    path.write_text(text, "utf-8")
    return path


def loaded(path):
    return issues.parsed(issues.text_of(path), f"{path}")


def test_the_users_issues_go_before(tmp_path):
    own = loaded(written(tmp_path, """
        [[issue]]
        name = "Lake Orrin"
        words = ["Orrin dam", "Orrin spillway"]

        [[issue]]
        name = "Our fishing grounds"
        words = ["trawler"]
        actors = ["NOR"]
        """))
    assert names("filling of the Orrin dam", "the new spillway at Orrin", own=own) == ["Lake Orrin"] * 2
    assert names("the trawlers", own=own) == ["the trawlers"]
    assert names("the trawlers", own=own, actor="NOR") == ["Our fishing grounds"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[issue]\n", "not valid TOML; correct the syntax"),
        ("[issue]\nname = 'x'", "two brackets"),
        ("[[topic]]\nname = 'x'", "topic: unknown table; write each issue as"),
        ("[[issue]]\nwords = ['dam']", "issue 1: name None; give it a name"),
        ("[[issue]]\nname = 'Dam'", r"issue 1 \(Dam\): words None; give a list"),
        ("[[issue]]\nname = 'Dam'\nwords = 'dam'", r"issue 1 \(Dam\): words 'dam'; give a list"),
        ("[[issue]]\nname = 'Dam'\nwords = []", "words .*give a list"),
        ("[[issue]]\nname = 'Dam'\nwords = ['the of']", "'the of' says nothing by itself"),
        (
            "[[issue]]\nname = 'Dam'\nwords = ['dam']\nactor = ['FRA']",
            "unknown key 'actor'; use name, words and actors",
        ),
        (
            "[[issue]]\nname = 'Dam'\nwords = ['dam']\nactors = ['France']",
            "unknown code 'France'; use codes of three letters",
        ),
        (
            "[[issue]]\nname = 'Dam'\nwords = ['dam']\n[[issue]]\nname = 'dam'\nwords = ['weir']",
            "'dam' stands twice",
        ),
        (
            "[[issue]]\nname = 'Dam'\nwords = ['dam']\n[[issue]]\nname = 'Lake'\nwords = ['dams']",
            "'Dam' and 'Lake' share the words",
        ),
    ],
)
def test_faults_name_the_file_the_entry_and_the_remedy(tmp_path, text, message):
    with pytest.raises(KnowledgeError, match=message) as raised:
        loaded(written(tmp_path, text))
    assert "issues.toml" in str(raised.value)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(KnowledgeError, match="cannot be read"):
        loaded(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes("[[issue]]\nname = 'Curaçao'".encode("latin-1"))
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        loaded(path)
    assert loaded(written(tmp_path, "")) == ()
