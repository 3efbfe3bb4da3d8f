"""A minimal TrueType subsetter: our appearances need twenty glyphs of Liberation Serif, not its 390 kB.

Only what a CIDFontType2 needs is kept (glyf, head, hhea, hmtx, loca, maxp); hinting is dropped with the functions it calls.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

_TABLES = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_ARGS_WORDS, _SCALE, _MORE, _XY_SCALE, _2X2, _INSTRUCTIONS = 1, 8, 32, 64, 128, 256


class Face:
    """One TrueType file: which glyph draws a letter, how wide it is, and a font of a few letters."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        data = path.read_bytes()
        count = struct.unpack_from(">H", data, 4)[0]
        entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
        self._tables = {tag: data[offset : offset + length] for tag, _, offset, length in entries}
        self.units: int = struct.unpack_from(">H", self._tables[b"head"], 18)[0]
        self._metrics: int = struct.unpack_from(">H", self._tables[b"hhea"], 34)[0]
        self._loca = self._read_loca()
        self._cmap = self._read_cmap()

    def width(self, char: str) -> float:
        """Advance in thousandths of the size, the unit of PDF's /W."""
        return self._advance(self._cmap[ord(char)]) * 1000 / self.units

    def measure(self, text: str, size: float) -> float:
        """Length of the line in points."""
        return sum(self.width(c) for c in text) * size / 1000

    def lacks(self, text: str) -> str:
        """The letters of `text` this font cannot draw."""
        return "".join(sorted({c for c in text if ord(c) not in self._cmap}))

    def subset(self, chars: str) -> bytes:
        """A font program in which glyph `i + 1` draws `chars[i]`; composite parts follow behind."""
        order = [0, *(self._cmap[ord(c)] for c in chars)]
        new = {g: i for i, g in enumerate(order)}
        glyphs: list[bytes] = []
        for old in order:  # grows while composites name their parts
            glyphs.append(self._glyph(old, order, new))
        glyf, offsets = b"", [0]
        for glyph in glyphs:
            glyf += glyph + b"\0" * (-len(glyph) % 4)
            offsets.append(len(glyf))
        head = bytearray(self._tables[b"head"])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self._tables[b"hhea"])
        struct.pack_into(">H", hhea, 34, len(order))
        maxp = bytearray(self._tables[b"maxp"])
        struct.pack_into(">H", maxp, 4, len(order))
        hmtx = b"".join(struct.pack(">Hh", self._advance(g), self._bearing(g)) for g in order)
        loca = struct.pack(f">{len(offsets)}L", *offsets)
        return _assemble(dict(zip(_TABLES, (glyf, bytes(head), bytes(hhea), hmtx, loca, bytes(maxp)), strict=True)))

    def _advance(self, glyph: int) -> int:
        return int(struct.unpack_from(">H", self._tables[b"hmtx"], 4 * min(glyph, self._metrics - 1))[0])

    def _bearing(self, glyph: int) -> int:
        at = 4 * glyph + 2 if glyph < self._metrics else 4 * self._metrics + 2 * (glyph - self._metrics)
        return int(struct.unpack_from(">h", self._tables[b"hmtx"], at)[0])

    def _read_loca(self) -> list[int]:
        table = self._tables[b"loca"]
        if struct.unpack_from(">h", self._tables[b"head"], 50)[0]:
            return list(struct.unpack(f">{len(table) // 4}L", table))
        return [2 * n for n in struct.unpack(f">{len(table) // 2}H", table)]

    def _read_cmap(self) -> dict[int, int]:
        table = self._tables[b"cmap"]
        for i in range(struct.unpack_from(">H", table, 2)[0]):
            platform, encoding, at = struct.unpack_from(">HHL", table, 4 + 8 * i)
            if (platform, encoding) == (3, 1):
                return _format_4(table, at)
        raise ValueError(f"{self.name} has no Windows Unicode map")

    def _glyph(self, old: int, order: list[int], new: dict[int, int]) -> bytes:
        raw = bytearray(self._tables[b"glyf"][self._loca[old] : self._loca[old + 1]])
        if not raw:
            return b""
        contours = struct.unpack_from(">h", raw, 0)[0]
        if contours >= 0:
            at = 10 + 2 * contours
            length = struct.unpack_from(">H", raw, at)[0]
            return bytes(raw[:at]) + b"\0\0" + bytes(raw[at + 2 + length :])
        at, more = 10, True
        while more:
            flags, part = struct.unpack_from(">HH", raw, at)
            if part not in new:
                new[part] = len(order)
                order.append(part)
            struct.pack_into(">HH", raw, at, flags & ~_INSTRUCTIONS, new[part])
            at += 4 + (4 if flags & _ARGS_WORDS else 2)
            at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _2X2 else 0
            more = bool(flags & _MORE)
        return bytes(raw[:at])


def _format_4(table: bytes, at: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", table, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, at + 14)
    starts = struct.unpack_from(f">{segments}H", table, at + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", table, at + 16 + 4 * segments)
    base = at + 16 + 6 * segments
    ranges = struct.unpack_from(f">{segments}H", table, base)
    found: dict[int, int] = {}
    for i in range(segments):
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            glyph = code
            if ranges[i]:
                glyph = struct.unpack_from(">H", table, base + 2 * i + ranges[i] + 2 * (code - starts[i]))[0]
                if not glyph:
                    continue
            found[code] = (glyph + deltas[i]) & 0xFFFF
    return found


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body, at = b"", b"", 12 + 16 * count
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sLLL", tag, checksum, at, len(data))
        body += padded
        at += len(padded)
    return header + directory + body


@lru_cache(maxsize=4)
def face(path: Path) -> Face:
    """The parsed file, once per process."""
    return Face(path)
