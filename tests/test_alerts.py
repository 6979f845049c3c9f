"""Watchlists: rules with their errors, what each kind matches, each match told once,
and no alert lost on its way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from briefmakers import (
    DEMAND,
    OVERRIDE,
    POLICY,
    PRINCIPLE,
    SCRIPT,
    TODAY,
    add,
    filled,
    holds,
    put_dispute,
    told,
)
from communique.alerts import matching, watching
from communique.alerts.records import Alert
from communique.alerts.rules import FILTERS, Rule, RulesError, load
from communique.alerts.watching import BusyError, Told, Ways
from communique.alerts.webhook import Hook, WebhookError, checked
from communique.archive import Archive, Query, open_archive
from communique.cli import main
from communique.cli.alerting import alerting
from communique.records import Report, Span
from sites import Quiet, served

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The affair."""
    with open_archive(filled(tmp_path)) as opened:
        yield opened


def rules(tmp_path: Path, text: str) -> tuple[Rule, ...]:
    """The rules of a file."""
    file = tmp_path / "rules.toml"
    file.write_text(text, "utf-8")
    return load(file)


def rule(name: str = "r", of: Any = "happenings", **fields: Any) -> Rule:
    """A rule."""
    asked = {key: fields.pop(key) for key in FILTERS if key in fields}
    return Rule(name, of, Query(**asked), **fields)


def look(archive: Archive, *watched: Rule, today: str = TODAY, **ways: Any) -> tuple[list[Alert], Told]:
    """What a look tells, and what it did."""
    seen: list[Alert] = []
    backlog = ways.pop("backlog", 20)
    return seen, watching.look(archive, watched, Ways(seen.append, **ways), as_of=today, backlog=backlog)


def more(
    archive: Archive, id: str = "more", words: str = "Norway asked Iceland to return the anchors.",
    **fields: Any,
) -> None:
    """One more demand."""
    add(archive, told(id, words, "2025-03-11", "Tern", **fields))


# -- rules ---------------------------------------------------------------------------------------------------


def test_a_rule_says_what_it_is_on_or_its_keys_tell(tmp_path: Path) -> None:
    found = rules(tmp_path, """
        [[rule]]\nname = "a"\ndyad = "Norway–ISL"\ntype = "request"\nmin_confidence = 0.5
        [[rule]]\nname = "b"\noverdue = true\nparty = "nor"\ndays = 10
        [[rule]]\nname = "c"\nstatus = "refused"
        [[rule]]\nname = "d"\nnew_dispute = true
        [[rule]]\nname = "e"\nchange = true\ndyad = "NOR-ISL"
        [[rule]]\nname = "f"\nof = "meetings"\noverdue = true
        [[rule]]\nname = "g"\nshift = true\nissue = "stocks"
        [[rule]]\nname = "h"\nactor = "Guinea-Bissau"\nstatus = "planned"
    """)  # fmt: skip
    assert [r.of for r in found] == [
        "happenings", "demands", "demands", "disputes", "series", "meetings", "positions", "happenings",
    ]
    assert found[0].query == Query(dyad=("NOR", "ISL"), type="REQUEST", min_confidence=0.5)
    assert found[1].query.party == "NOR" and found[7].query.actor == "GNB"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rules in it"),
        ("[[rule]", "cannot be read as TOML"),
        ("rule = 3", "no rules in it"),
        ("[[rules]]\nname = 'x'", "'rules' is no key of this file"),
        ("[[rule]]\nparty = 'NOR'", "rule 1 \\(without a name\\): name is None"),
        ("[[rule]]\nname = 'x'", "rule 1 \\(x\\): asks for nothing"),
        ("[[rule]]\nname = 'x'\nparti = 'NOR'", "'parti' is no key of a rule; there are name"),
        ("[[rule]]\nname = 'x'\nparty = 'Norwy'", "party: 'Norwy' is no code.* did you mean NOR"),
        ("[[rule]]\nname = 'x'\nparty = 'Congo'", "may be several; did you mean COD .* or COG"),
        ("[[rule]]\nname = 'x'\nparty = 4", "party is 4; give words"),
        ("[[rule]]\nname = 'x'\ndyad = 'NOR'", "is no dyad; give two parties"),
        ("[[rule]]\nname = 'x'\ndyad = 'NOR-NOR'", "one party twice"),
        ("[[rule]]\nname = 'x'\ntype = 'DEMAND'", "is no type; give one of"),
        ("[[rule]]\nname = 'x'\nmin_confidence = 2\nparty = 'NOR'", "no number from 0 to 1"),
        ("[[rule]]\nname = 'x'\nstatus = 'done'", "status 'done' is none; there are happenings: actual"),
        ("[[rule]]\nname = 'x'\nstatus = 'unknown'\nactor = 'NOR'", "actor does not go with meetings"),
        ("[[rule]]\nname = 'x'\nchange = true", "change needs a dyad"),
        ("[[rule]]\nname = 'x'\nchange = true\noverdue = true\ndyad = 'NOR-ISL'", "rules of their own"),
        ("[[rule]]\nname = 'x'\nchange = 1\ndyad = 'NOR-ISL'", "write change = true"),
        ("[[rule]]\nname = 'x'\nof = 'wars'\nparty = 'NOR'", "of is 'wars'; give one of happenings"),
        ("[[rule]]\nname = 'x'\nof = 'demands'\nnew_dispute = true", "does not go with new_dispute"),
        ("[[rule]]\nname = 'x'\noverdue = true\nstatus = 'open'", "exclude one another"),
        ("[[rule]]\nname = 'x'\noverdue = true\ndays = 0", "whole number of days"),
        (
            "[[rule]]\nname = 'x'\nparty = 'NOR'\n[[rule]]\nname = 'x'\nparty = 'ISL'",
            "rule 2: name 'x' is that of rule 1 too",
        ),
    ],
)
def test_an_error_names_file_entry_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RulesError, match=said) as error:
        rules(tmp_path, text)
    assert str(tmp_path / "rules.toml") in str(error.value)


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("[[rule]]\nname = 'Perú'".encode("latin-1"))
    with pytest.raises(RulesError, match="UTF-8"):
        load(tmp_path / "latin.toml")


