"""Context processor of the frame: theme, density, keys and language as this browser chose them (cookies: no flash at load)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

COOKIES = {"theme": "tinhso_theme", "density": "tinhso_density", "keys": "tinhso_keys"}
CHOICES = {"theme": ("auto", "light", "dark"), "density": ("comfortable", "compact"), "keys": ("on", "off")}
MODULES = ("keyboard", "forms", "dates", "menus", "table", "drop", "places", "kept", "printed", "choose", "phrases")


def chosen(request: HttpRequest, name: str) -> str:
    value = request.COOKIES.get(COOKIES[name], "")
    return value if value in CHOICES[name] else CHOICES[name][0]


@lru_cache(maxsize=1)
def _modules() -> tuple[str, ...]:
    return tuple(static(f"ui/js/{name}.js") for name in MODULES)


def face(request: HttpRequest) -> dict[str, Any]:
    """Adds `face` (theme, density, keys, switches) and `face_modules` (addresses of the scripts)."""
    now = {name: chosen(request, name) for name in COOKIES}
    words: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("theme", _("Màu nền"), [("auto", _("Theo máy")), ("light", _("Sáng")), ("dark", _("Tối"))]),
        ("density", _("Mật độ"), [("comfortable", _("Thoáng")), ("compact", _("Gọn"))]),
        ("keys", _("Phím tắt một chữ"), [("on", _("Bật")), ("off", _("Tắt"))]),
        ("language", _("Ngôn ngữ"), [("vi", "Tiếng Việt"), ("en", "English")]),
    ]
    now["language"] = (get_language() or "vi")[:2]
    switches = [
        {"name": name, "label": label, "options": [(value, word, value == now[name]) for value, word in options]}
        for name, label, options in words
    ]
    return {"face": {**now, "switches": switches}, "face_modules": _modules()}
