"""The law of numbers as pure functions (ND30 Điều 15, 22; Appendix I, Part I, II.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tinhso.documents.marks import Secrecy
from tinhso.documents.writing import number_text
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import compare_key

SECRETS = frozenset({Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET})
DRAWN = frozenset({"administrative", "normative", "secret", "arrival"})
"""Kinds of series that numbers are taken from: `choose`, and arrivals. An advisory council's (Điều 15.1) and that of copies (Phụ lục I,
Part II) wait for the verbs that use them: a series nobody draws from would be declared for nothing."""


@dataclass(frozen=True, slots=True)
class SeriesView:
    """What choosing a series needs to know of one."""

    id: int
    kind: str
    types: tuple[str, ...]


def notation(number: int, symbol: str) -> str:
    """Number and symbol as written, no spaces: `215/QĐ-STTTT`. `symbol` begins with its slash (`types.symbol`); arrivals have none."""
    return f"{number_text(number)}{symbol}"


def choose(series: Iterable[SeriesView], *, type_code: str, secrecy: str, normative: bool) -> SeriesView:
    """The series a document takes its number from.

    Secret documents have their own (Điều 15.2), each normative type its own (15.1.a); the rest as the head has ordered (15.1.c):
    the one naming the type, else the common one. Raises Refusal where none or two would fit.
    """
    kind = "secret" if secrecy in SECRETS else "normative" if normative else "administrative"
    candidates = [s for s in series if s.kind == kind]
    naming = [s for s in candidates if type_code in s.types]
    # A normative type without its own series has none: there is no common one for them.
    found = naming or [s for s in candidates if not s.types and kind != "normative"]
    if len(found) == 1:
        return found[0]
    problem_vi, problem_en = ("chưa có sổ số nào", "no number series") if not found else ("có nhiều hơn một sổ số", "more than one series")
    raise Refusal(
        "series.none" if not found else "series.ambiguous",
        vi=f"Với loại văn bản này {problem_vi} ở cơ quan (Điều 15 Nghị định 30/2020). Quản trị cần khai báo tại mục Sổ số.",
        en=f"For this type of document there is {problem_en} in the agency (Decree 30/2020, Article 15). An administrator declares it under Number series.",
        type_code=type_code,
    )


def check_kind(kind: str) -> None:
    """Raises Refusal for a kind no document would take its number from."""
    if kind not in DRAWN:
        raise Refusal(
            "series.kind_unused",
            vi="Hệ thống chưa cấp số từ loại sổ này, nên chưa khai báo được. Chọn loại sổ khác.",
            en="The system does not yet take numbers from this kind of series, so it cannot be declared. Choose another kind.",
        )


def check_year(printed: int | None, given: int) -> None:
    """A signed file prints its year; its number must be of that year. Raises Refusal after New Year's midnight."""
    if printed is not None and printed != given:
        raise Refusal(
            "series.year_printed",
            vi=f"Văn bản đã ký in năm {printed} nhưng nay là năm {given}: số của năm {printed} không cấp được nữa (Điều 15.1 Nghị định "
            "30/2020). Người ký rút văn bản để trình ký lại với năm mới.",
            en=f"The signed document prints the year {printed} but it is now {given}: numbers of {printed} can no longer be given (Decree "
            "30/2020, Article 15.1). Its signer withdraws it, to have it signed again with the new year.",
        )


def year_to_close(today: date) -> int | None:
    """The year whose registers may be closed on this day: in December the running one, in January the last; else none."""
    return today.year if today.month == 12 else today.year - 1 if today.month == 1 else None


def check_closing(year: int, today: date) -> None:
    """Raises Refusal where it is not the time: numbers run to the end of 31 December (Điều 15.1)."""
    if year != year_to_close(today):
        raise Refusal(
            "series.year_not_ending",
            vi=f"Sổ năm {year} chỉ khóa được từ ngày 01 tháng 12 của năm đến hết tháng 01 năm sau: số văn bản chạy đến hết ngày 31 tháng 12 (Điều 15.1).",
            en=f"The registers of {year} are closed between 1 December and the end of January after: numbers run to the end of 31 December (Article 15.1).",
            status=409,
        )


