"""Vietnamese text: one form for comparing, one for searching, one for sorting.

The decree itself spells both "HÒA" and "HOÀ" (Appendix I, II.1 and V), so tone placement is normalised before any comparison.
"""

from __future__ import annotations

import re
import unicodedata

# Modern placement puts the tone on the main vowel of oa, oe, uy; the old one on the first letter. We compare in the old one.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_END = r"(?![a-zA-Z\u0300-\u036f])"  # NFD writes ặ as a, dot, breve: a mark that still follows belongs to the same vowel
_CLUSTER = re.compile(rf"(?<![qQ])([oO])([aAeE])([{_TONES}]){_END}|(?<![qQ])([uU])([yY])([{_TONES}]){_END}")
_SPACES = re.compile(r"\s+")
# The alphabet's order; a tone decides only between equal words, in the order of dictionaries.
_LETTERS = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """Composed form without control characters; every input passes through here (Typst and search keep NFD as it comes)."""
    composed = unicodedata.normalize("NFC", text)
    controls = {c for c in set(composed) - {"\n", "\t"} if unicodedata.category(c) in ("Cc", "Cf")}
    return "".join(c for c in composed if c not in controls) if controls else composed


def squeeze(text: str) -> str:
    """NFC on one line, single spaces."""
    return _SPACES.sub(" ", nfc(text)).strip()


def tone_placement(text: str) -> str:
    """`hoà` and `hòa`, `thuý` and `thúy` become one spelling (tone on the first vowel); NFC."""
    # NFD puts the tone after its vowel; a circumflex or horn stands between and marks the vowel as main, which is left alone.
    moved = _CLUSTER.sub(_move, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", moved)


def _move(m: re.Match[str]) -> str:
    first, second, tone = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
    return f"{first}{tone}{second}"


def fold(text: str) -> str:
    """Lower case without accents and with `đ` as `d`: the form that search and look-ups compare."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def compare_key(text: str) -> str:
    """Equal for texts a reader holds equal: case, spaces and tone placement do not matter, accents do."""
    return tone_placement(squeeze(text)).casefold()


def sort_key(text: str) -> str:
    """A string whose byte order is Vietnamese alphabetical order (stored: the embedded PostgreSQL has no ICU)."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", tone_placement(squeeze(text)).casefold()):
        if char in _TONE_ORDER:
            if tones:
                tones[-1] = str(_TONE_ORDER[char])
        elif unicodedata.combining(char):
            if letters:
                composed = unicodedata.normalize("NFC", letters[-1] + char)
                letters[-1] = composed if composed in _LETTERS else letters[-1]
        else:
            letters.append(char)
            tones.append("0")
    # The end of the letters stands before everything, a space before every letter: a beginning precedes the longer text.
    return "".join(_rank(c) for c in letters) + " " + "".join(tones)


def _rank(char: str) -> str:
    if char in _LETTERS:
        return f"b{_LETTERS[char]:02d}"
    if char.isdigit():
        return f"a{char}"
    return "!" if char == " " else f"c{ord(char):05x}"


def person_key(name: str) -> str:
    """People sort by given name (the last word), then by the rest."""
    words = squeeze(name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))
