"""PDF: paragraphs come out whole, running heads and page numbers do not, and a scan,
a locked and a damaged file say what they are."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from communique.errors import SourceError
from communique.sources import open_source
from communique.sources.arrivals import arrivals
from communique.sources.pdf import text_of

HEAD = [
    "REPUBLIC OF CHILE",
    "MINISTRY OF FOREIGN AFFAIRS",
    "",
    "Statement by the Ministry of Foreign Affairs",
    "",
    "Santiago, 3 May 2024",
    "",
]
SHIPS = [
    "Aurora",
    "Borealis",
    "Caleta",
    "Doncella",
    "Estrella",
    "Fortuna",
    "Gaviota",
    "Huemul",
    "Isidora",
    "Jacinta",
]
PORTS = ["Ilo", "Callao", "Matarani", "Paita"]
POINTS = [
    f"{4 * i + k + 1}. The Ministry condemns the detention of the crew of the trawler {ship} by the coast "
    f"guard of Peru off {port}, and calls upon the Government of Peru to release the {ship}, its crew of "
    f"{port} fishermen and its catch without delay."
    for i, ship in enumerate(SHIPS) for k, port in enumerate(PORTS)
]


def drawn(
    lines: list[str],
    *,
    running: str = "Ministry bulletin 14/2024",
    password: str | None = None,
    width: int = 400,
) -> bytes:
    """A PDF of these paragraphs, with a running head and "Page 3 of 7" on each page."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=password)
    rows = [row for line in lines for row in (*(simpleSplit(line, "Helvetica", 11, width) or [""]), "")]
    pages = [rows[i : i + 36] for i in range(0, len(rows), 36)]
    for number, page in enumerate(pages, 1):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 800, running)
        canvas.drawString(270, 30, f"Page {number} of {len(pages)}")
        for i, row in enumerate(page):
            canvas.drawString(70, 770 - 15 * i, row)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_paragraphs_are_whole_and_furniture_is_gone() -> None:
    text = text_of(drawn([*HEAD, *POINTS]), "x.pdf")
    assert all(point in text for point in POINTS)
    assert "Page " not in text and "bulletin" not in text


def test_a_file_and_a_folder_give_the_document(tmp_path: Path) -> None:
    path = tmp_path / "statement.pdf"
    path.write_bytes(drawn([*HEAD, *POINTS]))
    article = open_source(str(path))
    assert (article.title, article.published, article.genre) == (
        "Statement by the Ministry of Foreign Affairs",
        "2024-05-03",
        "document",
    )
    [arrival] = arrivals([str(tmp_path)])
    assert getattr(arrival.item, "text", None) == article.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (drawn([""], running=""), "scan"),
        (drawn(HEAD, password="secret"), "password"),
        (b"%PDF-1.7\nnothing more", "damaged"),
    ],
    ids=["scan", "locked", "damaged"],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=said) as error:
        open_source(str(path))
    assert "paper.pdf" in str(error.value)
