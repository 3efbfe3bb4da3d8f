"""Quản trị: who may open it, and that each page is the rooms' own actions."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django import app

from tests.cast import Cast
from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, acting
from tinhso.core.calendar import public as calendar
from tinhso.core.ledger.models import Entry
from tinhso.core.notifications import public as notifications
from tinhso.core.notifications.models import Rule
from tinhso.core.organisations.public import directory
from tinhso.core.people.models import Account, Person, Post
from tinhso.core.people.public import grant, roster
from tinhso.core.work import public as work
from tinhso.documents.numbering.public import Series, SeriesYear
from tinhso.documents.outgoing.public import look, return_
from tinhso.kit import clock
from tinhso.web.joberrors import remember

Browser = Callable[[Actor], Client]
ROOT = "/quan-tri/"
ADMINISTRATORS = [
    "nguoi/", "nguoi/them/", "quyen/", "quyen/?right=outgoing.sign", "don-vi/", "don-vi/?on=5/1/2019", "don-vi/them/", "nhap/", "nhap/mau.xlsx", "so/",
    "so/them/", "quy-trinh/", "lich/", "lich/?year=2020", "thong-bao/", "chung-thu/", "viec-nen/", "viec-nen/todo/", "su-kien/", "he-thong/",
]  # fmt: skip


@pytest.mark.parametrize("page", ADMINISTRATORS)
def test_pages_are_the_administrators_alone(page: str, cast: Cast, as_: Browser) -> None:
    assert as_(cast.administrator).get(ROOT + page).status_code == 200
    refused = as_(cast.specialist).get(ROOT + page)
    assert refused.status_code == 403
    assert "Bạn không có quyền" in refused.content.decode()
    assert Client().get(ROOT + page).status_code == 302


def test_the_chief_of_office_keeps_series_routes_calendar_and_the_key(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.chief)
    menu = browser.get("/").content.decode()
    for page, allowed in (("so/", 200), ("quy-trinh/", 200), ("lich/", 200), ("chung-thu/", 200), ("nguoi/", 403), ("viec-nen/", 403)):
        assert browser.get(ROOT + page).status_code == allowed
        assert (f'href="{ROOT}{page}"' in menu) == (allowed == 200)


def test_who_was_granted_it_lays_a_day_down_for_every_agency(cast: Cast, as_: Browser) -> None:
    chief, other = as_(cast.chief), f"{ROOT}lich/?year=2021"
    day = {"day": "04/01/2021", "working": "", "basis": "Công điện 01/CĐ-TTg", "for_all": "on"}
    assert "for_all" not in chief.get(other).content.decode()
    assert chief.post(f"{ROOT}lich/", day).status_code == 302
    assert [d.day for d in calendar.shared_days(2021)] == [], "without the right it is a day of the own agency"
    with acting(cast.administrator):
        grant(cast.administrator, post=cast.chief.post or 0, permission="calendar.all_days", basis="Quyết định 02/QĐ-VP")
    chief = as_(cast.chief)
    assert chief.post(f"{ROOT}lich/", {**day, "day": "05/01/2021"}).status_code == 302
    assert [str(d.day) for d in calendar.shared_days(2021)] == ["2021-01-05"]
    with acting(cast.other_clerk):
        assert not calendar.of(cast.other).is_working(date(2021, 1, 5))
    assert chief.post(f"{ROOT}lich/bo/", {"day": "2021-01-05", "for_all": "1"}).status_code == 302
    assert calendar.shared_days(2021) == []


def test_a_new_person_gets_post_and_login_and_a_taken_login_is_said(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    sent = {
        "name": "Cao Thị Mẫu Mới",
        "unit": cast.unit,
        "title": "Chuyên viên",
        "role": "specialist",
        "login": "mau.moi",
        "password": "mot-hai-ba-bon-5",
    }
    page = browser.post(f"{ROOT}nguoi/them/", sent, follow=True)
    assert page.status_code == 200
    assert "Cao Thị Mẫu Mới" in page.content.decode()
    assert Account.objects.get(login="mau.moi").check_password("mot-hai-ba-bon-5")
    again = browser.post(f"{ROOT}nguoi/them/", {**sent, "name": "Người khác"})
    assert "đã có" in again.content.decode()
    assert not [p for p in roster().people_of(cast.unit) if p.name == "Người khác"], "half a person was left"


def test_locking_an_account_stops_its_open_session(cast: Cast, as_: Browser) -> None:
    hers = as_(cast.specialist)
    assert hers.get("/").status_code == 200
    as_(cast.administrator).post(f"{ROOT}nguoi/{cast.specialist.post}/khoa/", {"why": "nghỉ dài ngày"})
    account = Account.objects.get(pk=cast.specialist.account)
    assert (account.is_active, account.locked_because) == (False, "nghỉ dài ngày")
    assert hers.get("/viec/").status_code == 302
    as_(cast.administrator).post(f"{ROOT}nguoi/{cast.specialist.post}/mo-khoa/")
    assert Account.objects.get(pk=cast.specialist.account).is_active


def test_ending_a_post_takes_its_rights_and_names_the_successor(cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(
        f"{ROOT}nguoi/{cast.specialist.post}/thoi/", {"until": "", "successor": cast.colleague.post}, follow=True
    )
    assert "Không có quyền nào" in page.content.decode()
    assert Post.objects.get(pk=cast.specialist.post).valid_to is not None
    with acting(cast.administrator):
        entry = Entry.objects.filter(action="people.end_post").latest("id")
    assert entry.detail["hand_over_to"] == cast.colleague.post


def test_who_leaves_open_work_behind_is_asked_who_takes_it(cast: Cast, as_: Browser) -> None:
    with acting(cast.specialist):
        task = work.open_task(
            cast.specialist, kind="outgoing.review", subject="outgoing:1", title="Việc dở dang", line="", url="/viec/", assignee=f"o{cast.specialist.post}"
        )  # fmt: skip
    browser, page = as_(cast.administrator), f"{ROOT}nguoi/{cast.specialist.post}/"
    assert "Đang giữ 1 việc chưa xong." in browser.get(page).content.decode()
    refused = browser.post(f"{page}thoi/", {"until": "", "successor": ""}, follow=True).content.decode()
    assert "Đang giữ 1 việc chưa xong: chọn người nhận" in refused
    assert Post.objects.get(pk=cast.specialist.post).valid_to is None

    left = browser.post(f"{page}thoi/", {"until": "", "successor": "later", "lock": "on"}, follow=True).content.decode()
    assert "còn 1 việc đang mở chưa bàn giao" in left
    assert not Account.objects.get(pk=cast.specialist.account).is_active
    assert page in browser.get(f"{ROOT}nguoi/?state=left").content.decode()
    assert page not in browser.get(f"{ROOT}nguoi/").content.decode()

    assert "Đã bàn giao" in browser.post(f"{page}ban-giao/", {"successor": cast.colleague.post}, follow=True).content.decode()
    run_jobs("events.deliver")
    with acting(cast.colleague):
        assert [row.title for row in work.inbox(cast.colleague).rows] == [task.title]
    assert "chưa bàn giao" not in browser.get(page).content.decode()


def test_a_login_is_not_locked_before_its_last_day(cast: Cast, as_: Browser) -> None:
    sent = {"until": f"{clock.today() + timedelta(days=3):%d/%m/%Y}", "successor": "later", "lock": "on"}
    page = as_(cast.administrator).post(f"{ROOT}nguoi/{cast.specialist.post}/thoi/", sent, follow=True)
    assert "khóa tài khoản khi đến ngày ấy" in page.content.decode()
    assert Post.objects.get(pk=cast.specialist.post).valid_to is None


def test_an_administrator_does_not_reach_another_agency(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    assert browser.get(f"{ROOT}nguoi/{cast.other_clerk.post}/").status_code == 403
    assert browser.post(f"{ROOT}nguoi/{cast.other_clerk.post}/khoa/", {"why": "x"}).status_code == 403
    assert browser.post(f"{ROOT}don-vi/{cast.other_unit}/dong/").status_code == 403
    assert "Đặng Thị Mẫu Thư" not in browser.get(f"{ROOT}nguoi/?agency={cast.other}").content.decode()


def test_a_grant_is_shown_with_its_basis_and_taken_back(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    card = f"{ROOT}nguoi/{cast.specialist.post}/"
    page = browser.post(
        f"{card}cap-quyen/", {"permission": "outgoing.number", "basis": "QĐ 12/QĐ-STNA", "until": ""}, follow=True
    ).content.decode()
    assert "Được cấp: QĐ 12/QĐ-STNA" in page
    assert "Được cấp: QĐ 12/QĐ-STNA" in browser.get(f"{ROOT}quyen/?right=outgoing.number").content.decode()
    (grant,) = roster().grants_of(cast.specialist.post or 0)
    page = browser.post(f"{card}thu-quyen/", {"grant": grant.id}, follow=True).content.decode()
    assert "Được cấp:" not in page


def test_the_tree_is_that_of_the_day_asked(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    browser.post(f"{ROOT}don-vi/them/", {"name": "Phòng Mới Lập", "parent": cast.agency, "on": "1/6/2020"})
    assert "Phòng Mới Lập" not in browser.get(f"{ROOT}don-vi/?on=31/5/2020").content.decode()
    assert "Phòng Mới Lập" in browser.get(f"{ROOT}don-vi/?on=1/6/2020").content.decode()


def test_a_series_goes_on_in_mid_year(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    with acting(cast.administrator):
        series = Series.objects.within(cast.administrator).get(agency_id=cast.agency, code="vb")
    today = clock.today()
    assert browser.post(f"{ROOT}so/{series.id}/", {"next_number": 215, "last_date": f"{today:%d/%m/%Y}"}).status_code == 302
    assert ">215<" in browser.get(f"{ROOT}so/").content.decode()
    with acting(cast.administrator):
        assert SeriesYear.objects.within(cast.administrator).get(series=series).began_after == 214
    assert browser.get(f"{ROOT}so/{10**6}/").status_code == 404


def test_only_kinds_that_documents_are_numbered_from_are_offered(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    page = browser.get(f"{ROOT}so/them/").content.decode()
    assert 'value="secret"' in page and 'value="council"' not in page and 'value="copy"' not in page
    with acting(cast.administrator):
        Series.objects.create(agency_id=cast.agency, code="hd", name="Hội đồng tư vấn", kind="council")
    assert "Chưa dùng đến" in browser.get(f"{ROOT}so/").content.decode(), "one declared before says that it is not used"


def test_a_second_common_series_is_refused_in_the_form(cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(f"{ROOT}so/them/", {"name": "Sổ chung hai", "code": "hai", "kind": "administrative"})
    assert "Đã có sổ chung" in page.content.decode()


def test_a_route_set_on_the_page_is_the_way_of_the_next_draft(cast: Cast, as_: Browser) -> None:
    """Điều 12: an agency may have a draft checked by its head of unit or not; form check and signature stay."""
    office = Office(cast)

    def way(**more: object) -> list[str]:
        made = office.submitted(**more)
        with acting(cast.specialist):
            return list(made.steps.order_by("ordinal").values_list("kind", flat=True))

    assert way() == ["unit_head", "form_check", "sign"]
    chief = as_(cast.chief)
    assert chief.post(f"{ROOT}quy-trinh/", {"type_code": "official_letter", "steps": ["leader"]}).status_code == 302
    assert way() == ["form_check", "sign"]
    assert way(type_code="report") == ["unit_head", "form_check", "sign"], "another type goes its own way"
    assert chief.post(f"{ROOT}quy-trinh/", {"type_code": "", "steps": []}).status_code == 302
    assert way(type_code="report") == ["form_check", "sign"]


def test_a_rule_set_on_the_page_is_how_the_next_notice_goes(cast: Cast, as_: Browser) -> None:
    """A return is told in the morning; once the agency has it told at once and to the clerks too, mail goes to both."""
    Person.objects.filter(pk=cast.specialist.person).update(email="chuyenvien@co-quan.example")
    Person.objects.filter(pk=cast.clerk.person).update(email="vanthu@co-quan.example")
    desk, office = principal.clerks(cast.agency), Office(cast)

    def told() -> list[list[str]]:
        mail.outbox.clear()
        made = office.submitted()
        with office.acting(cast.unit_head) as head:
            look(head, made.id)
            return_(head, made.id, "Bổ sung căn cứ")
        run_jobs("notifications.mail_now", "notifications.mail_one")
        return sorted(m.to for m in mail.outbox)

    assert told() == []
    asked = {"mail:outgoing.returned": "now", "also:outgoing.returned": desk, "mail:outgoing.voided": "morning"}
    assert as_(cast.administrator).post(f"{ROOT}thong-bao/", asked).status_code == 302
    with acting(cast.administrator):
        rows = Rule.objects.within(cast.administrator).values_list("kind", "mail", "also")
        assert list(rows) == [("outgoing.returned", "now", [desk])], "only what was changed"
    assert told() == [["chuyenvien@co-quan.example"], ["vanthu@co-quan.example"]]
    assert as_(cast.administrator).post(f"{ROOT}thong-bao/", {"mail:outgoing.returned": "never"}).status_code == 302
    assert told() == []


def test_the_page_of_rules_says_who_is_told_of_each(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    for language, words in (("vi", lambda k: k.to_vi), ("en", lambda k: k.to_en)):
        page = html.unescape(browser.get(f"{ROOT}thong-bao/", headers={"accept-language": language}).content.decode())
        for kind in notifications.kinds():
            assert f'data-told="{kind.code}">{words(kind)}<' in page


def test_a_day_off_needs_its_document(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    assert "Căn cứ" in browser.post(f"{ROOT}lich/", {"day": "18/7/2025", "basis": ""}).content.decode()
    browser.post(f"{ROOT}lich/", {"day": "18/7/2025", "basis": "Thông báo số 99/TB-STNA (mẫu)"})
    assert "Thông báo số 99/TB-STNA (mẫu)" in browser.get(f"{ROOT}lich/?year=2025").content.decode()
    browser.post(f"{ROOT}lich/bo/", {"day": "2025-07-18"})
    assert "99/TB-STNA" not in browser.get(f"{ROOT}lich/?year=2025").content.decode()


def test_a_day_set_is_changed_from_its_row_and_the_page_says_what_it_was(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    browser.post(f"{ROOT}lich/", {"day": "18/7/2025", "basis": "Thông báo số 99/TB-STNA (mẫu)"})
    edit = "?year=2025&sua=2025-07-18"
    assert edit.replace("&", "&amp;") + "#dat" in browser.get(f"{ROOT}lich/?year=2025").content.decode()
    form = browser.get(f"{ROOT}lich/{edit}").content.decode()
    assert 'value="18/07/2025"' in form and 'value="Thông báo số 99/TB-STNA (mẫu)"' in form and "Sửa ngày 18/07/2025" in form
    sent = {"day": "19/7/2025", "working": "1", "basis": "Thông báo số 100/TB-STNA (mẫu)"}
    page = browser.post(f"{ROOT}lich/{edit}", sent, follow=True).content.decode()
    assert "Đã sửa ngày 18/07/2025. Trước đó: Nghỉ, theo Thông báo số 99/TB-STNA (mẫu)." in page
    with acting(cast.administrator):
        kept = calendar.own_days(cast.administrator, 2025)
    assert kept == [calendar.DayRule(date(2025, 7, 18), True, "Thông báo số 100/TB-STNA (mẫu)")], "the day changed is the row's"
    assert "sua=2025-01-01" not in browser.get(f"{ROOT}lich/?year=2025").content.decode(), (
        "a holiday of the law is not the agency's to change"
    )
    assert "Đặt ngày" in browser.get(f"{ROOT}lich/?year=2025&sua=2025-01-01").content.decode()


def test_a_day_of_every_agency_is_changed_for_every_agency(cast: Cast, as_: Browser) -> None:
    with acting(cast.administrator):
        grant(cast.administrator, post=cast.chief.post or 0, permission="calendar.all_days", basis="Quyết định 02/QĐ-VP")
    chief = as_(cast.chief)
    chief.post(f"{ROOT}lich/", {"day": "05/01/2021", "working": "", "basis": "Công điện 01/CĐ-TTg", "for_all": "on"})
    edit = f"{ROOT}lich/?year=2021&sua=2021-01-05"
    assert "for_all" not in chief.get(edit).content.decode().split('id="dat"')[1]
    assert chief.post(edit, {"working": "", "basis": "Công điện 02/CĐ-TTg"}).status_code == 302
    with acting(cast.chief):
        assert calendar.own_days(cast.chief, 2021) == []
    assert calendar.shared_days(2021) == [calendar.DayRule(date(2021, 1, 5), False, "Công điện 02/CĐ-TTg")]
    assert "sua=" not in as_(cast.administrator).get(f"{ROOT}lich/?year=2021").content.decode()


def test_a_failed_job_is_seen_with_its_error_and_run_again(cast: Cast, as_: Browser) -> None:
    from django.db import connection

    job = app.configure_task("notifications.mail_now", allow_unknown=True).defer(batch="b", agency=cast.agency)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
    try:
        raise ValueError("nội dung mật không được hiện")
    except ValueError as error:
        remember(job, "notifications.mail_now", error)
    browser = as_(cast.administrator)
    page = browser.get(f"{ROOT}viec-nen/").content.decode()
    assert "builtins.ValueError" in page
    assert "nội dung mật" not in page
    browser.post(f"{ROOT}viec-nen/{job}/chay-lai/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone()[0] == "todo"
    assert browser.post(f"{ROOT}viec-nen/{job}/chay-lai/").status_code == 404


def test_the_test_mail_is_sent(cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(f"{ROOT}he-thong/", {"to": "thu@co-quan.example"}, follow=True)
    assert "thu@co-quan.example" in page.content.decode()
    assert [m.to for m in mail.outbox] == [["thu@co-quan.example"]]


def workbook(units: list[list[str]], people: list[list[str]], posts: list[list[str]]) -> SimpleUploadedFile:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheets = {
        "Đơn vị": [["Mã", "Tên", "Loại", "Trực thuộc"], *units],
        "Người": [["Mã", "Họ và tên", "Tên đăng nhập"], *people],
        "Vị trí": [["Người", "Đơn vị", "Chức vụ", "Vai trò"], *posts],
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)
    book.close()
    return SimpleUploadedFile("nhap.xlsx", out.getvalue())


def test_an_import_shows_every_fault_and_writes_nothing(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    book = workbook(
        [["P9", "Phòng Nhập", "Đơn vị", "Sở Không Có"]],
        [["N1", "Người Nhập Một", ""], ["N1", "Người Nhập Hai", ""]],
        [["N3", "P9", "Chuyên viên", "Vua"]],
    )
    page = browser.post(f"{ROOT}nhap/", {"book": book}, follow=True).content.decode()
    for said in ("Trực thuộc", "Trùng với dòng 2", "Không có mã này", "Chỉ nhận một trong", "Chưa nhập gì"):
        assert said in page
    assert 'action="/quan-tri/nhap/ap-dung/"' not in page
    assert "nên chưa nhập gì" in browser.post(f"{ROOT}nhap/ap-dung/", follow=True).content.decode()
    assert not directory().search("Phòng Nhập")


def test_a_sound_import_is_previewed_and_then_applied_at_once(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    book = workbook(
        [["P9", "Phòng Nhập", "Đơn vị", "Sở Thử nghiệm A"]],
        [["N1", "Người Nhập Một", "nhap.mot"]],
        [["N1", "P9", "Chuyên viên", "Chuyên viên"]],
    )
    page = browser.post(f"{ROOT}nhap/", {"book": book}, follow=True).content.decode()
    assert "Không có lỗi nào" in page
    assert not directory().search("Phòng Nhập"), "a preview writes nothing"
    browser.post(f"{ROOT}nhap/ap-dung/")
    (unit,) = directory().search("Phòng Nhập")
    assert [p.name for p in roster().people_of(unit.id)] == ["Người Nhập Một"]


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(f"{ROOT}nhap/", {"book": SimpleUploadedFile("gia.xlsx", b"khong phai excel")}, follow=True)
    assert page.status_code == 200
    assert "Tệp" in page.content.decode()
