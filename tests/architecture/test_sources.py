"""Manners that a reader of the sources can rely on, checked on the sources themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tinhso"


def sources() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sources()}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Each call with its dotted name as written: `datetime.now`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_file_is_longer_than_400_lines() -> None:
    ours = [*sources(), *(p for folder in ("tests", "benchmarks", "docs") for p in (ROOT / folder).rglob("*.py"))]
    long = {name(p): n for p in ours if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_the_median_file_stays_short() -> None:
    lengths = sorted(len(p.read_text().splitlines()) for p in sources() if p.name != "__init__.py")
    assert lengths[len(lengths) // 2] <= 80


MACHINE_TIME = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localtime|localdate))$")
OWN_CLOCK = {"src/tinhso/kit/clock.py"}


def test_time_comes_only_from_the_kits_clock(trees: dict[Path, ast.Module]) -> None:
    found = {
        f"{name(path)}:{call.lineno} {dotted}"
        for path, tree in trees.items()
        for dotted, call in calls(tree)
        if MACHINE_TIME.search(dotted) and name(path) not in OWN_CLOCK
    }
    assert found == set()


def test_the_database_is_not_asked_for_the_time_of_an_act(trees: dict[Path, ast.Module]) -> None:
    """`Now()` and auto_now would give the machine's instant while a year is played."""
    found = set()
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
                found.add(f"{name(path)}:{node.value.lineno}")
            if (
                isinstance(node, ast.ImportFrom)
                and node.module == "django.db.models.functions"
                and any(a.name == "Now" for a in node.names)
            ):
                found.add(f"{name(path)}:{node.lineno}")
    assert found == set()


def test_the_unscoped_door_is_opened_with_a_reason_in_the_code(trees: dict[Path, ast.Module]) -> None:
    for path, tree in trees.items():
        for dotted, call in calls(tree):
            if dotted.endswith(".unscoped") and path.name != "scoped.py":  # where the door is made
                where = f"{name(path)}:{call.lineno}"
                assert len(call.args) == 1 and isinstance(call.args[0], ast.Constant), where
                assert len(str(call.args[0].value).split()) >= 3, where


PLAIN = re.compile(r"\.(plain|_base_manager|_default_manager)\.")


def test_the_plain_manager_is_not_a_second_door(trees: dict[Path, ast.Module]) -> None:
    found = {f"{name(path)}:{call.lineno}" for path, tree in trees.items() for dotted, call in calls(tree) if PLAIN.search(dotted + ".")}
    assert found == set()


def everything() -> Iterator[Path]:
    kinds = {".py", ".html", ".css", ".js", ".txt", ".typ", ".po", ".toml", ".json", ".md", ".sql"}
    for folder in (PACKAGE, ROOT / "tests", ROOT / "benchmarks", ROOT / "docs"):
        yield from (p for p in folder.rglob("*") if p.suffix in kinds and p.is_file() and "vendor" not in p.parts)


def test_nothing_depends_on_the_machine_it_was_written_on() -> None:
    """No absolute home of a checkout, no folder shared between checkouts."""
    away = re.compile(r"(?<![\w.])/(work|root|home/\w+)/(main|shared|src)\b")
    assert [name(p) for p in everything() if p != Path(__file__) and away.search(p.read_text(errors="replace"))] == []


REAL_PROVINCES = """An Giang|Bạc Liêu|Bà Rịa|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|
Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|
Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|
Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái""".replace("\n", "")


def test_the_product_and_its_demo_name_no_real_province() -> None:
    """The demo province is invented; a real name would make an invented figure a claim about somebody."""
    real = re.compile(rf"\b(tỉnh|UBND tỉnh|Sở\s[^.\n]{{0,40}}) ({REAL_PROVINCES})\b", re.IGNORECASE)
    found = [
        (name(p), m.group(0)) for p in everything() if p.is_relative_to(PACKAGE) for m in [real.search(p.read_text(errors="replace"))] if m
    ]
    assert found == []


def test_every_room_says_in_one_line_what_it_is() -> None:
    """A folder with a `public.py` is a room; its __init__ tells its duty in the words of the law."""
    rooms = [door.parent / "__init__.py" for door in PACKAGE.rglob("public.py")]
    assert len(rooms) > 10
    assert [name(path) for path in rooms if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_no_debugging_is_left_behind(trees: dict[Path, ast.Module]) -> None:
    found = {
        f"{name(path)}:{call.lineno}"
        for path, tree in trees.items()
        for dotted, call in calls(tree)
        if dotted in ("breakpoint", "pdb.set_trace")
    }
    unfinished = {name(p) for p in sources() if re.search(r"\b(TODO|FIXME|XXX)\b|NotImplementedError\(\)", p.read_text())}
    assert (found, unfinished) == (set(), set())
