"""Giao quyền, ủy quyền: entered as decided, shown as it holds, ended early; a leader's inbox is his own to lend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tinhso.core.access.public import Actor, acting
from tinhso.core.ledger.models import Entry
from tinhso.core.people import public as people
from tinhso.core.people.models import Grant
from tinhso.core.people.public import roster
from tinhso.core.work import public as work
from tinhso.kit import clock
from tinhso.ui import format as fmt

Browser = Callable[[Actor], Client]
LIST, MINE = "/quan-tri/uy-quyen/", "/tai-khoan/xu-ly-thay/"
KT, TL, TUQ, Q, INBOX = (f"{LIST}them/{kind}/" for kind in ("ky-thay", "thua-lenh", "thua-uy-quyen", "giao-quyen", "hop-viec"))


def day(ahead: int) -> str:
    return fmt.date(clock.today() + timedelta(days=ahead))


def order(cast: Cast, **more: Any) -> dict[str, Any]:
    base = {
        "from_post": cast.director.post,
        "to_post": cast.unit_head.post,
        "doc_types": ["GM", "TB"],
        "basis": "Quy chế làm việc 5/QC-STNA",
    }
    return {**base, **more}


def test_an_order_to_sign_is_entered_and_shown_with_what_it_prints(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    page = browser.post(TL, order(cast), follow=True).content.decode()
    assert "TL. GIÁM ĐỐC<br>TRƯỞNG PHÒNG" in page
    assert "Giấy mời" in page and "Quy chế làm việc 5/QC-STNA" in page
    assert people.signing_authority(signer=cast.unit_head.post or 0, agency=cast.agency, doc_type="GM").mode == "TL"
    assert "Đỗ Văn Mẫu Trưởng" in browser.get(LIST).content.decode()


def test_what_the_law_refuses_is_said_in_the_form_and_what_was_typed_stays(cast: Cast, as_: Browser) -> None:
    sent = {"from_post": cast.unit_head.post, "to_post": cast.deputy.post, "basis": "Quyết định 9/QĐ", "content": "lĩnh vực thử"}
    refused = as_(cast.administrator).post(KT, sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Ký thay (KT.) chỉ giao cho cấp phó của chính người giao" in page
    assert 'value="Quyết định 9/QĐ"' in page and 'value="lĩnh vực thử"' in page
    assert f'<option value="{cast.deputy.post}" selected>' in page
    assert roster().delegations_of(cast.agency) == []


@pytest.mark.parametrize(
    ("address", "missing"),
    [(TL, ("doc_types", "basis")), (TUQ, ("content", "basis", "until")), (Q, ("basis",)), (INBOX, ("basis", "until"))],
)
def test_each_form_asks_for_what_its_article_asks(address: str, missing: tuple[str, ...], cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(address, {"from_post": cast.director.post, "to_post": cast.unit_head.post})
    assert page.status_code == 422
    assert set(missing) == set(page.context["form"].errors)


def test_one_to_come_is_listed_apart_and_called_off_before_it_begins(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.chief)
    browser.post(KT, {"from_post": cast.director.post, "to_post": cast.deputy.post, "since": day(3), "until": day(5)})
    (made,) = roster().delegations_of(cast.agency)
    assert f"{LIST}{made.id}/" in browser.get(f"{LIST}?box=coming").content.decode()
    assert f"{LIST}{made.id}/" not in browser.get(LIST).content.decode()
    assert day(5) in browser.get(f"{LIST}{made.id}/").content.decode()
    browser.post(f"{LIST}{made.id}/ket-thuc/", {"why": "Hoãn đi công tác"})
    assert "Đã bỏ trước khi bắt đầu" in browser.get(f"{LIST}?box=past").content.decode()
    with acting(cast.administrator):
        assert Entry.objects.filter(action="people.revoke_delegation").latest("id").detail["why"] == "Hoãn đi công tác"


def test_ended_early_it_is_over_now(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    browser.post(TL, order(cast))
    (made,) = roster().delegations_of(cast.agency)
    page = browser.post(f"{LIST}{made.id}/ket-thuc/", follow=True).content.decode()
    assert "Đã hết" in page and 'data-dialog="end"' not in page
    assert people.roster().delegations_to(cast.unit_head.post or 0) == []


def test_dates_the_wrong_way_round_are_told_at_the_field(cast: Cast, as_: Browser) -> None:
    page = as_(cast.administrator).post(
        KT, {"from_post": cast.director.post, "to_post": cast.deputy.post, "since": day(5), "until": day(4)}
    )
    assert "until" in page.context["form"].errors


def test_pages_are_for_those_who_enter_them_and_other_agencies_are_out_of_sight(cast: Cast, as_: Browser) -> None:
    as_(cast.administrator).post(TL, order(cast))
    (made,) = roster().delegations_of(cast.agency)
    for page in (LIST, TL, f"{LIST}{made.id}/"):
        assert as_(cast.specialist).get(page).status_code == 403
        assert as_(cast.chief).get(page).status_code == 200
    Grant.objects.create(post_id=cast.other_clerk.post, permission="people.delegate", basis="QĐ 7", valid_from=clock.now())
    other = as_(cast.other_clerk)
    assert other.get(LIST).status_code == 200
    assert [other.get(f"{LIST}{made.id}/").status_code, other.post(f"{LIST}{made.id}/ket-thuc/").status_code] == [404, 404]
    assert as_(cast.administrator).get(f"{LIST}{10**6}/").status_code == 404
    assert "Sở Thử nghiệm B" not in as_(cast.chief).get(f"{TL}?agency={cast.other}").content.decode()


def test_a_leader_lends_his_inbox_and_the_other_finds_the_work(cast: Cast, as_: Browser) -> None:
    with acting(cast.director):
        work.open_task(
            cast.director,
            kind="incoming.direct",
            subject="incoming:1",
            title="Việc của giám đốc",
            url="/",
            assignee=f"o{cast.director.post}",
        )
    assert "Việc của giám đốc" not in as_(cast.deputy).get("/").content.decode()
    page = (
        as_(cast.director).post(MINE, {"to_post": cast.deputy.post, "until": day(2), "content": "nghỉ phép"}, follow=True).content.decode()
    )
    assert "Bùi Văn Mẫu Phó" in page and "nghỉ phép" in page and day(2) in page
    desk = as_(cast.deputy).get("/").content.decode()
    assert "Việc của giám đốc" in desk and "Bạn đang xử lý thay hộp việc của Nguyễn Văn Mẫu Giám" in desk
    assert "đang xử lý thay hộp việc của bạn" in as_(cast.director).get("/").content.decode()
    (lent,) = roster().ever_delegated_from(cast.director.post or 0)
    assert as_(cast.deputy).post(f"{MINE}{lent.id}/ket-thuc/").status_code == 404
    as_(cast.director).post(f"{MINE}{lent.id}/ket-thuc/")
    assert "Việc của giám đốc" not in as_(cast.deputy).get("/").content.decode()


def test_an_inbox_without_a_last_day_or_from_yesterday_is_refused_at_the_field(cast: Cast, as_: Browser) -> None:
    page = as_(cast.director).post(MINE, {"to_post": cast.deputy.post, "since": day(-1), "content": "nghỉ phép"})
    assert page.status_code == 422
    assert {"since", "until"} == set(page.context["form"].errors)
    assert 'value="nghỉ phép"' in page.content.decode()


def test_only_leaders_lend_and_find_it_in_their_menu(cast: Cast, as_: Browser) -> None:
    assert as_(cast.specialist).get(MINE).status_code == 403
    assert MINE not in as_(cast.specialist).get("/").content.decode()
    assert MINE in as_(cast.director).get("/").content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    asked = []
    for rounds in (1, 12):
        for n in range(rounds):
            browser.post(TL, order(cast, content=f"đợt {rounds}.{n}"))
        browser.get(LIST)
        with CaptureQueriesContext(connection) as found:
            browser.get(LIST)
        asked.append(len(found))
    assert asked[0] == asked[1]
