"""What a typed line of recipients means: a unit of one's own agency first, then an agency, and only where it is one alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tinhso.core.organisations.public import Directory, UnitView, directory
from tinhso.kit.text import compare_key, fold
from tinhso.ui import format as fmt

SHOWN = 5
NEAR, LEAST, ALIKE = 3, 4, 0.8
"""Names suggested for a line, letters from which any is, and how much of them is the same."""
# Both spellings of the organs that are hardly ever written out, and of the word between two names.
_SPELLINGS = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("&", " va "))
_SIGNS = re.compile(r"[^a-z0-9]")


def recognised(text: str, agency: int, kept: Collection[int] = ()) -> list[tuple[str, int | None]]:
    """Lines as (name, unit); a name that means nothing here has no unit. Raises ValidationError where a line means several places.

    `kept` are places chosen before: of several with the very name that was typed it is still the one among them.
    """
    tree = directory()
    found: list[tuple[str, int | None]] = []
    unclear: list[str] = []
    for line in (x.strip(" ;-.") for x in text.splitlines()):
        if not fold(line):
            continue
        places = meant(line, agency, tree)
        if len(places) > 1:
            same = [u for u in places if u.id in kept and compare_key(u.name) == compare_key(line)]
            places = same if len(same) == 1 else places
        if len(places) > 1:
            unclear.append(_unclear(line, places, tree))
        found.append((places[0].name, places[0].id) if places else (line, None))
    if unclear:
        raise ValidationError(unclear)
    return found


def meant(line: str, agency: int, tree: Directory) -> list[UnitView]:
    """Every place that a line may mean to somebody of `agency`; the first way of reading it that finds any decides."""
    by_code = tree.by_code(line)
    if by_code is not None and (by_code.is_agency or by_code.agency == agency):
        return [by_code]
    return next((hits for hits in _readings(line, agency, tree) if hits), [])


def near(line: str, agency: int) -> list[str]:
    """Names like a line that means nothing here, the likeliest first: those that go on after what was typed, then those a slip away."""
    plain, tree = _plain(line), directory()
    if len(plain) < LEAST:
        return []
    known = {_plain(u.name): u.name for u in (*tree.agencies(), *tree.units_of(agency))}
    begun = sorted(name for key, name in known.items() if key.startswith(plain))
    alike = [known[key] for key in get_close_matches(plain, known, n=NEAR, cutoff=ALIKE)]
    return list(dict.fromkeys([*begun, *alike]))[:NEAR]


def is_it(line: str, agency: int) -> str:
    """The question whether such a name was meant; "" where nothing is like it."""
    names = near(line, agency)
    return _("“%(line)s”: có phải là %(places)s?") % {"line": line, "places": _(" hoặc ").join(names)} if names else ""


class _Words:
    """Units by the words they are called by: name and short name as written and folded, abbreviation."""

    def __init__(self, units: Iterable[UnitView]) -> None:
        self.exact: dict[str, list[UnitView]] = {}
        self.folded: dict[str, list[UnitView]] = {}
        self.abbreviation: dict[str, list[UnitView]] = {}
        for unit in units:
            names = [n for n in (unit.name, unit.short_name) if n]
            for words, keys in (
                (self.exact, map(compare_key, names)), (self.folded, map(_plain, names)), (self.abbreviation, (_letters(unit.abbreviation),)),
            ):  # fmt: skip
                for key in dict.fromkeys(keys):
                    words.setdefault(key, []).append(unit)

    def begun(self, plain: str) -> list[tuple[str, UnitView]]:
        """Units of which a name goes on after what was typed, with the rest of the name."""
        start = f"{plain} "
        return [(name.removeprefix(start), unit) for name, units in self.folded.items() if name.startswith(start) for unit in units]


@lru_cache(maxsize=64)
def _own(tree: Directory, agency: int) -> _Words:
    return _Words(tree.units_of(agency))


@lru_cache(maxsize=4)
def _agencies(tree: Directory) -> _Words:
    return _Words(tree.agencies())


def _readings(line: str, agency: int, tree: Directory) -> Iterator[list[UnitView]]:
    """From the strictest to the loosest, each in one's own agency before all agencies."""
    everywhere, plain, letters = _agencies(tree), _plain(line), _letters(line)
    for words in (_own(tree, agency), everywhere):
        yield words.exact.get(compare_key(line), [])
        yield words.folded.get(plain, [])
        yield words.abbreviation.get(letters, []) if letters else []
    # `Sở TTTT` is STTTT: the first word by its letter, the rest as it stands.
    first, _space, rest = fold(line).partition(" ")
    yield everywhere.abbreviation.get(first[:1] + _letters(rest), []) if rest else []
    # `UBND tỉnh` leaves out a place: one's own, or that of whoever stands above; else of any that is called after its place.
    above, begun = {fold(u.place) for u in _upwards(agency, tree)}, everywhere.begun(plain)
    yield _once(unit for left, unit in begun if left in above)
    yield _once(unit for left, unit in begun if left == fold(unit.place))


def _once(units: Iterable[UnitView]) -> list[UnitView]:
    return list({u.id: u for u in units}.values())


def _letters(text: str) -> str:
    return _SIGNS.sub("", fold(text))


def _plain(text: str) -> str:
    folded = fold(text)
    for written, short in _SPELLINGS:
        folded = folded.replace(written, short)
    return " ".join(folded.split())


def _upwards(agency: int, tree: Directory) -> Iterator[UnitView]:
    seen: set[int] = set()
    unit: int | None = agency
    while unit is not None and unit not in seen and unit in tree:
        seen.add(unit)
        yield tree.get(unit)
        unit = tree.get(unit).parent


def _unclear(line: str, places: list[UnitView], tree: Directory) -> str:
    shown = "; ".join(_told(u, tree) for u in places[:SHOWN])
    more = len(places) - SHOWN
    if more > 0:
        shown += _(" và %(n)s nơi khác") % {"n": fmt.number(more)}
    return _("“%(line)s” có thể là nhiều nơi: %(places)s. Gõ tên đầy đủ hoặc mã định danh của nơi cần gửi.") % {
        "line": line,
        "places": shown,
    }


def _told(unit: UnitView, tree: Directory) -> str:
    """A candidate with what tells it from another of the same name."""
    code = next(iter(unit.codes), "")
    above = "" if code or unit.parent is None else tree.get(unit.parent).name
    return f"{unit.name} ({code or above})" if code or above else unit.name
