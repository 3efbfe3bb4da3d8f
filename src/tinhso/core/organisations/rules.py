"""Identifiers of agencies: both schemes brought to one canonical, top-down form. No Django here.

QĐ 28/2018/QĐ-TTg: 13 characters in four groups, the level-1 code last (`000.00.13.H10`).
QĐ 20/2020/QĐ-TTg: at most 35 characters, dotted from the top (`H10.13`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze

LONGEST = 35
_QD28 = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_QD20 = re.compile(r"[A-Z]\d{2}(?:\.[0-9A-Z]{2,3})*")
_EMPTY = re.compile(r"0+")


@dataclass(frozen=True, slots=True)
class Code:
    """`value` as it was written (upper case), `canonical` the top-down form without empty groups at its end."""

    scheme: str
    value: str
    canonical: str


def parse(text: str) -> Code:
    """Read an identifier of either scheme. Raises Refusal `organisations.code`."""
    value = squeeze(text).replace(" ", "").upper()
    if found := _QD28.fullmatch(value):
        return Code("qd28", value, ".".join(_trimmed(list(reversed(found.groups())))))
    if len(value) <= LONGEST and _QD20.fullmatch(value):
        return Code("qd20", value, ".".join(_trimmed(value.split("."))))
    raise Refusal(
        "organisations.code",
        vi=f"Mã định danh “{value}” không đúng. Nhập theo QĐ 28/2018 (000.00.13.H10) hoặc QĐ 20/2020 (H10.13, tối đa 35 ký tự).",
        en=f"The identifier “{value}” is malformed. Write it after QĐ 28/2018 (000.00.13.H10) or QĐ 20/2020 (H10.13, at most 35).",
        value=value,
    )


def canonical(text: str) -> str:
    """The one form in which the same agency's identifiers meet. Raises as `parse`."""
    return parse(text).canonical


def as_qd28(code: str) -> str:
    """The 13-character form of an identifier. Raises Refusal `organisations.code_without_qd28` where the old scheme has no place."""
    groups = canonical(code).split(".")
    padded = [*groups, *("0" * width for width in (3, 2, 2, 3)[len(groups) :])]
    value = ".".join(reversed(padded))
    if not _QD28.fullmatch(value):
        raise Refusal(
            "organisations.code_without_qd28",
            vi=f"Mã “{code}” không viết được theo QĐ 28/2018 (13 ký tự, bốn cấp). Dùng mã theo QĐ 20/2020.",
            en=f"“{code}” has no form under QĐ 28/2018 (13 characters, four levels). Use the one of QĐ 20/2020.",
            value=code,
        )
    return value


def _trimmed(groups: list[str]) -> list[str]:
    while len(groups) > 1 and _EMPTY.fullmatch(groups[-1]):
        groups.pop()
    return groups
