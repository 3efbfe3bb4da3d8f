"""Small real PDFs: plain, signed by an unknown issuer, and broken after signing."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import typst

from tinhso.kit import clock
from tinhso.kit.fonts import FOLDER
from tinhso.signing.public import DemoAuthority, SoftwareProvider, sign_plain


@lru_cache
def plain_pdf(text: str) -> bytes:
    lines = "\n".join(f'#par("{line}")' for line in text.split("\n"))
    source = f'#set text(font: "Liberation Serif", lang: "vi")\n{lines}'
    return bytes(typst.compile(source.encode(), font_paths=[str(FOLDER)], ignore_system_fonts=True))


@lru_cache
def signed_pdf(broken: bool = False) -> bytes:
    issued = DemoAuthority.create(demo=True).agency("Sở Thử nghiệm B")
    provider = SoftwareProvider.from_p12(issued.p12("mau"), "mau")
    at = datetime(2020, 3, 6, 9, 0, tzinfo=clock.VIETNAM)
    signed = sign_plain(plain_pdf("Công văn thử nghiệm"), provider, at=at)
    place = signed.index(b"/MediaBox")
    return signed[:place] + b"/MedlaBox" + signed[place + 9 :] if broken else signed
