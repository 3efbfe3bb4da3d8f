"""What goes along with a document on paper: the slip that comes back signed (phiếu gửi) and the labels of its envelopes."""

from __future__ import annotations

from datetime import date

import msgspec

from tinhso.documents.layout.content import composed
from tinhso.documents.layout.engine import compile_record
from tinhso.documents.writing import day_text, month_text
from tinhso.kit import clock


class Mail(msgspec.Struct, frozen=True):
    """One issued document and the places that get it on paper. `what`: its type and subject, of a secret one the type alone;
    `marks`: as they are stamped ("HỎA TỐC", "MẬT"); `annexes`: how many files go with it; `sender`: who hands it over."""

    agency: str
    place: str
    notation: str
    issued: date
    what: str
    receivers: tuple[str, ...]
    sender: str = ""
    superior: str = ""
    address: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    annexes: int = 0


def slips_pdf(mail: Mail, on: date | None = None) -> bytes:
    """A page for each place, dated `on` (today), PDF/A-2b. No number of its own: numbers come from the register alone (Điều 15)."""
    return _compiled("slip.typ", "Phiếu gửi", mail, on or clock.today())


def labels_pdf(mail: Mail, on: date | None = None) -> bytes:
    """A label for each place, eight on a sheet of A4 to be cut or of the ready-made kind (105 by 74 mm)."""
    return _compiled("labels.typ", "Tem bì", mail, on or clock.today())


def _compiled(template: str, title: str, mail: Mail, on: date) -> bytes:
    data = {
        "title": f"{title} {mail.notation}",
        "author": " ".join(mail.agency.split()),
        "date": (on.year, on.month, on.day),
        "day": f"ngày {day_text(on)} tháng {month_text(on)} năm {on.year}",
        "superior": mail.superior,
        "agency": mail.agency,
        "place": mail.place,
        "address": list(mail.address),
        "notation": mail.notation,
        "issued": f"{mail.issued:%d/%m/%Y}",
        "what": mail.what,
        "annexes": f"{mail.annexes} tệp" if mail.annexes else "",
        "marks": list(mail.marks),
        "receivers": list(mail.receivers),
        "sender": mail.sender,
    }
    return compile_record(template, composed(data))
