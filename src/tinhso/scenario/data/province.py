"""The demo province of 2020: one dated list of agencies at three levels with the identifiers of both decisions.

H99, K99 and G90-G92 are assigned to nobody (QĐ 20/2020/QĐ-TTg: provinces H01-H63). Addresses end in `.example` (RFC 2606);
telephone numbers use an area code, 0299 000, that no exchange answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tinhso.kit.text import fold
from tinhso.scenario.data import places

FOUNDED = date(2016, 7, 1)
STTTT = "stttt"
_P = places.PROVINCE


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of an agency without a seal of its own; `abbreviation` ends the symbol of its official letters (Phụ lục I.II.3.b)."""

    key: str
    agency: str
    name: str
    abbreviation: str
    head_title: str


@dataclass(frozen=True, slots=True)
class Agency:
    """`key` is ours; `parent` a key or empty. `superior_line` is printed above the name (empty for UBND, HĐND and central bodies),
    `printed_name` as at the head of a document, line by line. `level`: 0 central, 1 province, 2 district, 3 commune."""

    key: str
    name: str
    short_name: str
    abbreviation: str
    printed_name: str
    superior_line: str
    parent: str
    place: str
    collective: bool
    collective_name: str
    head_title: str
    level: int
    level_label: str
    qd20: str
    qd28: str
    address: str
    email: str
    phone: str
    units: tuple[Unit, ...] = ()
    valid_from: date = FOUNDED


def qd28(qd20: str) -> str:
    """The 13 characters of QĐ 28/2018 for the same agency: groups reversed, missing levels zero."""
    groups = qd20.split(".")
    padded = [*groups, *("0" * width for width in (3, 2, 2, 3)[len(groups) :])]
    return ".".join(reversed(padded))


def slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _agency(
    key: str, name: str, short: str, abbreviation: str, code: str, *, parent: str = "", superior: str = "", place: str = _P, printed: str = "",
    collective: bool = False, head: str = "Giám đốc", level: int = 1, label: str = "Tỉnh", units: tuple[Unit, ...] = (),
) -> Agency:  # fmt: skip
    number = sum(ord(c) * (i + 1) for i, c in enumerate(key)) % 9000 + 1000
    return Agency(
        key=key, name=name, short_name=short, abbreviation=abbreviation, printed_name=printed or name.upper(), superior_line=superior, parent=parent,
        place=place, collective=collective, collective_name="Ủy ban nhân dân" if collective else "", head_title=head, level=level,
        level_label=label, qd20=code, qd28=qd28(code), address=f"Số {number % 180 + 1}, đường Mẫu {number % 30 + 1}, {place}",
        email=f"{key}@{'trungdo' if level == 0 else 'vankhue'}.example", phone=f"(0299) 000.{number}", units=units,
    )  # fmt: skip


def _units(agency: str, rows: tuple[tuple[str, str, str, str], ...]) -> tuple[Unit, ...]:
    return tuple(Unit(f"{agency}.{key}", agency, name, abbreviation, head) for key, name, abbreviation, head in rows)


_OFFICE = (("vp", "Văn phòng", "VP", "Chánh Văn phòng"),)
_DISTRICT_OFFICE = (("vp", "Văn phòng HĐND và UBND", "VP", "Chánh Văn phòng"),)
_SNV = (
    *_OFFICE,
    ("ccvc", "Phòng Công chức, viên chức", "CCVC", "Trưởng phòng"),
    ("cchc", "Phòng Cải cách hành chính", "CCHC", "Trưởng phòng"),
)
_VPUBND = (("vx", "Phòng Khoa giáo - Văn xã", "VX", "Trưởng phòng"), ("hctc", "Phòng Hành chính - Tổ chức", "HCTC", "Trưởng phòng"))
_UNITS = {STTTT: places.STTTT_UNITS, "snv": _SNV, "vpubnd": _VPUBND}
_HEADS = {"ttt": "Chánh Thanh tra tỉnh", "bdt": "Trưởng ban", "bqlkkt": "Trưởng ban", "vpubnd": "Chánh Văn phòng"}


def _department(key: str, name: str, short: str, abbreviation: str, number: int) -> Agency:
    return _agency(
        key, name, short, abbreviation, f"H99.{number:02d}", parent="ubnd", superior=f"UBND TỈNH {_P.upper()}",
        printed="VĂN PHÒNG" if key == "vpubnd" else "", head=_HEADS.get(key, "Giám đốc"), units=_units(key, _UNITS.get(key, _OFFICE)),
    )  # fmt: skip


def _committee(key: str, kind: str, name: str, code: str, parent: str, level: int, units: tuple[Unit, ...] = ()) -> Agency:
    return _agency(
        key, f"Ủy ban nhân dân {kind.lower()} {name}", f"UBND {kind.lower()} {name}", "UBND", code, parent=parent, place=name,
        printed=f"ỦY BAN NHÂN DÂN\n{kind.upper()} {name.upper()}", collective=True, head="Chủ tịch", level=level, label=kind, units=units,
    )  # fmt: skip


def _district(number: int, kind: str, name: str, communes: str) -> list[Agency]:
    key, code = f"ubnd-{slug(name)}", f"H99.{number}"
    found = [_committee(key, kind, name, code, "ubnd", 2, _units(key, _DISTRICT_OFFICE))]
    for place, commune in enumerate(communes.split(", "), start=1):
        urban = kind == "Thành phố" or (kind == "Thị xã" and place <= 4)
        rural = "Thị trấn" if kind == "Huyện" and place == 1 else "Xã"
        found.append(_committee(f"{key}.{slug(commune)}", "Phường" if urban else rural, commune, f"{code}.{place:02d}", key, 3))
    return found


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency, each parent before its children."""
    found = [
        _committee("ubnd", "Tỉnh", _P, "H99", "", 1),
        _agency("hdnd", f"Hội đồng nhân dân tỉnh {_P}", "HĐND tỉnh", "HĐND", "K99", head="Chủ tịch"),
    ]
    found += [_department(*row) for row in places.DEPARTMENTS]
    for number, district in enumerate(places.DISTRICTS, start=30):
        found += _district(number, *district)
    for key, name, short, abbreviation, code in places.CENTRAL:
        parent, superior = ("bsh", "BỘ SỐ HÓA (DEMO)") if key == "cathtt" else ("", "")
        head = {"cathtt": "Cục trưởng", "vptw": "Chánh Văn phòng"}.get(key, "Bộ trưởng")
        found.append(
            _agency(
                key,
                name,
                short,
                abbreviation,
                code,
                parent=parent,
                superior=superior,
                place=places.CAPITAL,
                head=head,
                level=0,
                label="Trung ương",
            )
        )
    return tuple(found)


@cache
def by_key() -> dict[str, Agency]:
    return {a.key: a for a in agencies()}


def agency(key: str) -> Agency:
    """Raises KeyError for a key the province does not have."""
    return by_key()[key]


def of_level(level: int) -> tuple[Agency, ...]:
    return tuple(a for a in agencies() if a.level == level)


def departments() -> tuple[Agency, ...]:
    """The specialised bodies under the provincial UBND."""
    return tuple(a for a in agencies() if a.level == 1 and a.parent == "ubnd")
