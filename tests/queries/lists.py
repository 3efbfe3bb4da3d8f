"""Every list of the product: who looks at it, where, and how many rows one page of it holds. A route that is no list says why."""

from __future__ import annotations

from dataclasses import dataclass

from tests.queries.bulk import BROAD, CONSIGNMENT
from tinhso.documents.incoming.queries import BOXES as INTO
from tinhso.documents.incoming.queries import LATE_KINDS
from tinhso.documents.outgoing.queries import BOXES as OUT

FEW = 100_000
"""A list without pages: an agency or a person has few of these, and all are shown."""

FIGURE = "a figure of this year is counted from every record of the year; one of a year without records is in PLANNED"
JOBS = "the queue is procrastinate's table: whose a job is stands in its arguments, and what succeeded leaves after a week"


@dataclass(frozen=True)
class List:
    """`who` of the cast look at each of the addresses; `row` is what every row's markup has in it once.

    `through`: why it may read a large table from end to end.
    """

    who: str
    addresses: tuple[str, ...]
    limit: int
    row: str = 'data-row="'
    through: str = ""


def _boxes(root: str, boxes: object, *without: str) -> tuple[str, ...]:
    return tuple(f"{root}{b.code}/" for b in boxes if b.code not in without)  # type: ignore[attr-defined]  # either room's boxes


