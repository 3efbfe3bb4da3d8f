"""The values behind the braces of a template, drawn once per text and consistent with each other (a commune lies in its district)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from tinhso.scenario.data import vocabulary as v
from tinhso.scenario.data.province import STTTT, Agency, agencies, agency, departments, of_level

LISTS: dict[str, Sequence[str]] = {
    "nhiem_vu": v.DUTIES, "he_thong": v.SYSTEMS, "lop_hoc": v.TRAININGS, "su_kien": v.EVENTS, "thiet_bi": v.ITEMS, "hong": v.DEVICE_CAUSES, "lop_dan": v.CITIZEN_TRAININGS,
    "nguyen_nhan": v.CAUSES, "giai_phap": v.MEASURES, "phong": v.ROOMS, "cap_do": ("1", "2", "3"),
    "gio": ("7 giờ 30 phút", "8 giờ", "8 giờ 30 phút", "13 giờ 30 phút", "14 giờ", "14 giờ 30 phút", "15 giờ"),
}  # fmt: skip

CLOSINGS = {
    "ket_bao_cao": (
        "Báo cáo gửi về Sở Thông tin và Truyền thông trước ngày {han} bằng văn bản điện tử có ký số",
        "Kết quả đề nghị cập nhật trên Hệ thống thông tin báo cáo của tỉnh, hạn cuối ngày {han}",
        "Sau ngày {han}, Sở Thông tin và Truyền thông tổng hợp, báo cáo Ủy ban nhân dân tỉnh danh sách những nơi chưa gửi",
        "Vướng mắc phản ánh qua số máy (0299) 000.{so_may} để được hướng dẫn trước ngày {han}",
    ),
    "ket_phoi_hop": (
        "Rất mong sự phối hợp của {so_ban} và {noi} để hoàn thành trước ngày {han}",
        "Kế hoạch chi tiết hai bên thống nhất tại cuộc họp {gio} ngày {han}",
        "Đầu mối phối hợp của Sở Thông tin và Truyền thông: số máy (0299) 000.{so_may}, từ ngày {ngay}",
        "Kết quả phối hợp đề nghị thông báo bằng văn bản điện tử chậm nhất ngày {han}, kèm biên bản thống nhất của hai bên",
    ),
    "ket_danh_sach": (
        "Danh sách học viên gửi về Sở Thông tin và Truyền thông trước ngày {sap}; quá thời hạn xem như không đăng ký lớp {lop_hoc}",
        "Đề nghị đăng ký trên Hệ thống quản lý văn bản và điều hành trước ngày {sap} để chuẩn bị {so_nho} phòng máy",
        "Danh sách ghi rõ họ tên, chức danh, gửi kèm nhu cầu về {lop_hoc} chậm nhất ngày {sap}",
    ),
}


def day_text(day: date) -> str:
    """`05/9/2020`: days below 10 and months 1 and 2 have their zero (Phụ lục I.II.4.b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


class Slots(dict[str, str]):
    """Fills itself: a name with a figure behind (`so2`) is another draw of the same slot, different from the first."""

    def __init__(self, rng: Random, day: date, author: Agency, field: str = "") -> None:
        super().__init__()
        self.rng, self.day = rng, day
        self.district, self.commune = _where(rng, author)
        self.peer = rng.choice([a for a in departments() if a.key not in (STTTT, author.key)])
        self["toi"] = author.name
        self._lists = {**LISTS, **_periods(day)}
        if field == "attt":
            self._lists |= {"nguyen_nhan": v.SAFETY_CAUSES, "giai_phap": v.SAFETY_MEASURES}
        self._made: dict[str, Callable[[], str]] = {
            "noi": lambda: _place(self.district),
            "xa": lambda: _place(self.commune),
            "xa_hoa": lambda: _place(self.commune).capitalize().replace(self.commune.place.lower(), self.commune.place),
            "he_thong_hoa": lambda: self["he_thong"][0].upper() + self["he_thong"][1:],
            "so_ban": lambda: self.peer.name,
            "nam": lambda: str(day.year),
            "nam_sau": lambda: str(day.year + 1),
            "tuan": lambda: f"{rng.randint(1, day.isocalendar().week):02d}",
            "thang": lambda: f"{day.month:02d}" if day.month < 3 else str(day.month),
            "so": lambda: str(rng.randint(21, 989)),
            "so_nho": lambda: f"{rng.randint(2, 19):02d}",
            "so_may": lambda: str(rng.randint(1000, 9999)),
            "phan_tram": lambda: f"{rng.randint(520, 998) / 10:.1f}".replace(".", ","),
            "tien": lambda: str(rng.randint(6, 196) * 5),
            "tien_nho": lambda: str(rng.randint(2, 16) * 5),
            "ngay": lambda: day_text(day - timedelta(days=rng.randint(1, 60))),
            "sap": lambda: day_text(day + timedelta(days=rng.randint(2, 15))),
            "han": lambda: day_text(day + timedelta(days=rng.randint(16, 75))),
            "cong_van_tinh": lambda: self._letter("UBND-" + rng.choice(("VX", "KT", "NC", "TH")), agency("ubnd").short_name),
            "cong_van_bo": lambda: self._letter("BSH-THH", agency("bsh").name),
            "cong_van_so": lambda: self._letter(f"{self.peer.abbreviation}-VP", self.peer.name),
            "cong_van_huyen": lambda: self._letter("UBND-VHTT", self.district.short_name),
            "cong_van_stttt": lambda: self._letter("STTTT-CNTT", agency(STTTT).name),
            "ke_hoach_tinh": lambda: f"Kế hoạch số {rng.randint(11, 320)}/KH-UBND ngày {self._past()} của UBND tỉnh",
        }

    def __missing__(self, name: str) -> str:
        base = name.rstrip("0123456789")
        if base in CLOSINGS:
            value = self.rng.choice(CLOSINGS[base]).format_map(self) + "."
        elif base in self._lists:
            taken = {self[base]} if name != base else set()
            value = self.rng.choice([item for item in self._lists[base] if item not in taken])
        else:
            value = self._made[base]()
        self[name] = value
        return value

    def _past(self) -> str:
        start = date(self.day.year, 1, 6)
        return day_text(start + timedelta(days=self.rng.randint(0, max((self.day - start).days - 1, 0))))

    def _letter(self, symbol: str, by: str) -> str:
        return f"Công văn số {self.rng.randint(101, 3999)}/{symbol} ngày {self._past()} của {by}"


def _periods(day: date) -> dict[str, Sequence[str]]:
    """`ky` is over or running on the day, `ky_toi` still to end; neither is ever empty."""
    past = [name for name, last in v.PERIODS if last <= day.month] or ["tháng 01"]
    return {"ky": past, "ky_toi": [name for name, last in v.PERIODS if last > day.month] or ["tháng 12", "quý IV"]}


def _place(a: Agency) -> str:
    return f"{a.level_label.lower()} {a.place}"


def _where(rng: Random, author: Agency) -> tuple[Agency, Agency]:
    """A district and one of its communes; the author's own where it is one of them."""
    if author.level == 3:
        return agency(author.parent), author
    district = author if author.level == 2 else rng.choice(of_level(2))
    return district, rng.choice([a for a in agencies() if a.parent == district.key])