def check_open(closed: datetime | None, year: int) -> None:
    """Raises Refusal after the year's registers of outgoing documents were closed; says the lawful way."""
    if closed is not None:
        raise Refusal(
            "series.year_closed",
            vi=f"Sổ văn bản đi năm {year} đã khóa lúc {clock.said(closed)} nên không cấp số của năm {year} nữa. Văn bản chưa gấp: để đến ngày 01/01/{year + 1}, "
            f"lấy số từ 01 của năm mới (Điều 15.1 Nghị định 30/2020). Phải phát hành ngay trong năm: Chánh Văn phòng mở lại sổ ở trang Khóa sổ năm, ghi lý do.",
            en=f"The registers of {year} were closed at {clock.said(closed)}: no more numbers of {year} are given. What is not urgent waits for 1 January {year + 1} and "
            f"takes a number of the new year, from 01 on (Decree 30/2020, Article 15.1). What must leave this year: the chief of office opens the registers again on the page that closes the year, with the reason.",
            status=409,
        )


def check_symbol(printed: str, given: str) -> None:
    """A signed file prints its symbol; the register's line is the same. Raises Refusal when type or drafting unit differ from it."""
    if printed and not same_symbol(printed, given):
        raise Refusal(
            "series.symbol_printed",
            vi=f"Tệp in ký hiệu “{printed}” nhưng sổ đăng ký phải ghi “{given}”: loại văn bản hoặc tên viết tắt của đơn vị đã khác (Điều 15.1, "
            "Phụ lục I Nghị định 30/2020). Sửa tệp hoặc loại văn bản rồi trình lại; văn bản đã ký thì người ký rút để lập lại.",
            en=f"The file prints the symbol “{printed}” but the register must say “{given}”: the type or the unit's abbreviation differs "
            "(Decree 30/2020, Article 15.1, Appendix I). Correct the file or the type and submit again; once signed, the signer withdraws it.",
        )


def same_symbol(one: str, other: str) -> bool:
    """As a reader holds them equal: spaces, kinds of dashes and case do not matter; Word's Icelandic Ð stands for Đ."""
    return _plain(one) == _plain(other)


def _plain(symbol: str) -> str:
    return compare_key(symbol.translate(_LOOKALIKES)).replace(" ", "")


_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "–": "-", "‑": "-", "‐": "-"})


def notation_taken(shown: str, series: str) -> Refusal:
    """Two series that write the same symbol would give one number and symbol to two documents (Điều 15.1)."""
    return Refusal(
        "series.notation_taken",
        vi=f"Số, ký hiệu {shown} đã thuộc một văn bản khác trong năm: sổ “{series}” dùng chung ký hiệu với một sổ khác. Quản trị cần gộp hai "
        "sổ hoặc đổi ký hiệu tại mục Sổ số; chưa có số nào bị mất.",
        en=f"Number and symbol {shown} belong to another document of this year: the series “{series}” shares its symbol with another one. An "
        "administrator merges the two or changes the symbol under Number series; no number was lost.",
        status=409,
    )


def next_number(last_number: int, last_date: date | None, today: date) -> int:
    """The number after the last; numbers follow the order of dates (Điều 15.1). Raises Refusal when the clock stands before it."""
    if last_date is not None and today < last_date:
        raise Refusal(
            "series.date_before_last",
            vi=f"Ngày hôm nay ({today:%d/%m/%Y}) trước ngày của số gần nhất ({last_date:%d/%m/%Y}): số phải theo thứ tự thời gian "
            "(Điều 15.1 Nghị định 30/2020). Kiểm tra đồng hồ máy chủ; không lùi ngày được.",
            en=f"Today ({today:%d/%m/%Y}) is before the last number's date ({last_date:%d/%m/%Y}): numbers follow the order of time "
            "(Decree 30/2020, Article 15.1). Check the server's clock; back-dating is not possible.",
        )
    return last_number + 1