LISTS: dict[str, tuple[List, ...]] = {
    "home": (List("clerk specialist", ("/",), 12),),
    "work": (List("clerk specialist", ("/viec/",), 50),),
    "work_box": (
        List("clerk specialist", ("/viec/late/", "/viec/new/", "/viec/done/"), 50),
        List("unit_head", ("/viec/unit/",), 50), List("director", ("/viec/given/", "/viec/lent/"), 50),
    ),
    "folders": (List("specialist", ("/thu-muc/",), 50),),
    "folder": (List("specialist", ("/thu-muc/{folder}/",), 50),),
    "load": (List("unit_head", ("/viec/khoi-luong/",), 12, '<li class="row'),),
    "load_of": (List("unit_head", ("/viec/khoi-luong/{specialist}/", "/viec/khoi-luong/{specialist}/?han=late"), 50),),
    "load_of_heads": (List("unit_head", ("/viec/khoi-luong/lanh-dao/{unit}/",), 50),),
    "work_kind": (List("clerk specialist", ("/viec/loai/incoming.lead/",), 50),),
    "search": (List("clerk specialist", ("/tim/?q=van+ban", "/tim/?q=v%C4%83n+b%E1%BA%A3n&kind=outgoing", "/tim/?q=van+ban&view=bang&order=newest"), 20),),
    "notices": (List("clerk specialist", ("/thong-bao/",), 50),),
    "own_rights": (List("specialist", ("/tai-khoan/quyen/",), FEW),),
    "stand_in": (List("director", ("/tai-khoan/xu-ly-thay/",), 20, "<li><div>"),),
    "outgoing": (List("clerk specialist", ("/van-ban-di/",), 50),),
    "outgoing_box": (
        List("clerk director", _boxes("/van-ban-di/", OUT, "drafts"), 50), List("specialist", _boxes("/van-ban-di/", OUT), 50),
        List("clerk", ("/van-ban-di/issued/?q=van+ban&type_code=official_letter", "/van-ban-di/issued/?q=n+b"), 50),
    ),
    "outgoing_to_sign": (List("director", ("/van-ban-di/cho-ky/",), 50),),
    "outgoing_groups": (List("clerk specialist", ("/van-ban-di/nhom/",), FEW),),
    "outgoing_register": (List("clerk specialist", ("/van-ban-di/so/", "/van-ban-di/so/?so=mat"), 100),),
    "outgoing_unacknowledged": (List("clerk specialist", ("/van-ban-di/chua-nhan/",), 50),),
    "incoming": (List("clerk", ("/van-ban-den/",), 50), List("specialist", ("/van-ban-den/",), 50)),
    "incoming_box": (
        List("clerk director", _boxes("/van-ban-den/", INTO, "lead", "co", "know"), 50), List("specialist", _boxes("/van-ban-den/", INTO), 50),
        List("clerk", ("/van-ban-den/done/?q=van+ban&channel=paper", "/van-ban-den/done/?q=n+b"), 50),
    ),
    "incoming_register": (List("clerk specialist", ("/van-ban-den/so/",), 100),),
    "incoming_tracking": (List("clerk specialist", ("/van-ban-den/theo-doi/",), 100),),
    "incoming_late": (
        List("clerk specialist", ("/van-ban-den/tre-han/", *(f"/van-ban-den/tre-han/?muc={kind}" for kind in LATE_KINDS)), 50),
    ),
    "incoming_chasing": (List("clerk", ("/van-ban-den/don-doc/",), 50),),
    "incoming_envelopes": (List("clerk specialist", ("/van-ban-den/bi-thu/",), 100, 'href="/van-ban-den/bi-thu/'),),
    "incoming_pending": (List("clerk", ("/van-ban-den/nhieu-tep/",), 100),),
    "old_registers": (List("clerk administrator", ("/so-cu/",), 50),),
    "old_outgoing": (
        List("clerk director", ("/so-cu/di/?nam=2018",), 100), List("clerk", ("/so-cu/di/?nam=2018&q=van+ban",), 100),
    ),
    "old_incoming": (List("clerk director", ("/so-cu/den/?nam=2018",), 100),),
    "exchange": (List("clerk", ("/lien-thong/",), 100),),
    "exchange_document": (List("clerk specialist", (f"/lien-thong/van-ban/{BROAD}/",), FEW),),
    "exchange_trail": (List("clerk specialist", (f"/lien-thong/hanh-trinh/{CONSIGNMENT}/",), FEW, '<li class="moment'),),
    "indicator_records": (
        List("clerk director", ("/chi-so/VB.DI/tu-so/?ky=2020", "/chi-so/VB.DEN/tu-so/?ky=2020", "/chi-so/VB.HAN/mau-so/?ky=2020"), 50, through=FIGURE),
    ),
    "people": (List("administrator", ("/quan-tri/nguoi/", "/quan-tri/nguoi/?state=left"), 100),),
    "rights": (List("administrator", ("/quan-tri/quyen/",), FEW),),
    "delegations": (List("administrator", tuple(f"/quan-tri/uy-quyen/?box={box}" for box in ("current", "coming", "past")), 100),),
    "units": (List("administrator", ("/quan-tri/don-vi/",), FEW, '<li class="depth-'),),
    "series": (List("administrator", ("/quan-tri/so/",), FEW),),
    "calendar": (List("administrator", ("/quan-tri/lich/",), FEW, '<th scope="row"'),),
    "certificates": (List("administrator", ("/quan-tri/chung-thu/",), FEW),),
    "jobs": (List("administrator", ("/quan-tri/viec-nen/",), 50, '<th scope="row"', JOBS),),
    "jobs_status": (
        List("administrator", tuple(f"/quan-tri/viec-nen/{s}/" for s in ("todo", "doing", "succeeded")), 50, '<th scope="row"', JOBS),
    ),
    "happenings": (List("administrator", ("/quan-tri/su-kien/",), 50),),
}  # fmt: skip