# -- what matches --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fields", "articles"), [
    ({"dyad": ("ISL", "NOR")}, ["demand", "refusal", "hostile/?a=1&b=2"]),
    ({"actor": "ISL"}, ["refusal"]),
    ({"recipient": "ISL", "type": "REQUEST", "min_confidence": 0.5}, ["demand"]),
    ({"party": "UGA"}, ["railway"]),
    ({"issue": "TRAWLER sail", "type": "REJECT"}, ["refusal"]),
    ({"outlet": "harbour post", "type": "REQUEST"}, ["again"]),
    ({"status": "planned"}, []),
    ({"mode": "yield", "min_confidence": 0.9}, []),
])  # fmt: skip
def test_a_rule_on_happenings_matches_as_the_archive_finds(
    archive: Archive, fields: dict[str, Any], articles: list[str]
) -> None:
    seen, _ = look(archive, rule(**fields))
    assert sorted(a.reports[0].article for a in seen) == sorted(articles)
    assert {a.item for a in seen} == {o.id for o in archive.occurrences(rule(**fields).query)}
    late, _ = look(archive, rule("later", **fields))
    assert {a.item for a in late} == {a.item for a in seen}


def test_each_match_is_told_once_and_only_what_is_new_later(archive: Archive) -> None:
    watched = rule(dyad=("NOR", "ISL"), type="REQUEST")
    seen, told = look(archive, watched)
    assert len(seen) == told.new == 2 and seen[0].title.endswith("Norway → Iceland: request (yield)")
    assert seen[0].reports[0].span.text == DEMAND and seen[0].reports[0].outlet == "Fjord News"
    assert look(archive, watched)[0] == []
    more(archive)
    (fresh,) = look(archive, watched)[0]
    assert fresh.reports[0].article == "more"
    add(archive, told_again())
    assert look(archive, watched)[0] == [], "a further report of what was told is no news"
    archive.forget_settled("x")
    assert look(archive, watched)[0] == []


