"""Every route as a screen: who looks at it, at which addresses; a route that is no screen says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.leaks.plant import Planted

Addresses = Callable[[Planted], list[str]]


@dataclass(frozen=True)
class Screen:
    """`who` of the cast ("" a stranger); `errs`: its form, sent empty, comes back with an error summary."""

    who: str
    at: Addresses | None = None
    errs: bool = False


@dataclass(frozen=True)
class NoScreen:
    why: str


FILE = NoScreen("a file")
POST = NoScreen("answers POST only")
PART = NoScreen("a part of another screen")
SENT_ON = NoScreen("sends on to another screen")
ASKS = NoScreen("asks for the password first: looked at in a test of its own")


def out(route: str, *states: str) -> Addresses:
    return lambda p: [reverse(route, args=[p.out[s]]) for s in states]


def into(route: str, *states: str) -> Addresses:
    return lambda p: [reverse(route, args=[p.into[s]]) for s in states]


def verb(*pairs: tuple[str, str]) -> Addresses:
    return lambda p: [reverse("incoming_do", args=[p.into[s], v]) for s, v in pairs]


def each(route: str, *values: object) -> Addresses:
    return lambda p: [reverse(route, args=[v]) for v in values]


def about(route: str, attribute: str) -> Addresses:
    return lambda p: [reverse(route, args=[getattr(p.cast, attribute).post])]


EMPTY = "?q=khongcogi"
SCREENS: dict[str, Screen | NoScreen] = {
    "home": Screen("clerk"), "healthz": FILE, "work": Screen("specialist"), "work_kind": Screen("clerk", each("work_kind", "incoming.register")),
    "work_box": Screen("unit_head", each("work_box", "late", "unit", "done")),
    "search": Screen("clerk", lambda p: ["/tim/", "/tim/?q=thiennga", f"/tim/{EMPTY}"]), "notices": Screen("specialist"),
    "stand_in": Screen("director", errs=True), "stand_in_end": POST,
    "notices_read": POST, "notice_acknowledge": POST, "account": Screen("specialist"), "own_rights": Screen("director"), "switch_post": POST,
    "notice_switches": Screen("specialist"), "ui:prefer": POST,
    "indicators": Screen("director"), "indicator": Screen("director", each("indicator", "VB.DI", "VB.DI.DT%")),
    "indicator_records": Screen("director", lambda p: [reverse("indicator_records", args=a) for a in (["VB.DI", "tu-so"], ["VB.XN", "mau-so"])]),
    # login
    "account_login": Screen("", errs=True), "account_logout": Screen("clerk"), "account_inactive": Screen(""),
    "account_reauthenticate": Screen("director", errs=True), "account_change_password": Screen("clerk", errs=True),
    "account_set_password": SENT_ON, "mfa_index": SENT_ON, "mfa_authenticate": ASKS, "mfa_reauthenticate": ASKS,
    "mfa_activate_totp": ASKS, "mfa_deactivate_totp": ASKS, "mfa_list_webauthn": Screen("specialist"), "mfa_add_webauthn": ASKS,
    "mfa_login_webauthn": FILE, "mfa_reauthenticate_webauthn": SENT_ON,
    "mfa_edit_webauthn": ASKS, "mfa_remove_webauthn": ASKS,
    "mfa_view_recovery_codes": ASKS, "mfa_generate_recovery_codes": ASKS,
    "mfa_download_recovery_codes": SENT_ON, "usersessions_list": Screen("clerk"),
    # outgoing documents
    "outgoing": Screen("specialist"), "outgoing_new": Screen("specialist", errs=True), "outgoing_register": Screen("clerk"),
    "outgoing_groups": Screen("clerk"), "outgoing_group_new": Screen("clerk", errs=True),
    "outgoing_group": Screen("clerk", lambda p: [reverse("outgoing_group", args=[p.group])]), "outgoing_group_drop": POST,
    "outgoing_register_pdf": FILE, "outgoing_card": Screen("specialist", out("outgoing_card", "drafting", "returned", "for_signature", "issued", "secret")),
    "outgoing_edit": Screen("specialist", out("outgoing_edit", "drafting")), "outgoing_preview": FILE,
    "outgoing_attach": Screen("specialist", out("outgoing_attach", "drafting"), errs=True),
    "outgoing_places": Screen("specialist", out("outgoing_places", "uploaded")), "outgoing_page": FILE, "outgoing_file": FILE,
    "outgoing_version": FILE, "outgoing_annex": FILE, "outgoing_annex_remove": POST, "outgoing_sign": ASKS, "outgoing_do": POST,
    "outgoing_box": Screen("clerk", lambda p: ["/van-ban-di/issued/", f"/van-ban-di/issued/{EMPTY}", "/van-ban-di/to_seal/"]),
    # incoming documents
    "incoming": Screen("clerk"), "incoming_register": Screen("clerk"), "incoming_tracking": Screen("clerk"), "incoming_late": Screen("clerk"),
    "incoming_paper": Screen("clerk", errs=True), "incoming_peek": POST, "incoming_suggest": FILE, "incoming_twins": PART,
    "incoming_envelopes": Screen("clerk", errs=True), "incoming_envelope": Screen("specialist", lambda p: [reverse("incoming_envelope", args=[p.envelope])]),
    "incoming_card": Screen("clerk", into("incoming_card", "arrived", "accepted", "presented", "in_progress", "done", "refused")),
    "incoming_enter": Screen("clerk", into("incoming_enter", "accepted")), "incoming_correct": Screen("clerk", into("incoming_correct", "registered"), errs=True),
    "incoming_attach": Screen("clerk", into("incoming_attach", "accepted"), errs=True),
    "incoming_direct": Screen("director", into("incoming_direct", "presented"), errs=True),
    "incoming_propose": Screen("chief", into("incoming_propose", "registered"), errs=True), "incoming_file": FILE, "incoming_page": FILE,
    "incoming_annex": FILE,
    "incoming_do": Screen("clerk", verb(("registered", "trinh"), ("arrived", "tra-lai"), ("begun", "don-doc"))),
    "incoming_box": Screen("clerk", lambda p: ["/van-ban-den/to_register/", "/van-ban-den/quarantined/", f"/van-ban-den/done/{EMPTY}"]),
    # exchange
    "exchange": Screen("clerk"), "exchange_document": Screen("clerk", out("exchange_document", "issued")),
    "exchange_trail": Screen("clerk", lambda p: [reverse("exchange_trail", args=[p.consignments[0]])]), "exchange_resend": POST,
    # administration
    "people": Screen("administrator"), "person_add": Screen("administrator", errs=True), "person": Screen("administrator", about("person", "specialist")),
    "person_appoint": Screen("administrator", about("person_appoint", "specialist"), errs=True), "person_do": POST, "rights": Screen("administrator"),
    "delegations": Screen("administrator", lambda p: ["/quan-tri/uy-quyen/", "/quan-tri/uy-quyen/?box=past"]),
    "delegation_add": Screen("administrator", each("delegation_add", "ky-thay", "hop-viec", "thua-uy-quyen"), errs=True),
    "delegation": Screen("administrator", lambda p: [reverse("delegation", args=[p.delegation])]), "delegation_end": POST,
    "units": Screen("administrator"), "unit_add": Screen("administrator", errs=True),
    "unit": Screen("administrator", lambda p: [reverse("unit", args=[p.cast.unit])]),
    "unit_edit": Screen("administrator", lambda p: [reverse("unit_edit", args=[p.cast.unit])]), "unit_do": POST,
    "unit_succeed": Screen(
        "administrator", lambda p: [reverse("unit_succeed", args=[p.cast.unit, how]) for how in ("sap-nhap", "chia-tach")], errs=True
    ),
    "import": Screen("administrator", errs=True), "import_template": FILE, "import_preview": SENT_ON, "import_apply": POST,
    "series": Screen("administrator"), "series_add": Screen("administrator", errs=True),
    "series_start": Screen("administrator", lambda p: [reverse("series_start", args=[p.series])], errs=True), "routes": Screen("administrator"),
    "calendar": Screen("administrator", errs=True), "calendar_clear": POST, "notice_rules": Screen("administrator"),
    "certificates": Screen("administrator"), "certificate": Screen("administrator", lambda p: [reverse("certificate", args=[p.key])]),
    "certificate_charge": Screen("administrator", lambda p: [reverse("certificate_charge", args=[p.key])], errs=True),
    "certificate_back": Screen("administrator", lambda p: [reverse("certificate_back", args=[p.key])], errs=True), "jobs": Screen("administrator"), "job_retry": POST,
    "jobs_status": Screen("administrator", each("jobs_status", "todo", "succeeded")), "happenings": Screen("administrator"),
    "system": Screen("administrator"),
}  # fmt: skip
EMPTY_FOR = "second_head"
"""Somebody on whose desk nothing lies; what he sees is empty."""
EMPTY_SCREENS = (
    "home", "work", "notices", "outgoing", "outgoing_register", "incoming", "incoming_register", "incoming_tracking", "incoming_late",
    "incoming_envelopes",
)  # fmt: skip
ERRORS = (
    "/khong-co/",
    "/quan-tri/nguoi/",
    "/van-ban-di/01a20a43-b940-7e85-a1f2-3d886c02e36a/",
    "/van-ban-di/?older=zz",
    "/van-ban-di/soan/",
)
"""404, 403, 404 of an object, 400, and what a clerk's right forbids or allows."""
