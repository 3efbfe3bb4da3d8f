"""Documentation that is read off the code agrees with the code, and every link and path in the rest leads somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs import generate
from tinhso.cli import verbs
from tinhso.config.environment import KNOWN

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:src|tests|docs|benchmarks)/[\w./-]+|(?:[a-z_]+/)+[a-z_]+\.(?:py|typ|html))`")


def text_of(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ +(.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_generated_pages_are_fresh() -> None:
    stale = [str(path.relative_to(ROOT)) for path in generate.stale()]
    assert not stale, f"run `make docs`; stale: {', '.join(stale)}"


def test_every_verb_says_what_it_does() -> None:
    from docs import reading

    silent = [f"{room.name}: {verb.name}" for room in reading.rooms() for verb in reading.verbs(room) if not verb.does]
    assert silent == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert [name for name in KNOWN if f"`{name}`" not in text] == []


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [verb for verb in verbs() if f"## tinhso {verb}\n" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", ["docs/tour.md", "THREAT_MODEL.md", *(f"docs/adr/{p.name}" for p in ROOT.glob("docs/adr/*.md"))])
def test_every_named_path_exists(page: str) -> None:
    """Paths in backticks are from the root, or from src/tinhso."""
    named = PATH.findall((ROOT / page).read_text("utf-8"))
    assert [p for p in named if not (ROOT / p).exists() and not (ROOT / "src/tinhso" / p).exists()] == []


def test_the_tour_names_files_of_every_room_it_passes() -> None:
    named = " ".join(PATH.findall((ROOT / "docs/tour.md").read_text("utf-8")))
    rooms = ("exchange/", "documents/incoming/", "documents/outgoing/", "documents/numbering/", "signing/", "core/work/", "core/ledger/")
    assert [room for room in rooms if room not in named] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(p.name[:4]) for p in sorted(ROOT.glob("docs/adr/[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_direct_dependency_has_its_reason() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", line)[0] for line in wanted}
    told = set(re.findall(r"^\| ([\w-]+) \|", (ROOT / "docs/adr/0015-direct-dependencies.md").read_text("utf-8"), re.MULTILINE))
    assert told - {"dependency"} == names