def told_again() -> Any:
    """Another report of the demand for the anchors."""
    return told("anchors", "Norway asked Iceland again to return the anchors.", "2025-03-11", "Gull")


def test_a_new_rule_tells_some_of_what_was_there_and_says_how_much_it_did_not(archive: Archive) -> None:
    seen, told = look(archive, rule(party="NOR"), backlog=1)
    assert [a.reports[0].article for a in seen] == ["hostile/?a=1&b=2"] and told.known == {"r": 2}
    assert look(archive, rule(party="NOR"), backlog=1)[0] == []
    changed, _ = look(archive, rule(party="NOR", type="REJECT"))
    assert changed == [], "what is known under its name stays known though the rule asks for something else"


def test_an_overdue_demand_is_told_when_its_days_are_over(archive: Archive) -> None:
    watched = rule(of="demands", overdue=True, days=30, party="NOR")
    assert look(archive, watched)[0] == []
    (late,) = look(archive, watched, today="2025-04-10")[0]
    assert "overdue, 35 days" in late.title and late.day == "2025-03-06"
    assert look(archive, watched, today="2025-05-10")[0] == []


def test_a_demand_is_told_again_in_another_status(archive: Archive) -> None:
    watched = rule(of="demands", dyad=("NOR", "ISL"))
    assert sorted(a.title.rpartition(" ")[2] for a in look(archive, watched)[0]) == ["open", "refused"]
    assert [
        a.title.rpartition(" ")[2] for a in look(archive, rule("s", of="demands", status="refused"))[0]
    ] == ["refused"]


def test_a_shifted_position_is_told_with_both_wordings(archive: Archive) -> None:
    (seen,) = look(archive, rule(of="positions", shift=True, actor="NOR"))[0]
    assert PRINCIPLE in seen.title and POLICY in seen.title
    assert [r.article for r in seen.reports] == ["principle", "policy"]


@pytest.mark.model
def test_a_formula_that_drifts_is_told_once_with_both_wordings_and_when_it_is_dropped(
    archive: Archive,
) -> None:
    for id, words, day in (
        ("notes", "Norway notes the moratorium on krill nets.", "2025-01-10"),
        ("rejects", "Norway rejects the moratorium on krill nets.", "2025-02-10"),
        (
            "courts",
            "Judges in Bergen, said Norway, decide every appeal of fishermen against the krill moratorium.",
            "2025-03-02",
        ),
    ):
        add(archive, told(id, words, day, type=None, positions=[holds(words, "krill moratorium")]))
    watched = rule(of="formulas", drift=True, issue="krill moratorium", actor="NOR")
    seen, _ = look(archive, watched)
    changed, dropped = seen
    assert "hardened since 2025-02-10" in changed.title and "before: “Norway notes" in changed.title
    assert [r.article for r in changed.reports] == ["rejects", "notes"]
    assert "dropped 2025-03-02" in dropped.title and [r.article for r in dropped.reports] == ["rejects"]
    assert look(archive, watched)[0] == []
    early = rule("early", of="formulas", drift=True, issue="krill moratorium")
    assert look(archive, early, today="2025-01-31")[0] == []


def test_a_new_dispute_is_told_once_by_what_set_it_off_and_its_phases_on_request(archive: Archive) -> None:
    new, phases = rule("new", of="disputes", new_dispute=True), rule("rising", of="disputes", status="rising")
    put_dispute(archive)
    seen, _ = look(archive, new, phases)
    assert [(a.rule, a.reports[0].span.text) for a in seen] == [("new", DEMAND), ("rising", DEMAND)]
    put_dispute(archive, phase="falling", title="Another name")
    more(archive)
    assert look(archive, new, phases)[0] == []


