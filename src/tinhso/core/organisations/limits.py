"""How long what is written about a unit or a person may be, whoever writes it: a page, an import, a command."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tinhso.kit.errors import Refusal

LONGEST = {
    "name": ("Tên", "The name", 300), "short_name": ("Tên ngắn", "The short name", 100), "abbreviation": ("Viết tắt", "The abbreviation", 30),
    "superior_line": ("Tên cơ quan cấp trên", "The superior's name", 300), "place": ("Địa danh", "The place", 100),
    "head_title": ("Chức danh người đứng đầu", "The head's title", 100), "collective_name": ("Tên tập thể", "The collective's name", 300),
}  # fmt: skip
"""Characters of a unit's describing fields: a document's head and every list must hold them."""


def check_length(vi: str, en: str, text: str, most: int) -> None:
    """Raises Refusal `organisations.too_long`."""
    if len(text) > most:
        raise Refusal(
            "organisations.too_long",
            vi=f"{vi} dài {len(text)} ký tự, quá {most}. Viết ngắn lại: “{text[:40]}…”.",
            en=f"{en} has {len(text)} characters, more than {most}. Shorten it: “{text[:40]}…”.",
        )


def check_address(address: str) -> None:
    """Raises Refusal `organisations.address` where it is no e-mail address."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refusal(
            "organisations.address",
            vi=f"“{address[:60]}” không phải địa chỉ thư điện tử. Nhập dạng ten@coquan.vn.",
            en=f"“{address[:60]}” is no e-mail address. Enter it as name@agency.vn.",
        ) from error
