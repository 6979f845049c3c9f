"""Lists, notes and tags: kept in the archive, made in the browser under a name,
and news of them sent by webhook, e-mail and Atom."""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from starlette.testclient import TestClient

from briefmakers import TODAY, add, filled, put_dispute, told
from communique.alerts import lists, mail, matching, watching, webhook
from communique.alerts.rules import rule
from communique.archive import Archive, Remark, Watch, open_archive
from communique.cli import main
from communique.cli.project import Project
from communique.cli.running import Run
from communique.errors import ArchiveError, CommuniqueError
from communique.web import watchable
from communique.web.questions import AskError
from sites import Quiet, served
from webmakers import OVERRIDE, SCRIPT, SUM, client, hostile
from webmakers import filled as web_filled

# on this machine alone
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
ATOM = "{http://www.w3.org/2005/Atom}"
ANN, AT = "Ann Example", "2025-03-10T08:00:00+00:00"
TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The affair of Norway and Iceland."""
    with open_archive(filled(tmp_path)) as opened:
        yield opened


class Letters:
    """What a mail server on this machine was given."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        """Take a letter."""
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def letters() -> Iterator[tuple[Letters, int]]:
    """A mail server that wants a password, and its port."""
    box = Letters()

    def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(
            success=isinstance(data, LoginPassword) and data.password == b"secret word", handled=False
        )

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=knows, auth_require_tls=False, auth_required=True
    )
    running.start()
    yield box, port
    running.stop()


def kept(archive: Archive, address: str, title: str = "", list: str = "Mine") -> int:
    """A search on a list."""
    given = watchable.rule_of(address)
    assert given is not None
    return archive.add_watch(
        Watch(list, title or watchable.title(given, archive), watchable.kept(address), given, ANN, AT)
    )


def more(archive: Archive, id: str = "more") -> None:
    """One more demand of Norway to Iceland."""
    add(archive, told(id, "Norway asked Iceland to return the anchors.", "2025-03-11", "Tern"))


# ---------------------------------------------------------------- the archive
def test_lists_are_kept_and_go_with_their_last_search(archive: Archive) -> None:
    one, other = kept(archive, "/dyad?dyad=NOR-ISL"), kept(archive, "/actor?party=NOR", list="Other")
    assert kept(archive, "/dyad?dyad=NOR-ISL") == one  # the same search twice is one
    archive.send_news_to("Mine", "https://hooks.example.org/x", None)
    (mine, searches), (second, _) = archive.watchlists()
    assert (mine.name, mine.webhook, mine.email, mine.by) == (
        "Mine", "https://hooks.example.org/x", None, ANN,
    )
    assert [(s.number, s.title, s.address) for s in searches] == [
        (one, "Norway – Iceland", "/dyad?dyad=NOR-ISL")
    ]
    assert second.name == "Other"
    archive.drop_watch(other)
    archive.drop_watch(10**9)
    assert [head.name for head, _ in archive.watchlists()] == ["Mine"]


def test_the_number_of_searches_is_bounded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.archive.watches.MOST", 1)
    kept(archive, "/actor?party=NOR")
    with pytest.raises(ArchiveError, match="1 searches are watched"):
        kept(archive, "/actor?party=ISL")


def test_notes_and_tags_say_who_and_when_and_stay_when_taken_back(archive: Archive) -> None:
    note = archive.add_remark(Remark("article", "a1", "note", "Ask the ministry.", ANN, AT))
    tag = archive.add_remark(Remark("article", "a1", "tag", "fish", ANN, AT))
    assert archive.add_remark(Remark("article", "a1", "tag", "fish", "Bob", AT)) == tag
    archive.add_remark(Remark("dispute", "d1", "tag", "fish", ANN, AT))
    archive.drop_remark(note, "Bob", "2025-03-11T00:00:00+00:00")
    archive.drop_remark(note, "Eve", "2025-03-12T00:00:00+00:00")  # the first one stands
    assert [(r.kind, r.sort, r.text) for r in archive.remarks()] == [
        ("article", "tag", "fish"), ("dispute", "tag", "fish"),
    ]
    gone = next(r for r in archive.remarks("article", ["a1"], dropped=True) if r.sort == "note")
    assert (gone.by, gone.at, gone.dropped_by, gone.dropped_at) == (
        ANN, AT, "Bob", "2025-03-11T00:00:00+00:00",
    )
    assert archive.remarks("article", []) == []


# ---------------------------------------------------------------- addresses to rules
@pytest.mark.parametrize(
    ("address", "expected", "title"),
    [
        ("/dyad?dyad=NOR-ISL&by=week", {"of": "happenings", "dyad": "NOR-ISL"}, "Norway – Iceland"),
        (
            "/events?actor=NOR&recipient=ISL&type=REQUEST",
            {"of": "happenings", "actor": "NOR", "recipient": "ISL", "type": "REQUEST"},
            "Norway → Iceland: asks",
        ),
        ("/search?text=anchors", {"of": "happenings", "text": "anchors"}, "“anchors”"),
        (
            "/demands?party=ISL&status=open", {"of": "demands", "party": "ISL", "status": "open"},
            "Iceland: demands, open",
        ),
        ("/disputes", {"of": "disputes", "new_dispute": True}, "Disputes, new ones"),
        ("/issue?issue=herring", {"of": "positions", "issue": "herring"}, "Positions, “herring”"),
        ("/calendar?party=NOR", {"of": "meetings", "party": "NOR"}, "Norway: meetings"),
        ("/events", None, None),  # everything is nothing to watch
        ("/events?party=NOR&quad=4", None, None),  # what a rule cannot say is not promised
        ("/search?of=statements&party=NOR", None, None),
        ("/method", None, None),
    ],
)  # fmt: skip
def test_an_address_becomes_a_rule(
    address: str, expected: dict[str, object] | None, title: str | None, archive: Archive
) -> None:
    found = watchable.rule_of(address)
    assert found == expected
    assert watchable.offered(archive, address) == title
    if found is not None:
        assert rule("here", 1, {**found, "name": "x"}).of == found["of"]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/events?party=NOR", "//evil.example/events", "/\\evil", "events",
        "/dyad?" + "x" * 2000,
    ],
)
def test_addresses_of_elsewhere_are_refused(address: str) -> None:
    with pytest.raises(AskError):
        watchable.kept(address)


def test_words_stand_for_a_pair_a_party_or_an_issue() -> None:
    assert watchable.typed("Norway–Iceland") == "/dyad?dyad=NOR-ISL"
    assert watchable.typed("norway") == "/actor?party=NOR"
    assert watchable.typed("herring quota") == "/issue?issue=herring+quota"


# ---------------------------------------------------------------- news
def test_news_of_a_list_goes_by_mail_in_one_letter(archive: Archive, letters: tuple[Letters, int]) -> None:
    box, port = letters
    kept(archive, "/dyad?dyad=NOR-ISL")
    kept(archive, "/search?text=anchors")
    archive.send_news_to("Mine", None, "reader@example.org")
    server = mail.server(f"smtp://desk%40example.org:secret%20word@127.0.0.1:{port}")
    assert lists.deliver(archive, server, as_of=TODAY).new == 0  # what was there before is known
    more(archive)
    done = lists.deliver(archive, server, as_of=TODAY)
    assert (done.sent, done.waiting, done.errors) == (2, 0, [])
    ((receivers, letter),) = box.taken
    assert receivers == ["reader@example.org"] and letter["From"] == "desk@example.org"
    assert letter["Subject"] == "communique: Mine: 2 new"
    assert "“Norway asked Iceland to return the anchors.” (Tern, 2025-03-11;" in letter.get_content()
    assert lists.deliver(archive, server, as_of=TODAY).sent == 0 and len(box.taken) == 1  # told once


def test_a_letter_that_is_not_taken_waits(archive: Archive, letters: tuple[Letters, int]) -> None:
    box, port = letters
    kept(archive, "/dyad?dyad=NOR-ISL")
    archive.send_news_to("Mine", None, "reader@example.org")
    wrong = mail.server(f"smtp://127.0.0.1:{port}", "desk@example.org", None)
    lists.deliver(archive, wrong, as_of=TODAY)
    more(archive)
    done = lists.deliver(archive, wrong, as_of=TODAY)
    assert done.waiting == 1 and "was not taken" in done.errors[0]
    refused = lists.deliver(
        archive, mail.server(f"smtp://desk@127.0.0.1:{port}", "desk@example.org", "another"), as_of=TODAY
    )
    assert "password was not accepted" in refused.errors[0] and box.taken == []
    right = mail.server(f"smtp://desk@127.0.0.1:{port}", "desk@example.org", "secret word")
    assert lists.deliver(archive, right, as_of=TODAY).sent == 1 and len(box.taken) == 1


def test_mail_without_a_server_is_said(archive: Archive) -> None:
    kept(archive, "/dyad?dyad=NOR-ISL")
    archive.send_news_to("Mine", None, "reader@example.org")
    assert "no mail server is named" in lists.deliver(archive, None, as_of=TODAY).errors[0]


@pytest.mark.parametrize(
    "address",
    [
        "a@b@c", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "@x",
        "a@",
    ],
)
def test_what_is_no_address_never_stands_in_a_letter(address: str) -> None:
    with pytest.raises(mail.MailError, match="is no e-mail address"):
        mail.checked(address)


@pytest.mark.parametrize(
    ("given", "said"),
    [("http://x", "no SMTP server"), ("smtp://", "no SMTP server"), ("smtp://h:99999", "not an address")],
)
def test_what_is_no_mail_server_is_said(given: str, said: str) -> None:
    with pytest.raises(mail.MailError, match=said):
        mail.server(given, "desk@example.org")


def test_who_letters_are_from_must_be_said() -> None:
    with pytest.raises(mail.MailError, match="mail_from"):
        mail.server("smtp://desk@mail.example.org")
    assert mail.server("smtp://desk%40example.org@mail.example.org").sender == "desk@example.org"


def test_a_password_is_not_sent_in_the_clear() -> None:
    with pytest.raises(mail.MailError, match="no encryption"):
        mail.login(smtplib.SMTP(), mail.server("smtp://u:p@mail.example.org", "desk@example.org"))


def test_hostile_words_stay_in_their_line_of_a_letter(tmp_path: Path) -> None:
    with open_archive(web_filled(tmp_path)) as archive:
        found = watching.look(
            archive, [rule("x", 1, {"name": f"a\r\nBcc: x@example.org {OVERRIDE}", "actor": "NOR"})],
            watching.Ways(),
        )
        state = watching.read(
            archive, rule("x", 1, {"name": f"a\r\nBcc: x@example.org {OVERRIDE}", "actor": "NOR"})
        )
    assert found.new
    alerts = [watching.load(watching.Alert, row) for row in state.recent]
    made = mail.message(
        mail.Letter("r@example.org", mail.server("smtp://h", "d@example.org")),
        f"a\nBcc: y@example.org {OVERRIDE}", alerts,
    )
    assert made["Bcc"] is None and OVERRIDE not in made.as_string() and "\n" not in str(made["Subject"])


def test_a_hook_that_a_browser_gave_reaches_no_private_network(archive: Archive) -> None:
    kept(archive, "/dyad?dyad=NOR-ISL")
    with served(Quiet) as home:
        archive.send_news_to("Mine", f"{home}/hook", None)  # as if it had come past the page's own check
        done = lists.deliver(archive, None, as_of=TODAY)
    assert any("private address" in error for error in done.errors) and done.sent == 0


def test_a_move_of_a_watched_dispute_is_news(archive: Archive) -> None:
    id = put_dispute(archive)
    (dispute,) = archive.entries("disputes", [id])
    found = matching.newest(archive, rule("x", 1, {"name": "n", "of": "disputes", "item": id}), TODAY, 50)
    moves = archive.occurrences_of(map(str, dispute.record["moves"]))
    assert [match.item for match in found] == [
        m.id for m in sorted(moves, key=lambda m: (m.first, m.id), reverse=True)
    ]
    assert found


# ---------------------------------------------------------------- the browser
def posted(
    web: TestClient, path: str, form: dict[str, str], *, token: bool = True, at: str | None = None
) -> Any:
    """What answers a form that was filled in on a page."""
    seen = TOKEN.search(web.get(at or path).text)
    given = {**form, **({"form_token": seen[1]} if token and seen else {})}
    return web.post(path, data=given, follow_redirects=False)


def test_a_page_is_watched_from_the_browser(tmp_path: Path) -> None:
    with client(web_filled(tmp_path), reviewer=ANN) as web:
        page = web.get("/dyad?dyad=NOR-CHL").text
        assert 'value="Norway – Chile"' in page and ">Watch</summary>" in page
        done = posted(
            web, "/watching", {"address": "/dyad?dyad=NOR-CHL", "title": f"Fish {SCRIPT}", "list": f"L {SUM}"}
        )
        assert (done.status_code, done.headers["location"]) == (303, "/watching")
        shown = web.get("/watching").text
        assert "L {{7*7}}" in shown and "&lt;script&gt;" in shown and SCRIPT not in shown
        assert "/dyad?dyad=NOR-CHL" in shown
        assert posted(web, "/watching", {"words": "Norway", "list": "Other"}).status_code == 303
        assert ">Other<" in web.get("/watching").text
        feed = Xml.fromstring(web.get("/feeds/watch.atom", params={"list": f"L {SUM}"}).content)
        assert feed.findtext(f"{ATOM}title") == f"communique: Watching L {SUM}"
        assert feed.findall(f"{ATOM}entry")
        number = re.search(r'name="number" value="(\d+)"', shown)
        assert number and posted(web, "/watching", {"what": "drop", "number": number[1]}).status_code == 303
        assert SUM not in web.get("/watching").text
        assert web.get("/feeds/watch.atom", params={"list": "none"}).status_code == 404


def test_an_archive_of_elsewhere_leads_nowhere_else(tmp_path: Path) -> None:
    where = web_filled(tmp_path)
    with open_archive(where) as archive:
        for address in ("javascript:alert(1)", "https://evil.example/", "//evil.example/dyad?dyad=NOR-CHL"):
            archive.add_watch(
                Watch(
                    "Mine", f"Fish {SCRIPT}", address, {"of": "happenings", "party": "NOR"}, f"Ann {SUM}", AT
                )
            )
        archive.add_watch(
            Watch("Mine", "Broken", "/dyad?dyad=NOR-CHL", {"of": "happenings", "nonsense": SCRIPT}, ANN, AT)
        )
    with client(where) as web:
        page = web.get("/watching").text
    assert "javascript:" not in page and "evil.example" not in page and SCRIPT not in page
    assert "no key of a rule" in page


def test_forms_of_elsewhere_and_of_nobody_are_refused(tmp_path: Path) -> None:
    where = web_filled(tmp_path)
    id = hostile().article.id
    with client(where, reviewer=ANN) as web:
        assert posted(web, "/watching", {"words": "Norway"}, token=False).status_code == 403
        there = web.post("/watching", data={"words": "Norway"}, headers={"origin": "http://evil.example"})
        assert there.status_code == 403
        assert web.post("/article", params={"id": id}, data={"note": "x"}).status_code == 403
    with client(where) as web:  # no name was given
        assert "--reviewer" in web.get("/watching").text
        assert "Watch</summary>" not in web.get("/dyad?dyad=NOR-CHL").text
        web.get("/check")
        seen = TOKEN.search(web.get("/check").text)
        assert seen
        answer = web.post("/watching", data={"words": "Norway", "form_token": seen[1]})
        assert answer.status_code == 422 and "--reviewer NAME" in answer.text
    with open_archive(where) as archive:
        assert archive.watchlists() == [] and archive.remarks(dropped=True) == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"webhook": "http://127.0.0.1:9/x"}, "private address"),
        ({"webhook": "http://169.254.169.254/latest"}, "private address"),
        ({"webhook": "http://0x7f000001/"}, "private address"),
        ({"webhook": "http://[::ffff:10.0.0.1]/"}, "private address"),
        ({"webhook": "file:///etc/passwd"}, "only http and https"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "no e-mail address"),
    ],
)
def test_where_news_may_not_go(form: dict[str, str], said: str, tmp_path: Path) -> None:
    with client(web_filled(tmp_path), reviewer=ANN) as web:
        posted(web, "/watching", {"words": "Norway", "list": "Mine"})
        answer = posted(web, "/watching", {"what": "send", "list": "Mine", **form})
        assert answer.status_code == 422 and said in answer.text
    with open_archive(tmp_path / "web.db") as archive:
        head, _ = archive.watchlists()[0]
        assert (head.webhook, head.email) == (None, None)


def test_a_note_and_a_tag_on_an_article(tmp_path: Path) -> None:
    id = hostile().article.id
    with client(web_filled(tmp_path), reviewer=ANN) as web:
        at = str(web.build_request("GET", "/article", params={"id": id}).url)
        done = posted(web, at, {"note": f"{SCRIPT}\r\n{SUM}{OVERRIDE}", "tag": "  Fish\nFry "})
        assert done.status_code == 303 and done.headers["location"].endswith("#notes")
        page = web.get(at).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\n{{7*7}}[U+202E]" in page and ">fish fry<" in page
        assert f"<bdi>{ANN}</bdi>" in page
        listed = web.get("/watching?tag=fish fry").text
        assert "Tagged <bdi>fish fry</bdi>" in listed and SCRIPT not in listed
        rows = web.get("/watching?format=json").json()
        assert {(r["sort"], r["by"]) for r in (rows if isinstance(rows, list) else rows["rows"])} == {
            ("note", ANN), ("tag", ANN),
        }
        number = re.search(r'name="back" value="(\d+)"', page)
        assert number and posted(web, at, {"back": number[1]}).status_code == 303
        assert "taken back by" in web.get(at).text
        assert posted(web, at, {"back": "999"}).status_code == 422
        assert posted(web, at, {"note": "x" * 2001}).status_code == 422
        assert posted(web, at, {"note": " "}).status_code == 422


# ---------------------------------------------------------------- the command line
def test_alerts_without_a_file_are_those_of_the_lists(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(archive, "/dyad?dyad=NOR-ISL")
    assert main(["alerts", "--once", "--as-of", TODAY, "--archive", archive.where]) == 0
    assert capsys.readouterr().out == ""
    more(archive)
    assert main(["alerts", "--once", "--as-of", TODAY, "--archive", archive.where]) == 0
    assert "[Mine: Norway – Iceland" in capsys.readouterr().out
    assert main(["alerts", "--once", "--feed", "x.atom", "--archive", archive.where]) == 2


def test_up_sends_news_of_lists(
    archive: Archive, letters: tuple[Letters, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = letters
    monkeypatch.setenv("COMMUNIQUE_SMTP_PASSWORD", "secret word")
    desk = Project(archive.where, mail=f"smtp://desk@127.0.0.1:{port}", mail_from="desk@example.org")
    kept(archive, "/dyad?dyad=NOR-ISL")
    archive.send_news_to("Mine", None, "reader@example.org")
    run = Run(desk, archive)
    run.deliver()
    more(archive)
    run.deliver()
    assert len(box.taken) == 1 and run.unsent == 0


def test_a_hook_is_named_without_its_secret() -> None:
    with pytest.raises(CommuniqueError) as found:
        webhook.checked(webhook.Hook("http://10.0.0.1/secret-path"))
    assert "secret-path" not in str(found.value)
