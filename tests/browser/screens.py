"""Every route as a screen: who looks at it, at which addresses, in error, empty; a route that is no screen says why not."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.screen import (
    AS_IT_STANDS,
    ASKS,
    FILE,
    PART,
    PLAIN,
    POST,
    SAID,
    SENT_ON,
    Empty,
    Mistake,
    NoScreen,
    Screen,
    about,
    each,
    into,
    of,
    old_uploaded,
    out,
    plain,
    right_book,
    right_register,
    uploaded,
    verb,
    wrong_book,
    wrong_register,
)

NOTHING = "?q=khongcogi"
NO_DAY = "?since=31%2F02%2F2020"
CHOICES = "every field offers its choices only: nothing can be typed wrongly"
FIXED = "as many lines as the program has kinds of them"


def own_page(*slugs: str) -> dict[str, str]:
    return dict.fromkeys(slugs, "refused on the verb's own page (incoming_do)")


def as_withdraw(*dialogs: str) -> dict[str, str]:
    return dict.fromkeys(dialogs, "refused on the page of an error, as withdraw is")


def sheet(who: str, state: str, slug: str, **typed: str) -> Screen:
    """A verb's form as a page of its own, and refused."""
    return Screen(who, verb((state, slug)), errs=(Mistake(typed),))