def test_a_change_of_level_is_told_once_though_its_day_moves_a_little(tmp_path: Path) -> None:
    with open_archive(tmp_path / "levels.db") as archive:
        quiet = [f"2025-{m:02}-15" for m in range(1, 9)]
        loud = [f"2025-{m:02}-{d:02}" for m in (9, 10) for d in range(1, 29)]
        texts = [
            f"Norway scolded Iceland over buoy {chr(97 + n // 26)}{chr(97 + n % 26)} near skerry {n}."
            for n in range(64)
        ]
        pages = [
            told(f"a{n}", texts[n], day, type="ACCUSE", mode="disapprove")
            for n, day in enumerate(quiet + loud)
        ]
        add(archive, *pages, today="2025-10-28")
        watched = rule(of="series", change=True, dyad=("NOR", "ISL"))
        (seen,) = look(archive, watched, today="2025-10-28")[0]
        assert "more conflict since 2025-0" in seen.title and seen.reports
        assert seen.day is not None and seen.day[:7] in ("2025-08", "2025-09")
        add(
            archive,
            told("x", "Norway scolded Iceland over a lamp.", "2025-10-29", type="ACCUSE", mode="disapprove"),
            today="2025-10-30",
        )
        assert look(archive, watched, today="2025-10-30")[0] == []
    assert matching.same_change("conflict up 2025-09-03", ["conflict up 2025-08-30"])
    assert not matching.same_change("conflict down 2025-09-03", ["conflict up 2025-08-30"])


def test_an_empty_archive_matches_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db") as archive:
        watched = [
            rule("a", party="NOR"), rule("b", "demands", overdue=True),
            rule("c", "series", change=True, dyad=("NOR", "ISL")),
        ]
        assert (
            look(
                archive, *watched, rule("d", "disputes", new_dispute=True), rule("e", "meetings", party="NOR")
            )[0]
            == []
        )


# -- the feed ------------------------------------------------------------------------------------------------


def test_the_feed_holds_the_newest_and_changes_only_with_them(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "a.atom"
    look(archive, rule(dyad=("NOR", "ISL")), feed=file)
    root = Xml.parse(file).getroot()
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 3 and len({e.findtext(f"{ATOM}id") for e in entries}) == 3
    hostile = next(e for e in entries if "gnorw" in str(e.findtext(f"{ATOM}summary")))
    assert SCRIPT in str(hostile.findtext(f"{ATOM}summary")) and OVERRIDE not in file.read_text("utf-8")
    assert hostile.find(f"{ATOM}link") is None, "javascript: is no link"
    before = file.stat().st_mtime_ns, file.read_bytes()
    look(archive, rule(dyad=("NOR", "ISL")), feed=file)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    file.unlink()
    look(archive, rule(dyad=("NOR", "ISL")), feed=file)
    assert file.read_bytes() == before[1], "a feed that was lost is written again"
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".a.atom")] == []


def test_a_feed_that_cannot_be_written_is_said_and_nothing_is_lost(archive: Archive, tmp_path: Path) -> None:
    seen, told = look(archive, rule(party="NOR"), feed=tmp_path / "no" / "a.atom")
    assert len(seen) == 3 and "cannot be written" in told.errors[0]
    look(archive, rule(party="NOR"), feed=tmp_path / "a.atom")
    assert len(Xml.parse(tmp_path / "a.atom").getroot().findall(f"{ATOM}entry")) == 3


# -- the webhook ---------------------------------------------------------------------------------------------


@dataclass
class Receiver:
    """A server that takes posts: what it answers in turn (200 from then on), and what it got."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver that runs until the block ends."""
    running = Receiver()

    class Handler(Quiet):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = running.answers.pop(0) if running.answers else 200
            running.got.append({"status": status, **json.loads(body)})
            running.keys.append(self.headers["Idempotency-Key"])
            self.send_response(status)
            for name, value in running.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with served(Handler) as address:
        running.url = f"{address}/hook/secret"
        yield running


def hook(url: str, slept: list[float] | None = None, **fields: Any) -> Hook:
    """A hook that may be private and does not really sleep."""
    return Hook(url, allow_private=True, sleep=(slept if slept is not None else []).append, **fields)


def test_each_alert_is_posted_as_json_with_its_words(archive: Archive) -> None:
    with receiver() as there:
        _, told = look(archive, rule(dyad=("NOR", "ISL"), type="REJECT"), hook=hook(there.url))
        (post,) = there.got
        assert told.sent == 1 and told.waiting == 0 and there.keys == [post["id"]]
        assert post["rule"] == "r" and post["of"] == "happenings"
        assert post["reports"][0]["article"] == "refusal"
        assert post["text"].startswith("[r] 2025-03-05: Iceland → Norway: reject")
        assert "https://news.example/refusal" in post["text"]
        look(archive, rule(dyad=("NOR", "ISL"), type="REJECT"), hook=hook(there.url))
        assert len(there.got) == 1


