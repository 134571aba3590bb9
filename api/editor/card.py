"""A card of A6 size for a shop counter: the question, where to ask it, and a QR code. Cyrillic and Romanian print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parent.parent / "static" / "fonts"
A6_MM = (105.0, 148.0)
MARGIN_MM = 9.0
QR_MM = 56.0
BRAND = (15, 92, 92)
MAX_TITLE_PT, MIN_TITLE_PT = 21, 12
TITLE_MM = 32.0
"""The room that the title may take."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; all texts in its language."""

    language: str
    title: str
    lead: str
    scan: str
    address: str
    """The link as people may type it."""
    link: str
    operator: str


def card_pdf(card: Card) -> bytes:
    """The card as a PDF of one page, its letters embedded."""
    # Read when the first card is drawn: it would take a third of the application's start.
    from fpdf import FPDF

    pdf = FPDF(unit="mm", format=A6_MM)
    pdf.set_auto_page_break(False)
    pdf.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_lang(card.language)
    pdf.set_title(card.title)
    pdf.set_author(card.operator)
    pdf.set_margin(MARGIN_MM)
    pdf.add_page()
    width = A6_MM[0] - 2 * MARGIN_MM
    pdf.set_fill_color(*BRAND)
    pdf.rect(0, 0, A6_MM[0], 14, style="F")
    pdf.set_text_color(255, 255, 255)
    pdf.set_font("DejaVu", "B", 11)
    pdf.set_xy(MARGIN_MM, 3)
    pdf.cell(width, 8, _fitted(pdf, card.operator, width))
    pdf.set_text_color(27, 38, 39)
    pdf.set_xy(MARGIN_MM, 18)
    _title(pdf, card.title, width)
    pdf.set_x(MARGIN_MM)
    pdf.set_font("DejaVu", "", 9.5)
    pdf.multi_cell(width, 5, card.lead, align="L", new_x="LMARGIN", new_y="NEXT")
    top = A6_MM[1] - MARGIN_MM - QR_MM - 12
    _qr(pdf, card.link, (A6_MM[0] - QR_MM) / 2, top)
    pdf.set_xy(MARGIN_MM, top + QR_MM + 1)
    pdf.set_font("DejaVu", "B", 10)
    pdf.multi_cell(width, 5, card.scan, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("DejaVu", "", 8)
    pdf.set_text_color(82, 96, 98)
    pdf.multi_cell(width, 4, card.address, align="C", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _title(pdf: FPDF, title: str, width: float) -> None:
    size = MAX_TITLE_PT
    while True:
        pdf.set_font("DejaVu", "B", size)
        height = size * 0.45
        lines = pdf.multi_cell(width, height, title, align="L", dry_run=True, output="LINES")
        assert isinstance(lines, list)
        if len(lines) * height <= TITLE_MM or size <= MIN_TITLE_PT:
            break
        size -= 1
    pdf.multi_cell(width, height, title, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _fitted(pdf: FPDF, text: str, width: float) -> str:
    while pdf.get_string_width(text) > width and len(text) > 1:
        text = text[:-2].rstrip() + "…"
    return text


def _qr(pdf: FPDF, link: str, left: float, top: float) -> None:
    """The code as squares: sharp at every size, and no picture library."""
    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    module = QR_MM / len(rows)
    pdf.set_fill_color(0, 0, 0)
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                # A hair of overlap: printers leave white lines between squares that only touch.
                pdf.rect(left + x * module, top + y * module, run * module + 0.02, module + 0.02, style="F")
            x += run