SCREENS: dict[str, Screen | tuple[Screen, ...] | NoScreen] = {
    "home": Screen("clerk", empty=Empty("specialist")), "healthz": FILE, "work": Screen("specialist", empty=Empty("specialist")),
    "work_kind": Screen("clerk", each("work_kind", "incoming.register"), empty=Empty("clerk", each("work_kind", "incoming.register"))),
    "load": Screen("unit_head", empty=Empty("specialist")),
    "load_of": Screen("unit_head", about("load_of", "specialist"), errs=(Mistake({}, "pass"),), empty=Empty("second_head", about("load_of", "colleague"), idle=False)),
    "load_of_heads": Screen(
        "unit_head", lambda p: each("load_of_heads", p.cast.unit)(p), empty=Empty("unit_head", lambda p: [f"{reverse('load_of_heads', args=[p.cast.unit])}?han=late"], idle=False)
    ),
    "folders": Screen("specialist", empty=Empty("specialist")), "folder": Screen("specialist", of("folder", "folder"), empty="an empty folder shows what an empty list of all shows"),
    "folder_new": Screen("specialist", errs=AS_IT_STANDS),
    "folder_edit": Screen("specialist", of("folder_edit", "folder"), errs=(Mistake({"name": ""}),)),
    "folder_mark": Screen(
        "specialist", lambda p: [reverse("folder_mark", args=["incoming", p.into["begun"]])], spared={"": "every word is left away at will"}
    ),
    "agenda": (
        Screen("chief", plain("/lich-tuan/"), empty=Empty("director", plain("/lich-tuan/"))),
        Screen("specialist", plain("/lich-tuan/"), empty=Empty("specialist", plain("/lich-tuan/"))),
    ),
    "agenda_new": Screen("chief", errs=(Mistake({"what": "", "starts": "25:00"}),)), "agenda_edit": Screen("chief", of("agenda_edit", "meeting"), errs=(Mistake({"what": ""}), Mistake({"reason": ""}, "huy", at=of("agenda_edit", "meeting")))),
    "agenda_publish": POST, "agenda_cancel": POST, "agenda_restore": POST,
    "search": Screen("clerk", plain("/tim/?q=thiennga", "/tim/?q=thiennga&view=bang"), errs=(Mistake({"name": ""}, "save", SAID),), empty=Empty("clerk", plain("/tim/", f"/tim/{NOTHING}"))),
    "search_export": FILE, "search_save": POST, "search_forget": POST,
    "work_box": (
        Screen("unit_head", each("work_box", "late", "unit", "done"), empty=Empty("unit_head", each("work_box", "late", "unit", "done"))),
        Screen("director", each("work_box", "given"), empty=Empty("director", each("work_box", "given", "lent"))),
    ),
    "notices": Screen("specialist", empty=Empty("specialist")),
    "stand_in": Screen("director", errs=AS_IT_STANDS), "stand_in_end": POST,
    "notices_read": POST, "notice_acknowledge": POST, "account": Screen("specialist"), "own_rights": Screen("unit_head", empty="every post holds a right"), "switch_post": POST,
    "notice_switches": Screen("specialist", spared={"": CHOICES}, empty=FIXED), "ui:prefer": POST,
    "indicators": Screen("director", empty=FIXED), "indicator": Screen("director", each("indicator", "VB.DI", "VB.DI.DT%"), empty="a year has its twelve months"),
    "indicator_records": Screen(
        "director", lambda p: [reverse("indicator_records", args=a) for a in (["VB.DI", "tu-so"], ["VB.XN", "mau-so"])],
        empty=Empty("director", lambda p: [reverse("indicator_records", args=["VB.DI", "tu-so"])]),
    ),
    # login
    "account_login": Screen("", errs=AS_IT_STANDS), "account_logout": Screen("clerk"), "account_inactive": Screen(""),
    "account_reauthenticate": Screen("director", errs=AS_IT_STANDS), "account_change_password": Screen("clerk", errs=AS_IT_STANDS),
    "account_set_password": SENT_ON, "mfa_index": SENT_ON, "mfa_required": NoScreen("comes up only where a second factor is demanded: looked at in test_second_factor.py"), "mfa_authenticate": ASKS, "mfa_reauthenticate": ASKS,
    "mfa_activate_totp": ASKS, "mfa_deactivate_totp": ASKS, "mfa_list_webauthn": Screen("specialist", empty=Empty("specialist")),
    "mfa_add_webauthn": Screen("director", errs=AS_IT_STANDS), "mfa_login_webauthn": FILE, "mfa_reauthenticate_webauthn": SENT_ON,
    "mfa_edit_webauthn": Screen("specialist", of("mfa_edit_webauthn", "passkey"), errs=(Mistake({"name": ""}),)),
    "mfa_remove_webauthn": Screen("specialist", of("mfa_remove_webauthn", "passkey")),
    "mfa_view_recovery_codes": ASKS, "mfa_generate_recovery_codes": ASKS,
    "mfa_download_recovery_codes": SENT_ON, "usersessions_list": Screen("clerk", empty="the session that looks is one"),
    "phrases": Screen("director", errs=(Mistake({"direct": "x" * 301}),)),
    # outgoing documents
    "outgoing": Screen("specialist", plain("/van-ban-di/", f"/van-ban-di/{NO_DAY}"), empty=Empty("specialist")),
    "outgoing_new": Screen("specialist", errs=AS_IT_STANDS),
    "outgoing_register": Screen("clerk", empty=Empty()), "outgoing_groups": Screen("clerk", empty=Empty()),
    "outgoing_group_new": Screen("clerk", errs=AS_IT_STANDS),
    "outgoing_group": Screen("clerk", of("outgoing_group", "group"), errs=(Mistake({"members": ""}),)), "outgoing_group_drop": POST,
    "outgoing_register_pdf": FILE, "outgoing_register_xlsx": FILE, "outgoing_unacknowledged": Screen("clerk", empty=Empty()),
    "outgoing_lot": Screen(
        "clerk", lambda p: [f"{reverse('outgoing_lot')}?chon={p.out['signed']}&chon={p.out['for_signature']}"],
        empty=Empty("clerk", plain("/van-ban-di/dot-cap-so/?chon=01a20a43-b940-7e85-a1f2-3d886c02e36a")),
    ),
    "outgoing_lot_result": Screen("clerk", of("outgoing_lot_result", "lot"), empty="a lot has one document at least"),
    "outgoing_to_sign": Screen("director", empty=Empty("director")),
    "outgoing_sign_lot": Screen(
        "director", lambda p: [f"{reverse('outgoing_sign_lot')}?chon={p.out['for_signature']}&chon={p.out['signed']}"],
        empty=Empty("director", plain("/van-ban-di/dot-ky/?chon=01a20a43-b940-7e85-a1f2-3d886c02e36a")),
        spared=as_withdraw("return"),
    ),
    "outgoing_sign_result": Screen("director", of("outgoing_sign_result", "sign_lot"), empty="a lot has one document at least"),
    "outgoing_book": Screen("clerk", errs=(Mistake({"first": "31/02"}), Mistake({"first": "05/01/2019"}))),
    "outgoing_card": (
        Screen(
            "specialist", out("outgoing_card", "drafting", "returned", "for_signature", "issued", "secret", "recalling", "voided"),
            errs=(
                Mistake({"text": " "}, "withdraw", PLAIN, out("outgoing_card", "drafting")),
                Mistake(form="submit", shows=SAID, at=out("outgoing_card", "lacking")),
            ),
        ),
        Screen("unit_head", out("outgoing_card", "unit_review"), spared=as_withdraw("approve", "return", "withdraw")),
        Screen("clerk", out("outgoing_card", "signed", "numbered", "returned_by"), spared=as_withdraw("send_back", "void", "settle", "paper")),
        Screen("director", out("outgoing_card", "issued"), spared=as_withdraw("recall")),
    ),
    "outgoing_edit": Screen("specialist", out("outgoing_edit", "drafting"), errs=(Mistake({"subject": ""}),)),
    # A draft that lays out is a file; one that lacks something says so inside the card's frame.
    "outgoing_keep": POST, "outgoing_paste": POST, "outgoing_sheet": POST, "outgoing_changes": Screen("specialist", out("outgoing_changes", "returned", "for_signature")),
    "outgoing_preview": Screen("specialist", out("outgoing_preview", "lacking")),
    "outgoing_attach": Screen("specialist", lambda p: [a + q for a in out("outgoing_attach", "drafting")(p) for q in ("", "?phu-luc=1")], errs=AS_IT_STANDS),
    "outgoing_places": Screen("specialist", out("outgoing_places", "uploaded"), errs=(Mistake({"place_number": ""}),)),
    "outgoing_conformity": (
        Screen("specialist", out("outgoing_conformity", "drafting", "lacking", "uploaded")), Screen("chief", out("outgoing_conformity", "form_check")),
    ),
    "outgoing_annex_conformity": Screen("specialist", lambda p: [reverse("outgoing_annex_conformity", args=[p.out["uploaded"], p.word])]),
    "outgoing_conformity_page": FILE,
    "outgoing_page": FILE, "outgoing_slips": FILE, "outgoing_labels": FILE, "outgoing_file": FILE, "outgoing_version": FILE, "outgoing_annex": FILE, "outgoing_annex_remove": POST,
    "outgoing_sign": Screen("director", out("outgoing_sign", "for_signature"), spared={"": "an opinion may say anything; other bytes by then are a page of an error"}),
    "outgoing_do": POST,
    "outgoing_box": Screen("clerk", plain("/van-ban-di/issued/"), empty=Empty("clerk", plain(f"/van-ban-di/issued/{NOTHING}", "/van-ban-di/to_seal/"))),
    # incoming documents
    "incoming": Screen("clerk", plain("/van-ban-den/", f"/van-ban-den/{NO_DAY}"), empty=Empty()), "incoming_register": Screen("clerk", empty=Empty()),
    "incoming_tracking": Screen("clerk", empty=Empty()), "incoming_closing": Screen("clerk", empty=Empty()), "incoming_close_day": POST,
    "incoming_year": Screen("clerk", empty=Empty()), "incoming_year_close": POST, "incoming_year_open": Screen("chief", errs=AS_IT_STANDS), "incoming_known": POST,
    "incoming_register_pdf": FILE, "incoming_register_xlsx": FILE, "incoming_tracking_pdf": FILE, "incoming_tracking_xlsx": FILE,
    "incoming_book": Screen("clerk", errs=(Mistake({"last": "31/02"}),)), "incoming_late": Screen("clerk", empty=Empty()),
    "incoming_chasing": Screen("clerk", errs=(Mistake({"text": ""}, "chase"),), empty=Empty()), "incoming_by_unit": Screen("clerk", empty=Empty()),
    "incoming_paper": Screen(
        "clerk", errs=(Mistake(), Mistake({"issuer": "Sở thiennga", "notation": "1/thiennga-VP", "subject": "trùng"})),
    ),
    "incoming_pending": Screen("clerk", errs=AS_IT_STANDS, empty=Empty()), "incoming_pending_line": PART, "incoming_pending_page": FILE,
    "incoming_pending_drop": POST, "incoming_peek": POST, "incoming_suggest": FILE, "incoming_twins": PART, "incoming_answers": PART,
    "incoming_envelopes": Screen("clerk", errs=AS_IT_STANDS, empty=Empty()), "incoming_envelope": Screen("specialist", of("incoming_envelope", "envelope")),
    "incoming_card": (
        Screen(
            "clerk", into("incoming_card", "arrived", "accepted", "presented", "in_progress", "done", "refused", "recall_asked", "quarantined"),
            spared=own_page("tiep-nhan", "tra-lai", "trinh", "huy-so-den", "don-doc", "tu-choi-thu-hoi"),
        ),
        Screen("director", into("incoming_card", "presented", "in_progress", "done"), spared=own_page("ket-thuc", "don-doc", "tra-loi-gia-han", "mo-lai")),
        Screen("unit_head", into("incoming_card", "passed_on"), spared=own_page("giao", "ket-thuc", "tien-do", "gia-han")),
        Screen("specialist", into("incoming_card", "begun", "passed_on"), spared=own_page("ket-thuc", "tien-do", "gia-han")),
        Screen("chief", into("incoming_card", "passed_on"), spared=own_page("gop-y", "giao", "tien-do", "gia-han", "don-doc")),
    ),
    "incoming_enter": Screen("clerk", into("incoming_enter", "accepted"), errs=(Mistake({"subject": ""}),)),
    "incoming_correct": Screen("clerk", into("incoming_correct", "registered"), errs=AS_IT_STANDS),
    "incoming_attach": Screen("clerk", into("incoming_attach", "accepted"), errs=AS_IT_STANDS),
    "incoming_direct": Screen("director", into("incoming_direct", "presented"), errs=AS_IT_STANDS),
    "incoming_propose": Screen("chief", into("incoming_propose", "registered"), errs=AS_IT_STANDS), "incoming_file": FILE, "incoming_page": FILE,
    "incoming_reply": Screen("specialist", into("incoming_reply", "begun"), errs=AS_IT_STANDS),
    "incoming_annex": FILE, "incoming_stamped": FILE,
    "incoming_do": (
        sheet("clerk", "registered", "trinh", to="0"), sheet("clerk", "registered", "huy-so-den"), sheet("clerk", "arrived", "tra-lai", reason="other"), sheet("clerk", "begun", "don-doc"),
        Screen("clerk", verb(("recall_asked", "dong-y-thu-hoi"))), sheet("clerk", "recall_asked", "tu-choi-thu-hoi"),
        sheet("director", "in_progress", "tra-loi-gia-han", until="31/02"), sheet("director", "done", "mo-lai"),
        sheet("unit_head", "passed_on", "giao", due="31/02"), sheet("specialist", "begun", "tien-do"), sheet("specialist", "begun", "gia-han"),
        sheet("specialist", "begun", "ket-thuc"), sheet("chief", "passed_on", "gop-y"), sheet("clerk", "quarantined", "tiep-nhan"),
    ),
    "incoming_box": Screen(
        "clerk", plain("/van-ban-den/to_register/", "/van-ban-den/quarantined/"), empty=Empty("clerk", plain("/van-ban-den/quarantined/", f"/van-ban-den/done/{NOTHING}"))
    ),
    # old registers
    "old_registers": Screen("clerk", empty=Empty()), "old_outgoing": Screen("clerk", plain("/so-cu/di/?nam=2018"), empty=Empty("clerk", plain("/so-cu/di/", "/so-cu/di/?nam=2018&q=khongcogi"))),
    "old_incoming": Screen("clerk", plain("/so-cu/den/?nam=2018"), empty=Empty("clerk", plain("/so-cu/den/"))),
    "old_line": Screen("clerk", lambda p: [reverse("old_line", args=[x]) for x in p.old_lines]),
    "old_outgoing_xlsx": FILE, "old_incoming_xlsx": FILE, "old_file": FILE, "old_template_outgoing": FILE, "old_template_incoming": FILE,
    "old_import": Screen("clerk", errs=AS_IT_STANDS),
    "old_import_preview": Screen("clerk", plain(), ways=(old_uploaded(right_register()), old_uploaded(wrong_register())), empty="a file without lines is refused before"),
    "old_import_apply": POST, "old_withdraw": Screen("administrator", of("old_withdraw", "old"), errs=AS_IT_STANDS),
    # exchange
    "exchange": Screen("clerk", empty=Empty()),
    "exchange_document": Screen(
        "clerk", out("exchange_document", "issued", "returned_by"), empty=Empty("specialist", out("exchange_document", "drafting"), idle=False)
    ),
    "exchange_trail": Screen("clerk", lambda p: each("exchange_trail", *p.consignments[:3])(p)), "exchange_resend": POST,
    # administration
    "people": Screen("administrator", empty=Empty("administrator", plain(f"/quan-tri/nguoi/{NOTHING}"))), "person_add": Screen("administrator", errs=AS_IT_STANDS),
    "person": Screen(
        "administrator", about("person", "specialist"), errs=(Mistake({"basis": " "}, "grant", SAID), Mistake({"until": "31/02/2020"}, "end", SAID)),
        spared=dict.fromkeys(("lock", "password"), "refused as grant is"), empty=Empty("administrator", of("person", "locked"), idle=False),
    ),
    "person_appoint": Screen("administrator", about("person_appoint", "specialist"), errs=AS_IT_STANDS), "person_do": POST,
    "rights": Screen("administrator", empty=FIXED),
    "delegations": Screen(
        "administrator", empty=Empty("administrator", plain("/quan-tri/uy-quyen/", "/quan-tri/uy-quyen/?box=past", "/quan-tri/uy-quyen/?box=coming"))
    ),
    "delegation_add": Screen("administrator", each("delegation_add", "ky-thay", "hop-viec", "thua-uy-quyen"), errs=AS_IT_STANDS),
    "delegation": Screen("administrator", of("delegation", "delegation", "mandate"), spared={"end": "its only field may say anything or nothing"}),
    "delegation_end": POST,
    "units": Screen("administrator", empty=Empty("administrator", plain("/quan-tri/don-vi/?on=1%2F1%2F1990"))),
    "unit_add": Screen("administrator", errs=AS_IT_STANDS),
    "unit": Screen(
        "administrator", lambda p: [a for a in (f"/quan-tri/don-vi/{p.cast.unit}/", f"/quan-tri/don-vi/{p.cast.agency}/?on=31%2F02%2F2020")],
        errs=(Mistake({"code-code": "?"}, "code", SAID), Mistake({"close-on": "31/02/2020"}, "close", SAID)), spared={"channel": "refused as code is"},
    ),
    "unit_edit": Screen("administrator", lambda p: each("unit_edit", p.cast.unit)(p), errs=(Mistake({"name": ""}),)), "unit_do": POST,
    "unit_succeed": Screen("administrator", lambda p: [f"/quan-tri/don-vi/{p.cast.unit}/to-chuc-lai/{how}/" for how in ("sap-nhap", "chia-tach")], errs=AS_IT_STANDS),
    "import": Screen("administrator", errs=AS_IT_STANDS), "import_template": FILE,
    "import_preview": Screen(
        "administrator", plain(), ways=(uploaded(right_book()), uploaded(wrong_book())), empty="a workbook without a line is refused by the form before",
    ),
    "import_apply": POST,
    "series": Screen("administrator", empty=Empty("administrator")), "series_add": Screen("administrator", errs=AS_IT_STANDS),
    "series_start": Screen("administrator", of("series_start", "series"), errs=AS_IT_STANDS),
    "routes": Screen("administrator", spared={"": CHOICES}),
    "calendar": Screen("administrator", errs=AS_IT_STANDS, empty="every year has its holidays by law"), "calendar_clear": POST,
    "notice_rules": Screen("administrator", spared={"": CHOICES}, empty=FIXED),
    "certificates": Screen("administrator", empty=Empty("administrator")), "certificate": Screen("administrator", of("certificate", "key"), empty="a key has had a keeper from its first day"),
    "certificate_charge": Screen("administrator", of("certificate_charge", "key"), errs=AS_IT_STANDS),
    "certificate_back": Screen("administrator", of("certificate_back", "key"), errs=AS_IT_STANDS),
    "jobs": Screen("administrator", empty="what lies there belongs to the whole instance: the template's other words are those of jobs_status"),
    "job_retry": POST,
    "jobs_status": Screen("administrator", each("jobs_status", "todo", "succeeded"), empty=Empty("administrator", each("jobs_status", "doing"))),
    "happenings": Screen("administrator", empty=Empty("administrator")), "system": Screen("administrator", errs=AS_IT_STANDS),
}  # fmt: skip
ERRORS = (
    "/khong-co/",
    "/quan-tri/nguoi/",
    "/van-ban-di/01a20a43-b940-7e85-a1f2-3d886c02e36a/",
    "/van-ban-di/?older=zz",
    "/van-ban-di/soan/",
)
"""404, 403, 404 of an object, 400, and what a clerk's right forbids or allows."""


def screens() -> list[tuple[str, Screen]]:
    """Each with the name of its route."""
    found = []
    for route, entry in SCREENS.items():
        found += [(route, one) for one in (entry if isinstance(entry, tuple) else (entry,)) if isinstance(one, Screen)]
    return found
