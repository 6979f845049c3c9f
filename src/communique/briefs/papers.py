"""A page as Markdown, HTML, Word (DOCX) or PDF, made to fit on one sheet of A4.

Knows the formats' libraries and what to install where one is missing; does not know what a page says.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from communique.briefs.page import ROOMS, Entry, Page, Room
from communique.briefs.writing import marked, page_environment, plain_environment, visible, weblink
from communique.errors import CommuniqueError

WIDTH = 178  # millimetres between the margins
ACCENT = (0x7A, 0x1F, 0x2B)
SERIF, SANS = "Times New Roman", "Arial"
ENDING = (
    "Quotations are word for word from the stored texts; all else is worded by rule from the record. “Not "
    "reported” is what these sources do not say, not what did not happen. The code after a source opens the "
    "passage: communique explain CODE."
)
BUDGET = 5200  # characters of a page that fit on a sheet where nothing can count its pages


class PaperError(CommuniqueError):
    """A format that cannot be written here; the message says what to install, or what to do instead."""


def markdown(page: Page) -> str:
    """The page in Markdown, with footnotes."""
    made = plain_environment()
    made.filters |= {
        "mdlink": lambda url: Markup(weblink(url) or ""),
        "spaced": lambda text: Markup(blanks(text, marked(text))),
    }
    return made.get_template("page.md").render(page=page).rstrip() + "\n"


def html(page: Page) -> str:
    """The page as one HTML file that fetches nothing and prints on one sheet."""
    made = page_environment()
    made.filters |= {"spaced": lambda text: Markup(blanks(text, str(escape(visible(text)))))}
    return made.get_template("page.html").render(page=page)


def blanks(text: str, shown: str) -> str:
    """What is shown of some words, with a blank where they begin or end with one."""
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() and text.strip() else ''}"


def fitting(make: Callable[[Room], Page]) -> Page:
    """The longest page that fits on one sheet: fewer acts, then shorter lists, never smaller type."""
    for room in ROOMS[:-1]:
        page = make(room)
        if sheets(page) <= 1:
            return page
    return make(ROOMS[-1])


def sheets(page: Page) -> int:
    """On how many sheets a page prints; told from its length where WeasyPrint is not installed."""
    try:
        return len(weasyprint().HTML(string=html(page), url_fetcher=nothing).render().pages)
    except PaperError:
        return 1 + length(page) // BUDGET


def length(page: Page) -> int:
    """About how many characters a page has."""
    lines = [*page.five, *page.acts, *(e for b in page.blocks for e in b.entries)]
    text = sum(len(p.text) for e in lines for p in e.pieces)
    demands = sum(len(d.who) + len(d.what) + 40 for d in page.demands)
    sources = sum(len(s.outlet) + len(s.title or "") + 30 for s in page.sources)
    return text + demands + sources + 60 * (len(page.blocks) + 4)


def pdf(page: Page) -> bytes:
    """The page as PDF, tagged for readers that listen."""
    found: bytes = weasyprint().HTML(string=html(page), url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1")
    return found


def nothing(url: str, *_: Any, **__: Any) -> Any:
    """Refuse to fetch anything."""
    raise ValueError(f"a brief fetches nothing: {url}")


def weasyprint() -> Any:
    """The library that prints HTML; PaperError says what to install."""
    # it says of rules for screens that paper has no use for them
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    try:
        import weasyprint as found
    except (ImportError, OSError) as error:
        what = (
            "WeasyPrint, which is not installed"
            if isinstance(error, ImportError)
            else f"Pango, which is not installed ({error})"
        )
        raise PaperError(
            f"PDF needs {what}; pip install 'communique[brief]', or --format html and print from the browser"
        ) from None
    return found


# ---------------------------------------------------------------- Word
def docx(page: Page) -> bytes:
    """The page as a Word document: headings and tables of styles, sources at its end."""
    try:
        import docx as word
        from docx.shared import Mm, Pt
    except ImportError:
        raise PaperError(
            "DOCX needs python-docx, which is not installed; pip install 'communique[brief]'"
        ) from None
    made = word.Document()
    sheet = made.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm(16)
    sheet.top_margin = sheet.bottom_margin = Mm(12)
    made.core_properties.title = visible(page.headline)
    made.core_properties.language = "en-GB"
    base = made.styles["Normal"]
    base.font.name, base.font.size = SERIF, Pt(9.5)
    base.paragraph_format.space_after, base.paragraph_format.space_before = Pt(1.5), Pt(0)
    small(made, f"Brief · {page.subject} · {page.day}")
    heading(made, page.headline, 0)
    small(made, page.covers)
    heading(made, "In five lines", 1)
    rows(made, page.five, 18)
    heading(made, "The acts that matter, newest first", 1)
    rows(made, page.acts, 22)
    for block in page.blocks:
        heading(made, block.title, 1)
        rows(made, block.entries, 22)
        if not block.entries:
            small(made, block.none)
    heading(made, f"Demands on the table, days counted to {page.day}", 1)
    table_of_demands(made, page)
    heading(made, "Sources", 1)
    in_columns(
        made,
        [f"{s.number}. {s.outlet}, {s.day}{f': {s.title}' if s.title else ''}  {s.id}" for s in page.sources],
    )
    small(made, ENDING)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def heading(made: Any, text: str, level: int) -> None:
    """A heading in the look of the brief."""
    from docx.shared import Pt, RGBColor

    line = made.add_heading(level=max(level, 1))
    run = line.add_run(visible(text))
    run.font.name, run.font.size, run.font.bold = (
        (SERIF, Pt(17), True) if level == 0 else (SANS, Pt(8.5), True)
    )
    run.font.color.rgb = RGBColor(0x16, 0x19, 0x1D) if level == 0 else RGBColor(*ACCENT)
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(5 if level else 1), Pt(1.5)


def in_columns(made: Any, lines: Sequence[str]) -> None:
    """Lines in small type in two columns, so that the sources of a full page do not run over."""
    from docx.shared import Mm

    if not lines:
        return
    half = -(-len(lines) // 2)
    table = made.add_table(rows=half, cols=2)
    for n, line in enumerate(lines):
        small(made, line, table.cell(n % half, n // half).paragraphs[0])
    set_widths(table, (Mm(WIDTH // 2), Mm(WIDTH // 2)))


def small(made: Any, text: str, paragraph: Any = None) -> None:
    """A line in small type, in a paragraph of its own where none is given."""
    from docx.shared import Pt, RGBColor

    run = (paragraph or made.add_paragraph()).add_run(visible(text))
    run.font.name, run.font.size, run.font.color.rgb = SANS, Pt(7.5), RGBColor(0x53, 0x5A, 0x63)


def rows(made: Any, entries: tuple[Entry, ...], label: int) -> None:
    """Lines as a table of two columns: label or day, and the line with its sources."""
    from docx.shared import Mm

    if not entries:
        return
    table = made.add_table(rows=0, cols=2)
    widths = (Mm(label), Mm(WIDTH - label))
    for entry in entries:
        cells = table.add_row().cells
        run = cells[0].paragraphs[0].add_run(visible(entry.label))
        run.bold, run.font.name = True, SANS
        set_line(cells[1].paragraphs[0], entry)
    set_widths(table, widths)


def set_widths(table: Any, widths: Sequence[int]) -> None:
    """Give a table its columns: Word goes by the cells, others by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def set_line(paragraph: Any, entry: Entry) -> None:
    """The pieces of a line, and the numbers of its sources raised."""
    for one in entry.pieces:
        said = blanks(one.text, visible(one.text))
        run = paragraph.add_run(f"“{said}”" if one.style == "quote" else said)
        run.bold, run.italic = one.style == "bold", one.style == "tag"
    if entry.sources:
        run = paragraph.add_run(" ".join(map(str, entry.sources)))
        run.font.superscript = True


def table_of_demands(made: Any, page: Page) -> None:
    """The demands as a table with a head."""
    from docx.shared import Mm

    if not page.demands:
        small(made, "none reported")
        return
    table = made.add_table(rows=1, cols=5)
    for cell, text in zip(
        table.rows[0].cells, ("Who asks whom", "What", "First asked", "Days", "How it stands"), strict=True
    ):
        cell.paragraphs[0].add_run(text).bold = True
    for one in page.demands:
        cells = table.add_row().cells
        numbers = " ".join(map(str, one.sources))
        row = (one.who, f"“{visible(one.what)}”", one.first, one.days, f"{one.state} {one.note}".strip())
        for cell, text in zip(cells, row, strict=True):
            cell.paragraphs[0].add_run(visible(text))
        cells[1].paragraphs[0].add_run(numbers).font.superscript = True
    set_widths(table, [Mm(n) for n in (42, 74, 20, 12, 30)])
    if page.older:
        small(made, f"{page.older} older")
