"""Where the sweep goes: a page for every form of the product and whose it is, and the POST addresses that no page's form shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests.badinput.typed import Found
from tests.leaks.plant import Planted

Where = Callable[[Planted], tuple[Any, ...]]


def _none(_: Planted) -> tuple[Any, ...]:
    return ()


def out(state: str) -> Where:
    return lambda p: (p.out[state],)


def into(state: str) -> Where:
    return lambda p: (p.into[state],)


def verb(state: str, word: str) -> Where:
    return lambda p: (p.into[state], word)


def _post(p: Planted) -> tuple[Any, ...]:
    return (p.cast.specialist.post,)


def _unit(p: Planted) -> tuple[Any, ...]:
    return (p.cast.unit,)


def _key(p: Planted) -> tuple[Any, ...]:
    return (p.key,)


PAGES: tuple[tuple[str, str, Where], ...] = (
    ("specialist", "notices", _none), ("specialist", "notice_switches", _none), ("specialist", "account_set_password", _none),
    ("specialist", "mfa_activate_totp", _none), ("specialist", "mfa_add_webauthn", _none), ("specialist", "usersessions_list", _none),
    ("specialist", "mfa_generate_recovery_codes", _none),
    ("specialist", "outgoing_new", _none), ("specialist", "outgoing_edit", out("drafting")), ("specialist", "outgoing_card", out("drafting")),
    ("specialist", "outgoing_card", out("unit_review")), ("unit_head", "outgoing_card", out("unit_review")),
    ("chief", "outgoing_card", out("form_check")), ("director", "outgoing_card", out("for_signature")),
    ("director", "outgoing_sign", out("for_signature")), ("clerk", "outgoing_card", out("signed")), ("director", "outgoing_card", out("issued")),
    ("specialist", "outgoing_attach", out("drafting")), ("specialist", "outgoing_places", out("uploaded")),
    ("clerk", "incoming_paper", _none), ("clerk", "incoming_envelopes", _none), ("clerk", "incoming_pending", _none),
    ("clerk", "incoming_envelope", lambda p: (p.envelope,)), ("clerk", "incoming_card", into("arrived")), ("clerk", "incoming_card", into("registered")),
    ("clerk", "incoming_card", into("begun")), ("specialist", "incoming_card", into("begun")), ("specialist", "incoming_reply", into("begun")), ("unit_head", "load_of", _post), ("specialist", "folder_new", _none), ("specialist", "folder_edit", lambda p: (p.folder,)),
    ("specialist", "folder_mark", lambda p: ("incoming", p.into["begun"])), ("clerk", "incoming_chasing", _none), ("specialist", "incoming_card", into("done")),
    ("director", "incoming_card", into("in_progress")), ("director", "incoming_card", into("presented")),
    ("clerk", "incoming_enter", into("accepted")), ("clerk", "incoming_correct", into("registered")),
    ("clerk", "incoming_attach", into("accepted")), ("director", "incoming_direct", into("presented")), ("chief", "incoming_propose", into("presented")),
    ("specialist", "incoming_do", verb("begun", "giao")), ("specialist", "incoming_do", verb("begun", "gop-y")),
    ("clerk", "incoming_do", verb("begun", "tu-choi-thu-hoi")),
    ("chief", "incoming_year_open", _none), ("clerk", "old_import", _none), ("administrator", "old_withdraw", lambda p: (p.old,)),
    ("clerk", "exchange", _none), ("administrator", "person_add", _none), ("administrator", "person", _post), ("administrator", "person_appoint", _post),
    ("administrator", "unit_add", _none), ("administrator", "unit", _unit), ("administrator", "unit_edit", _unit), ("administrator", "import", _none),
    ("chief", "series_add", _none), ("chief", "series_start", lambda p: (p.series,)), ("chief", "routes", _none), ("chief", "calendar", _none),
    ("chief", "certificate_charge", _key), ("chief", "certificate_back", _key), ("administrator", "notice_rules", _none), ("administrator", "system", _none),
)  # fmt: skip


def _hidden(p: Planted) -> list[tuple[str, str, tuple[Any, ...], dict[str, tuple[str, str]]]]:
    """(who, route, arguments, field → (kind, a good value)) of what only scripts, dialogs or other states send."""
    words, choice, day = "words", "choice", "day"
    draft, signed = p.out["drafting"], p.out["signed"]
    return [
        ("specialist", "notices_read", (), {"batch": (choice, str(p.batch))}),
        ("specialist", "notice_acknowledge", (p.batch,), {}),
        ("specialist", "switch_post", (), {"post": (choice, "1")}),
        ("specialist", "ui:prefer", (), {"theme": (choice, "dark"), "language": (choice, "en"), "next": (words, "/")}),
        ("specialist", "outgoing_keep", (draft,), {"subject": (words, "Lời mẫu"), "revision": (choice, "1"), "body": (words, "Lời mẫu"), "type_code": (choice, "official_letter")}),
        ("specialist", "outgoing_sheet", (draft,), {"subject": (words, "Lời mẫu"), "body": (words, "Lời mẫu"), "type_code": (choice, "official_letter"), "have": (words, "a")}),
        ("specialist", "outgoing_paste", (), {"html": (words, "<p>Lời <b>mẫu</b></p>")}),
        ("specialist", "outgoing_annex_remove", (draft, p.annex[draft]), {}),
        ("clerk", "outgoing_do", (signed, "so-giay"), {"reason": (choice, "party")}),
        ("clerk", "outgoing_do", (signed, "cap-so"), {"revision": (choice, "1"), "all": (choice, "1")}),
        ("clerk", "outgoing_lot", (), {"chon": (words, f"{signed}:1")}),
        ("clerk", "outgoing_do", (signed, "dong-dau"), {}),
        ("clerk", "outgoing_do", (signed, "phat-hanh"), {}),
        ("clerk", "outgoing_do", (signed, "huy-so"), {"text": (words, "Lời mẫu")}),
        ("director", "incoming_do", (p.into["presented"], "dong-y-de-xuat"), {}),
        ("director", "incoming_do", (p.into["in_progress"], "tra-loi-gia-han"), {"extension": (choice, "1"), "granted": (choice, "1"), "until": (day, ""), "text": (words, "")}),
        ("specialist", "incoming_do", (p.into["begun"], "tu-ket-thuc"), {"wanted": (choice, "1")}),
        ("specialist", "incoming_do", (p.into["begun"], "ket-thuc"), {"text": (words, "Đã xong"), "reply": (choice, str(p.out["issued"]))}),
        ("clerk", "incoming_pending_drop", (p.envelope,), {}),
        ("specialist", "incoming_known", (), {"chon": (choice, str(p.into["begun"]))}),
        ("clerk", "incoming_peek", (), {"scan": ("file", "")}),
        ("clerk", "old_import_apply", (), {}),
        ("clerk", "incoming_year_close", (), {"year": (words, "2026")}),
        ("clerk", "exchange_resend", (p.consignments[0],), {"document": (choice, "1")}),
        ("administrator", "person_do", (p.cast.specialist.post, "tai-khoan"), {"login": (words, "mau"), "password": (words, "mat-khau-mau-1")}),
        ("administrator", "person_do", (p.cast.specialist.post, "mo-khoa"), {}),
        ("administrator", "person_do", (p.cast.specialist.post, "thu-quyen"), {"grant": (choice, "1")}),
        ("administrator", "import_apply", (), {}),
        ("chief", "calendar_clear", (), {"day": (day, "5/1/2020")}),
        ("administrator", "job_retry", (1,), {}),
        ("anonymous", "account_login", (), {"login": (words, "mau"), "password": (words, "mau"), "remember": (choice, ""), "next": (words, "/")}),
        ("anonymous", "mfa_login_webauthn", (), {"credential": (words, "{}")}),
        ("specialist", "account_reauthenticate", (), {"password": (words, "mau"), "next": (words, "/")}),
        ("specialist", "account_change_password", (), {"oldpassword": (words, "mau"), "password1": (words, "mau"), "password2": (words, "mau")}),
        ("specialist", "mfa_reauthenticate", (), {"code": (words, "1")}),
        ("specialist", "mfa_reauthenticate_webauthn", (), {"credential": (words, "{}")}),
        ("specialist", "mfa_authenticate", (), {"code": (words, "1")}),
        ("specialist", "mfa_deactivate_totp", (), {}),
        ("specialist", "mfa_edit_webauthn", (1,), {"name": (words, "mau")}),
        ("specialist", "mfa_remove_webauthn", (1,), {}),
    ]  # fmt: skip


def hidden(p: Planted) -> list[Found]:
    made = []
    for who, route, arguments, fields in _hidden(p):
        address = reverse(route, args=arguments)
        kinds = {name: kind for name, (kind, _) in fields.items()}
        made.append(Found(who, route, address, kinds, {name: [value] for name, (kind, value) in fields.items() if kind != "file"}))
    return made
