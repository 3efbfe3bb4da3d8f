"""Every route of the product and the objects it is asked with: a route without an entry here fails the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.leaks.plant import BAIT, Planted
from tinhso.documents.incoming.dialogs import BY_SLUG
from tinhso.documents.outgoing.pages.card import VERBS
from tinhso.web.administration.delegation_forms import KINDS

Arguments = Callable[[Planted], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Entry:
    """`arguments` of planted objects; `queries` besides the bare address. `shows`: the right people find the canary there."""

    arguments: Arguments | None = None
    queries: tuple[str, ...] | Callable[[Planted], tuple[str, ...]] = ()
    shows: bool = False


def _out(p: Planted) -> list[tuple[Any, ...]]:
    return [(x,) for x in p.out.values()]


def _into(p: Planted) -> list[tuple[Any, ...]]:
    return [(x,) for x in p.into.values()]


def _some(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.out[s],) for s in ("drafting", "uploaded", "for_signature", "issued", "named")]


def _few(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.into[s],) for s in ("arrived", "accepted", "presented", "begun", "passed_on", "recall_asked")]


def _annexes(ids: Callable[[Planted], dict[str, UUID]]) -> Arguments:
    return lambda p: [(d, p.annex[d]) for d in ids(p).values() if d in p.annex]


def _boxes(kind: str) -> Arguments:
    def boxes(_: Planted) -> list[tuple[Any, ...]]:
        from tinhso.documents.incoming.queries import BOXES as INTO
        from tinhso.documents.outgoing.queries import BOXES as OUT

        return [(b.code,) for b in (OUT if kind == "out" else INTO)]

    return boxes


def _post(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.cast.specialist.post,), (p.locked,)]


def _meeting(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.meeting,)]


def _unit(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.cast.unit,)]


def _delegation(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.delegation,), (p.mandate,)]


def _key(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.key,)]


def _group(p: Planted) -> list[tuple[Any, ...]]:
    return [(p.group,)]


CODES = ("VB.DI", "VB.DI.DT%", "VB.PH", "VB.DEN", "VB.HAN", "VB.XN")
SEARCHED = (f"?q={BAIT}", f"?q=%22{BAIT}%22")
PLAIN = Entry()
SHOWN = Entry(shows=True)
OUT = Entry(_some, shows=True)
INTO = Entry(_few, shows=True)

ADDRESSES: dict[str, Entry] = {
    "home": SHOWN, "healthz": PLAIN, "work": SHOWN, "search": Entry(queries=(*SEARCHED, f"?q={BAIT}&kind=incoming", f"?q={BAIT}&view=bang"), shows=True),
    "search_export": Entry(queries=SEARCHED, shows=True), "search_save": PLAIN, "search_forget": Entry(lambda p: [(p.saved,)]),
    "folders": SHOWN, "folder_new": PLAIN, "folder": Entry(lambda p: [(p.folder,)], shows=True), "folder_edit": Entry(lambda p: [(p.folder,)], shows=True),
    "folder_mark": Entry(lambda p: [(k, d) for k, found in (("incoming", p.into), ("outgoing", p.out)) for d in list(found.values())[:4]], shows=True),
    "agenda": Entry(queries=("?tuan=2020-03-09",)), "agenda_new": Entry(queries=lambda p: (f"?tu={p.into['registered']}",)), "agenda_publish": PLAIN,
    "agenda_edit": Entry(_meeting), "agenda_cancel": Entry(_meeting), "agenda_restore": Entry(_meeting),
    "load": SHOWN, "load_of": Entry(lambda p: [(p.cast.specialist.post,), (p.cast.colleague.post,)], ("?han=late",), shows=True),
    "load_of_heads": Entry(_unit, ("?han=late",), shows=True),
    "work_kind": Entry(lambda p: [("outgoing.sign",), ("incoming.lead",), ("incoming.register",)], shows=True),
    "work_box": Entry(lambda p: [("late",), ("new",), ("given",), ("done",), ("unit",), ("lent",)], shows=True),
    "notices": SHOWN, "notices_read": PLAIN, "notice_acknowledge": Entry(lambda p: [(p.batch,)]),
    "stand_in": PLAIN, "stand_in_end": Entry(_delegation), "account": PLAIN, "own_rights": PLAIN, "switch_post": PLAIN, "notice_switches": PLAIN, "ui:prefer": PLAIN,
    # login
    "account_login": PLAIN, "account_logout": PLAIN, "account_inactive": PLAIN, "account_reauthenticate": PLAIN,
    "account_change_password": PLAIN, "account_set_password": PLAIN, "mfa_index": PLAIN, "mfa_required": PLAIN, "mfa_authenticate": PLAIN,
    "mfa_reauthenticate": PLAIN, "mfa_activate_totp": PLAIN, "mfa_deactivate_totp": PLAIN, "mfa_list_webauthn": SHOWN,
    "mfa_add_webauthn": PLAIN, "mfa_login_webauthn": PLAIN, "mfa_reauthenticate_webauthn": PLAIN,
    "mfa_edit_webauthn": Entry(lambda p: [(p.passkey,)]), "mfa_remove_webauthn": Entry(lambda p: [(p.passkey,)]),
    "mfa_view_recovery_codes": PLAIN, "mfa_generate_recovery_codes": PLAIN, "mfa_download_recovery_codes": PLAIN, "usersessions_list": PLAIN,
    # figures
    "indicators": Entry(queries=("?ky=2020-q1", "?don_vi=0")), "indicator": Entry(lambda p: [(c,) for c in CODES]),
    "indicator_records": Entry(lambda p: [(c, s) for c in CODES for s in ("tu-so", "mau-so")], ("?don_vi=0",), shows=True),
    "phrases": SHOWN,
    # outgoing documents
    "outgoing": Entry(queries=SEARCHED, shows=True), "outgoing_box": Entry(_boxes("out"), SEARCHED, shows=True), "outgoing_new": PLAIN,
    "outgoing_groups": PLAIN, "outgoing_group_new": PLAIN, "outgoing_group": Entry(_group), "outgoing_group_drop": Entry(_group),
    "outgoing_lot": Entry(queries=lambda p: (f"?chon={p.out['signed']}",), shows=True), "outgoing_lot_result": Entry(lambda p: [(p.lot,)], shows=True),
    "outgoing_to_sign": SHOWN, "outgoing_sign_lot": Entry(queries=lambda p: (f"?chon={p.out['for_signature']}",), shows=True),
    "outgoing_sign_result": Entry(lambda p: [(p.sign_lot,)], shows=True),
    "outgoing_register": SHOWN, "outgoing_register_pdf": SHOWN, "outgoing_register_xlsx": Entry(queries=("?so=mat",), shows=True), "outgoing_book": PLAIN,
    "outgoing_unacknowledged": SHOWN, "outgoing_card": Entry(_out, shows=True), "outgoing_edit": OUT, "outgoing_keep": Entry(_some), "outgoing_paste": PLAIN, "outgoing_sheet": Entry(_some), "outgoing_preview": OUT,
    "outgoing_attach": OUT, "outgoing_places": OUT, "outgoing_page": Entry(lambda p: [(*x, 0) for x in _some(p)]),
    "outgoing_file": OUT, "outgoing_slips": Entry(lambda p: [(p.out["numbered"],)], shows=True), "outgoing_labels": Entry(lambda p: [(p.out["numbered"],)], shows=True), "outgoing_version": Entry(lambda p: [(*x, 1) for x in _some(p)], shows=True),
    "outgoing_changes": Entry(lambda p: [(p.out["returned"],), (p.out["drafting"],)], ("?tu=1&den=2",), shows=True), "outgoing_conformity": OUT, "outgoing_conformity_page": Entry(lambda p: [(*x, 0) for x in _some(p)]),
    "outgoing_annex_conformity": Entry(lambda p: [(p.out["uploaded"], p.word)], shows=True),
    "outgoing_annex": Entry(_annexes(lambda p: p.out), shows=True),
    "outgoing_annex_remove": Entry(_annexes(lambda p: {"drafting": p.out["drafting"]})), "outgoing_sign": OUT,
    "outgoing_do": Entry(lambda p: [(p.out[s], v) for v in VERBS for s in ("drafting", "issued")]),
    # incoming documents
    "incoming": Entry(queries=SEARCHED, shows=True), "incoming_box": Entry(_boxes("into"), SEARCHED, shows=True), "incoming_paper": PLAIN,
    "incoming_register": SHOWN, "incoming_tracking": SHOWN, "incoming_book": PLAIN, "incoming_register_pdf": SHOWN, "incoming_register_xlsx": SHOWN,
    "incoming_tracking_pdf": SHOWN, "incoming_tracking_xlsx": SHOWN, "incoming_closing": SHOWN, "incoming_close_day": PLAIN, "incoming_year": SHOWN, "incoming_year_close": PLAIN, "incoming_year_open": PLAIN, "incoming_known": PLAIN, "incoming_late": PLAIN, "incoming_chasing": PLAIN, "incoming_by_unit": PLAIN, "incoming_peek": PLAIN,
    "incoming_pending": SHOWN, "incoming_pending_line": Entry(lambda p: [(p.pending,)]), "incoming_pending_page": Entry(lambda p: [(p.pending, 0)]),
    "incoming_pending_drop": Entry(lambda p: [(p.pending,)]), "incoming_suggest": Entry(queries=("?q=so", f"?q={BAIT}")),
    "incoming_twins": Entry(queries=(f"?notation=1%2F{BAIT}-VP&issuer=S%E1%BB%9F+{BAIT}",), shows=True),
    "incoming_envelopes": SHOWN, "incoming_envelope": Entry(lambda p: [(p.envelope,)], shows=True), "incoming_card": Entry(_into, shows=True),
    "incoming_enter": INTO, "incoming_correct": INTO, "incoming_attach": INTO, "incoming_direct": INTO, "incoming_propose": INTO, "incoming_reply": Entry(_into, shows=True), "incoming_answers": Entry(_out),
    "incoming_stamped": INTO, "incoming_file": INTO, "incoming_page": Entry(lambda p: [(*x, 0) for x in _few(p)]),
    "incoming_annex": Entry(_annexes(lambda p: p.into), shows=True),
    "incoming_do": Entry(lambda p: [(p.into[s], v) for v in (*BY_SLUG, "tu-ket-thuc") for s in ("begun",)], shows=True),
    # old registers
    "old_registers": PLAIN, "old_outgoing": Entry(queries=("?nam=2018", f"?nam=2018&q={BAIT}"), shows=True), "old_incoming": Entry(queries=("?nam=2018",), shows=True),
    "old_outgoing_xlsx": Entry(queries=("?nam=2018",), shows=True), "old_incoming_xlsx": Entry(queries=("?nam=2018",), shows=True),
    "old_line": Entry(lambda p: [(x,) for x in p.old_lines], shows=True), "old_file": Entry(lambda p: [(p.old,)], shows=True),
    "old_import": PLAIN, "old_template_outgoing": PLAIN, "old_template_incoming": PLAIN, "old_import_preview": PLAIN, "old_import_apply": PLAIN,
    "old_withdraw": Entry(lambda p: [(p.old,)]),
    # exchange
    "exchange": SHOWN, "exchange_document": Entry(lambda p: [(p.out[s],) for s in ("issued", "returned_by")], shows=True),
    "exchange_trail": Entry(lambda p: [(x,) for x in p.consignments]), "exchange_resend": Entry(lambda p: [(x,) for x in p.consignments]),
    # administration
    "people": PLAIN, "person_add": PLAIN, "person": Entry(_post), "person_appoint": Entry(_post),
    "person_do": Entry(lambda p: [(p.cast.specialist.post, "mat-khau")]), "rights": PLAIN, "delegations": Entry(queries=("?box=past", "?box=coming")),
    "delegation_add": Entry(lambda p: [(kind,) for kind in KINDS]), "delegation": Entry(_delegation), "delegation_end": Entry(_delegation),
    "units": PLAIN, "unit_add": PLAIN,
    "unit": Entry(_unit), "unit_edit": Entry(_unit), "unit_succeed": Entry(lambda p: [(p.cast.unit, "sap-nhap"), (p.cast.unit, "chia-tach")]), "unit_do": Entry(lambda p: [(p.cast.unit, "ma")]), "import": PLAIN, "import_template": PLAIN,
    "import_preview": PLAIN, "import_apply": PLAIN, "series": PLAIN, "series_add": PLAIN, "series_start": Entry(lambda p: [(p.series,)]),
    "routes": PLAIN, "calendar": PLAIN, "calendar_clear": PLAIN, "notice_rules": PLAIN, "certificates": PLAIN, "certificate": Entry(_key),
    "certificate_charge": Entry(_key), "certificate_back": Entry(_key), "jobs": PLAIN,
    "job_retry": Entry(lambda p: [(1,)]), "jobs_status": Entry(lambda p: [("todo",), ("succeeded",)]), "happenings": PLAIN, "system": PLAIN,
}  # fmt: skip


def routes() -> list[str]:
    """The name of every route, with its namespace."""
    return sorted(_names(get_resolver().url_patterns, ""))


def _names(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield space + pattern.name


def addresses(name: str, p: Planted) -> Iterator[str]:
    """Every address of a route with planted objects, and with its queries."""
    entry = ADDRESSES[name]
    for arguments in entry.arguments(p) if entry.arguments else [()]:
        bare = reverse(name, args=arguments)
        yield bare
        queries = entry.queries(p) if callable(entry.queries) else entry.queries
        yield from (bare + query for query in queries)


def never_was(name: str, p: Planted) -> Iterator[tuple[str, str]]:
    """(address of a planted object, the same with an id nobody ever had), for routes that name an object; two are enough."""
    entry = ADDRESSES[name]
    for arguments in [*entry.arguments(p)][:3:2] if entry.arguments else ():
        if any(isinstance(a, UUID | int) for a in arguments):
            at = next(i for i, a in enumerate(arguments) if isinstance(a, UUID | int))  # before it stands what kind of object it is
            other = UUID(int=arguments[at].int ^ 1) if isinstance(arguments[at], UUID) else 987_654_321
            yield reverse(name, args=arguments), reverse(name, args=(*arguments[:at], other, *arguments[at + 1 :]))


def asked(route: str, planted: Planted) -> tuple[str, str]:
    """(who, address) of a page: one object of each route, asked for by somebody who has such pages."""
    address = next(iter(addresses(route, planted))).partition("?")[0]
    if address.startswith("/quan-tri/"):
        return ("chief" if route.startswith(("series", "routes", "calendar")) else "administrator"), address
    return ("specialist" if "/van-ban-di/" in address else "clerk"), address
