"""Alerts by e-mail: one letter a look, in plain text, through the SMTP server that whoever runs communique
has named.

Knows SMTP, and which addresses may stand in a letter; does not know what an alert is about.
A password goes over an encrypted connection alone, or to this machine.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from communique.alerts.records import Alert, source, visible
from communique.errors import CommuniqueError
from communique.records import identify

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+")
PORTS = {"smtp": 587, "smtps": 465}
HERE = ("localhost", "127.0.0.1", "::1")
LINES = 100  # alerts in one letter; of the others it says how many there are
TIMEOUT = 20.0
EXAMPLE = "smtp://user:password@mail.example.org:587"


class MailError(CommuniqueError):
    """A letter that cannot be sent, or an address that is none."""


@dataclass(frozen=True, slots=True)
class Server:
    """The SMTP server: `secure` from the start (smtps), else by STARTTLS where it is offered;
    `sender` is who letters are from."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    secure: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, and by which server."""

    to: str
    server: Server


def server(address: str, sender: str | None = None, password: str | None = None) -> Server:
    """The server of an address such as smtp://user:password@mail.example.org:587; MailError where it is none.

    Args:
        sender: who letters are from; by default the user, where that is an e-mail address.
        password: instead of that in the address, so that it need not stand in a file.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise MailError(f"mail: not an address of a server; write {EXAMPLE}") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise MailError(
            f"mail: {parts.scheme or 'nothing'}://{parts.hostname or ''} is no SMTP server; write {EXAMPLE}, "
            "or smtps://…"
        )
    user = unquote(parts.username) if parts.username else None
    if not sender and "@" not in (user or ""):
        raise MailError(
            "mail: nobody is named whom letters are from; write mail_from = 'desk@example.org', or "
            "--mail-from"
        )
    given = password or (unquote(parts.password) if parts.password else None)
    return Server(parts.hostname, port, checked(sender or user or ""), user, given, parts.scheme == "smtps")


def checked(address: str) -> str:
    """An e-mail address, if it is one; nothing that could begin another header or another receiver."""
    if len(address) > 254 or not ADDRESS.fullmatch(address):
        raise MailError(f"{visible(address, 60)!r} is no e-mail address; write one, as in desk@example.org")
    return address


def send(letter: Letter, name: str, alerts: Sequence[Alert]) -> None:
    """Send alerts in one letter; MailError where the server did not take it."""
    given, where = message(letter, name, alerts), f"{letter.server.host}:{letter.server.port}"
    try:
        with connected(letter.server) as smtp:
            if letter.server.user:
                login(smtp, letter.server)
            smtp.send_message(given, letter.server.sender, [letter.to])
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"{where}: the user or the password was not accepted ({error.smtp_code}); check the settings of "
            "mail"
        ) from None
    except smtplib.SMTPException as error:
        raise MailError(
            f"{where}: the letter was not taken ({visible(str(error), 120)}); the next look tries again"
        ) from None
    except (OSError, UnicodeError) as error:
        raise MailError(
            f"{where}: cannot be reached ({error}); check the settings of mail; the next look tries again"
        ) from None


def connected(at: Server) -> smtplib.SMTP:
    """A connection, encrypted where the server can."""
    context = ssl.create_default_context()
    if at.secure:
        return smtplib.SMTP_SSL(at.host, at.port, timeout=TIMEOUT, context=context)
    smtp = smtplib.SMTP(at.host, at.port, timeout=TIMEOUT)
    smtp.ehlo()
    if smtp.has_extn("starttls") and at.host not in HERE:
        smtp.starttls(context=context)
        smtp.ehlo()
    return smtp


def login(smtp: smtplib.SMTP, at: Server) -> None:
    """Give the password, if nobody on the way can read it."""
    if not isinstance(smtp.sock, ssl.SSLSocket) and at.host not in HERE:
        raise MailError(
            f"{at.host}: offers no encryption, so the password is not sent; use smtps://, or another server"
        )
    smtp.login(at.user or "", at.password or "")


def message(letter: Letter, name: str, alerts: Sequence[Alert]) -> EmailMessage:
    """The letter of some alerts: a line each with its words and where they stand."""
    made = EmailMessage()
    count = f"{len(alerts)} new" if len(alerts) != 1 else visible(alerts[0].title, 120)
    made["Subject"] = f"communique: {visible(name, 80)}: {count}"
    made["From"], made["To"], made["Date"] = letter.server.sender, letter.to, formatdate(usegmt=True)
    made["Message-ID"] = (
        f"<{identify('letter', letter.to, *(alert.id for alert in alerts))}"
        f"@{letter.server.sender.rpartition('@')[2]}>"
    )
    made["Auto-Submitted"] = "auto-generated"
    parts = [
        "\n".join((f"{visible(a.title)}  [{visible(a.rule)}]", *(f"  {source(r)}" for r in a.reports[:2])))
        for a in alerts[:LINES]
    ]
    if len(alerts) > LINES:
        parts.append(f"and {len(alerts) - LINES:,} more")
    made.set_content(
        "\n\n".join(parts) + "\n\nEvery line stands beside its words; a machine read them and may be wrong.\n"
    )
    return made