def test_a_failing_webhook_is_tried_again_with_longer_waits(archive: Archive) -> None:
    slept: list[float] = []
    with receiver() as there:
        there.answers = [500, 502]
        _, told = look(archive, rule(type="REJECT"), hook=hook(there.url, slept))
        assert [p["status"] for p in there.got] == [500, 502, 200] and slept == [1.0, 3.0] and told.sent == 1
        assert not told.errors
        there.answers, there.headers = [429], {"Retry-After": "7"}
        more(archive)
        look(archive, rule(type="REQUEST"), hook=hook(there.url, slept))
        assert slept[2:] == [7.0]


def test_an_alert_that_was_not_taken_waits_for_the_next_look(archive: Archive) -> None:
    watched = rule(dyad=("NOR", "ISL"))
    _, told = look(archive, watched, hook=hook("http://127.0.0.1:9/secret", tries=1))
    assert told.sent == 0 and told.waiting == 3 and len(told.errors) == 1 and "secret" not in told.errors[0]
    assert look(archive, watched)[1].waiting == 3, "also for a look without a webhook"
    with receiver() as there:
        there.answers = [400]
        seen, told = look(archive, watched, hook=hook(there.url))
        assert seen == [] and told.sent == 2 and told.waiting == 1 and "answered 400" in told.errors[0], (
            "one refused keeps no other back"
        )
        _, told = look(archive, watched, hook=hook(there.url))
        assert told.sent == 1 and told.waiting == 0
        assert len({p["id"] for p in there.got if p["status"] == 200}) == 3


def test_alerts_wait_though_everything_is_settled_anew(archive: Archive) -> None:
    watched = rule(dyad=("NOR", "ISL"))
    look(archive, watched, hook=hook("http://127.0.0.1:9/", tries=1))
    archive.forget_settled("another method")
    with receiver() as there:
        assert look(archive, watched, hook=hook(there.url))[1].sent == 3


def test_a_redirect_is_not_followed(archive: Archive) -> None:
    with receiver() as there:
        there.answers, there.headers = [307], {"Location": there.url}
        _, told = look(archive, rule(type="REJECT"), hook=hook(there.url))
        assert len(there.got) == 1 and "redirect" in told.errors[0] and told.waiting == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "http://[::1]/", "http://10.0.0.1/", "http://localhost/", "ftp://a.example/",
        "file:///etc/passwd", "http://169.254.169.254/latest", "hook", "",
    ],
)  # fmt: skip
def test_private_and_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(WebhookError):
        checked(Hook(url))


def test_a_private_address_gets_nothing(archive: Archive) -> None:
    with receiver() as there:
        _, told = look(archive, rule(type="REJECT"), hook=Hook(there.url))
        assert there.got == [] and told.waiting == 1 and "--allow-private" in told.errors[0]


def test_hostile_words_stay_words_in_lines_and_posts(archive: Archive) -> None:
    with receiver() as there:
        (seen,) = [
            a for a in look(archive, rule(dyad=("NOR", "ISL")), hook=hook(there.url))[0]
            if "hostile" in a.reports[0].article
        ]
        text = next(p["text"] for p in there.got if p["id"] == seen.id)
        assert OVERRIDE not in text and "\n" not in text and "[U+202E]" in text and "[r] 2025" in text


# -- what is remembered --------------------------------------------------------------------------------------


def test_what_was_queued_and_not_shown_is_shown_by_the_next_look(archive: Archive) -> None:
    def broken(alert: Alert) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        watching.look(archive, [rule(type="REJECT")], Ways(broken), as_of=TODAY)
    assert len(look(archive, rule(type="REJECT"))[0]) == 1


