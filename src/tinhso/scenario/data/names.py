"""Invented people: rare family names before given names nobody's parents chose, so that no one real is meant."""

from __future__ import annotations

from collections.abc import Iterator

FAMILY = (
    "Âu", "Bành", "Cù", "Doãn", "Giáp", "Kha", "Khương", "Liêu", "Mạc", "Nghiêm", "Ông", "Phùng", "Quách", "Sầm", "Thạch", "Tôn",
    "Ung", "Vi", "Viên", "Xa", "Thân", "Lữ", "Tăng",
)  # fmt: skip
MIDDLE = {
    "male": ("Hữu", "Đức", "Thiên", "Trọng", "Khắc", "Đình", "Bá", "Công"),
    "female": ("Thị", "Diệu", "Thục", "Hoài", "Lam", "Nhã", "Tường", "Cẩm"),
}
GIVEN = {
    "male": ("Khơi", "Rạng", "Sóng", "Suối", "Ngàn", "Rừng", "Ghềnh", "Núi", "Đồi", "Gió", "Biển", "Thác", "Nương"),
    "female": ("Mây", "Nắng", "Sương", "Sen", "Lụa", "Mưa", "Lúa", "Sao", "Trăng", "Nụ", "Mơ", "Tằm", "Chồi"),
}


def people() -> Iterator[tuple[str, str]]:
    """(full name, gender), women and men in turn, never the same name twice; always in the same order."""
    seen: set[str] = set()
    index = 0
    while True:
        gender = "female" if index % 2 else "male"
        turn = index // 2
        family = FAMILY[index % len(FAMILY)]
        middle = MIDDLE[gender][(turn + turn // 8) % 8]
        name = f"{family} {middle} {GIVEN[gender][(turn + turn // 13) % 13]}"
        index += 1
        if name not in seen:
            seen.add(name)
            yield name, gender