NOT_LISTS: dict[str, tuple[str, ...]] = {
    "one record's own page, or one of its files or pages": (
        "outgoing_card", "outgoing_preview", "outgoing_page", "outgoing_file", "outgoing_version", "outgoing_annex", "outgoing_slips", "outgoing_labels", "outgoing_places", "outgoing_sign",
        "outgoing_conformity", "outgoing_conformity_page", "outgoing_changes", "outgoing_annex_conformity",
        "outgoing_group", "incoming_card", "incoming_file", "incoming_page", "incoming_annex", "incoming_envelope", "person", "unit", "delegation",
        "incoming_pending_line", "incoming_pending_page", "incoming_stamped", "old_line", "old_file",
        "certificate",
    ),
    "a form, or the address it is sent to": (
        "phrases", "agenda_new", "agenda_edit", "agenda_cancel", "agenda_restore", "agenda_publish", "outgoing_new", "outgoing_edit", "outgoing_keep", "outgoing_paste", "outgoing_sheet", "outgoing_attach", "outgoing_annex_remove", "outgoing_do", "outgoing_group_new", "outgoing_group_drop", "outgoing_book",
        "incoming_book", "incoming_close_day", "incoming_year_close", "incoming_year_open", "incoming_known", "folder_new", "folder_edit", "folder_mark", "incoming_pending_drop",
        "incoming_paper", "incoming_peek", "incoming_enter", "incoming_correct", "incoming_attach", "incoming_direct", "incoming_propose", "incoming_do", "incoming_reply",
        "exchange_resend", "person_add", "person_appoint", "person_do", "delegation_add", "delegation_end", "unit_add", "unit_edit", "unit_succeed",
        "old_import", "old_template_outgoing", "old_template_incoming", "old_import_preview", "old_import_apply", "old_withdraw",
        "unit_do", "import", "import_template", "import_preview", "import_apply", "series_add", "series_start", "calendar_clear", "job_retry",
        "notices_read", "notice_acknowledge", "switch_post", "search_save", "search_forget", "stand_in_end", "ui:prefer", "certificate_charge", "certificate_back",
    ),
    "as many lines as the law or the code has kinds, or a year months": (
        "routes", "notice_rules", "notice_switches", "system", "healthz", "indicators", "indicator",
    ),
    "late today, whole as it is printed for a meeting: a query for the documents, one for who holds them, one for the chases": ("incoming_by_unit",),
    "the meetings of one week: a query for them, for its publication, for the invitations that may be seen (documents/agenda)": ("agenda",),
    "a lot has as many lines as were chosen of one page of the queue": ("outgoing_lot", "outgoing_lot_result", "outgoing_sign_lot", "outgoing_sign_result"),
    "the three oldest of each of eight kinds at most, and a line a series": ("incoming_closing", "incoming_year"),
    "eight names, or ten documents at most, while somebody types": ("incoming_suggest", "incoming_twins"),
    "fifty answers to one document at most": ("incoming_answers",),
    "a register as a file: all of its lines, in the register's own query": (
        "outgoing_register_pdf", "outgoing_register_xlsx", "incoming_register_pdf", "incoming_register_xlsx", "incoming_tracking_pdf",
        "incoming_tracking_xlsx", "old_outgoing_xlsx", "old_incoming_xlsx",
    ),
    "what a search found as a file, five thousand lines at most, a page of 199 at a time": ("search_export",),
    "one's own login; allauth asks for each of one's few sessions and keys": (
        "account", "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password", "account_set_password",
        "mfa_index", "mfa_required", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "usersessions_list",
    ),
}  # fmt: skip
"""Reason → routes."""

PLANNED = (
    ("director", "/"),
    ("clerk", "/van-ban-di/issued/?q=so+77"),
    ("clerk", "/van-ban-di/issued/?q=khong+co"),
    ("clerk", "/van-ban-den/done/?q=zx"),
    ("clerk", "/van-ban-den/khoa-so/"),
    ("clerk", "/van-ban-den/khoa-so-nam/"),
    ("clerk", "/van-ban-den/qua-han/"),
    *(
        ("director", f"/chi-so/{rest}?ky=2019")
        for rest in ("", "VB.DI.DT%25/", "VB.HAN/", "VB.XN/mau-so/", "VB.DI/tu-so/", "VB.DEN/tu-so/")
    ),
)
"""(who, address) of pages without rows or with a few, whose plans are looked at besides those of the lists."""