def test_a_broken_mark_begins_anew_and_tells_nothing_twice(archive: Archive) -> None:
    watched = rule(type="REJECT")
    assert len(look(archive, watched)[0]) == 1
    for broken in ("{", "[]", '{"after": 3}', '{"recent": [{"id": 1}]}'):
        archive.put_items("alerts", (), (), {f"alerts:{watched.id}": broken})
        assert look(archive, watched)[0] == []


def test_two_processes_do_not_get_in_each_others_way(archive: Archive) -> None:
    with watching.alone(archive), pytest.raises(BusyError, match="another process"):
        look(archive, rule(party="NOR"))
    assert look(archive, rule(party="NOR"))[0]


def test_two_hosts_do_not_tell_twice(ready: str) -> None:
    with open_archive(ready) as here, open_archive(ready) as there:
        with watching.alone(here), pytest.raises(BusyError, match="another process"), watching.alone(there):
            pass
        with watching.alone(there):
            pass


def test_an_alert_comes_back_from_its_json() -> None:
    from communique import records

    given = Alert(
        "i", "r", "demands", "d", "t", None, "2025-01-01T00:00:00Z",
        (Report("a", None, None, None, Span(0, 1, "x")),),
    )
    assert records.load(Alert, given.to_dict()) == given


# -- the command ---------------------------------------------------------------------------------------------

REQUESTS = '[[rule]]\nname = "Requests"\ndyad = "NOR-ISL"\ntype = "REQUEST"\n'


def run(tmp_path: Path, *arguments: str) -> int:
    """The exit status of the command on the affair's archive."""
    return main([
        "alerts", str(tmp_path / "rules.toml"), "--archive", str(tmp_path / "affair.db"), *arguments,
    ])


def test_the_command_tells_once(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rules.toml").write_text(REQUESTS)
    assert run(tmp_path, "--once", "--json", "--feed", str(tmp_path / "f.atom")) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 2 and rows[0]["rule"] == "Requests" and (tmp_path / "f.atom").exists()
    archive.add([told("late", "Norway asked Iceland to return the lamps.", "2025-03-11")])
    assert run(tmp_path, "--once", "--no-settle") == 0
    out, err = capsys.readouterr()
    assert out == "" and "wait to be settled" in err
    assert run(tmp_path, "--once") == 0
    assert capsys.readouterr().out.startswith(
        "[Requests] 2025-03-11: Norway → Iceland: request (yield): “Norway asked Iceland"
    )


def test_the_command_ends_with_2_for_what_cannot_be_used_and_1_for_what_waits(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.toml").write_text("[[rule]]\nname = 'x'\n")
    assert run(tmp_path, "--once") == 2 and "rule 1 (x)" in capsys.readouterr().err
    (tmp_path / "rules.toml").write_text(REQUESTS)
    assert run(tmp_path, "--once", "--webhook", "http://127.0.0.1:9/") == 2
    assert "--allow-private" in capsys.readouterr().err
    assert run(tmp_path, "--once", "--feed", str(tmp_path / "no" / "f.atom")) == 1


def test_the_command_goes_on_until_it_is_stopped(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(REQUESTS)
    given = ["alerts", str(tmp_path / "rules.toml"), "--archive", str(tmp_path / "affair.db"), "--every", "1"]
    running = subprocess.Popen(
        [sys.executable, "-m", "communique", *given], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        assert [running.stdout.readline()[:10] for _ in range(2)] == ["[Requests]"] * 2
        archive.add([told("late", "Norway asked Iceland to return the lamps.", "2025-03-11")])
        assert "lamps" in running.stdout.readline()
    finally:
        running.terminate()
        assert running.wait(20) == 130
        running.communicate()


def test_the_hook_for_other_commands(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.toml").write_text(REQUESTS)
    after = alerting(tmp_path / "rules.toml", every=3600)
    assert after(archive) == 0 and len(capsys.readouterr().out.splitlines()) == 2
    archive.add([told("late", "Norway asked Iceland to return the lamps.", "2025-03-11")])
    assert after(archive) == 0 and capsys.readouterr().out == "", "not so soon again"
    with watching.alone(archive):
        assert after(archive, now=True) == 1 and "another process" in capsys.readouterr().err
    assert after(archive, now=True) == 0 and "lamps" in capsys.readouterr().out
