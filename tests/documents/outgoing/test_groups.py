"""Nhóm nơi nhận: kept by clerks, behind the agency wall, taken over by drafts under today's names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting, set_scope
from tinhso.core.ledger.models import Entry
from tinhso.core.organisations import public as organisations
from tinhso.core.people.models import Account
from tinhso.documents.outgoing.actions.groups import drop_group, save_group
from tinhso.documents.outgoing.groups import groups_of, lines_of
from tinhso.documents.outgoing.models import Outgoing, RecipientGroup
from tinhso.kit.errors import NotAllowed, Refusal

ROOT = "/van-ban-di/"
LIST = f"{ROOT}nhom/"


@pytest.fixture
def cast(db: None) -> Cast:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise looks for what `init` would have collected
    made = build_cast()
    set_scope((made.agency, made.other), {p for a in (made.clerk, made.specialist) for p in a.principals})
    return made


@pytest.fixture
def as_(cast: Cast) -> Callable[[Actor], Client]:
    def browser(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


Browser = Callable[[Actor], Client]


def saved(cast: Cast, name: str = "Các sở", *members: tuple[str, int | None]) -> int:
    with acting(cast.clerk):
        return save_group(cast.clerk, name, members or (("Sở Thử nghiệm B", cast.other), ("Công ty Mẫu", None)))


def test_a_clerk_keeps_groups_and_a_specialist_only_uses_them(cast: Cast, as_: Browser) -> None:
    clerk = as_(cast.clerk)
    sent = {"name": "Các sở", "members": "STNB\nCông ty Mẫu\n"}
    page = clerk.post(f"{LIST}them/", sent, follow=True).content.decode()
    assert "Sở Thử nghiệm B; Công ty Mẫu" in page
    with acting(cast.clerk):
        (group,) = groups_of(cast.clerk)
        assert Entry.objects.filter(action="outgoing.save_group").count() == 1
    assert group.members == [{"name": "Sở Thử nghiệm B", "unit": cast.other}, {"name": "Công ty Mẫu", "unit": None}]
    assert "Chỉ gửi được bản giấy: Công ty Mẫu" in clerk.get(f"{LIST}{group.id}/").content.decode()
    specialist = as_(cast.specialist)
    assert specialist.get(LIST).status_code == 200 and f"{LIST}{group.id}/" not in specialist.get(LIST).content.decode()
    assert specialist.get(f"{LIST}{group.id}/").status_code == 403
    with acting(cast.specialist), pytest.raises(NotAllowed):
        drop_group(cast.specialist, group.id)


def test_a_taken_name_is_refused_in_the_form_and_what_was_typed_stays(cast: Cast, as_: Browser) -> None:
    saved(cast)
    refused = as_(cast.clerk).post(f"{LIST}them/", {"name": "Các sở", "members": "STNB\nHợp tác xã Mẫu"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "đã có nhóm “Các sở”" in page and "Hợp tác xã Mẫu" in page


@pytest.mark.parametrize(("name", "members", "code"), [(" ", [("X", None)], "group.nameless"), ("Các sở", [(" ", None)], "group.empty")])
def test_a_group_has_a_name_and_members(name: str, members: list[Any], code: str, cast: Cast) -> None:
    with acting(cast.clerk), pytest.raises(Refusal) as refused:
        save_group(cast.clerk, name, members)
    assert refused.value.code == code


def test_another_agency_never_meets_it(cast: Cast, as_: Browser) -> None:
    group = saved(cast)
    other = as_(cast.other_clerk)
    assert "Các sở" not in other.get(LIST).content.decode()
    assert [other.get(f"{LIST}{group}/").status_code, other.post(f"{LIST}{group}/bo/").status_code] == [404, 404]
    with acting(cast.other_clerk):
        assert lines_of(cast.other_clerk, group) == []
        assert save_group(cast.other_clerk, "Các sở", [("Sở Thử nghiệm A", cast.agency)])  # the name is free there
    with transaction.atomic():
        set_scope((cast.other,))
        assert not RecipientGroup.objects.unscoped("the database's own wall").filter(pk=group).exists()


def test_a_unit_that_merged_is_replaced_by_its_heir(cast: Cast) -> None:
    group = saved(cast, "Trong sở", ("Phòng Công nghệ", cast.unit), ("Phòng Kế hoạch", cast.second_unit))
    with acting(cast.administrator):
        organisations.amend(cast.administrator, cast.second_unit, name="Phòng Tổng hợp")
        organisations.merge(cast.administrator, [cast.unit], cast.second_unit, basis="QĐ 1")
    with acting(cast.clerk):
        assert lines_of(cast.clerk, group) == ["Phòng Tổng hợp"]


def test_a_draft_takes_a_group_over_and_loses_nothing_typed(cast: Cast, as_: Browser) -> None:
    group = saved(cast)
    browser = as_(cast.specialist)
    typed = {
        "type_code": "official_letter", "subject": "Về việc thử nhóm", "signer": cast.director.post, "addressed": "Ủy ban nhân dân tỉnh Thử nghiệm",
        "recipients": "STNA", "body": "Nội dung.", "consulted": [cast.second_unit], "paper_reason": "party", "group": group, "due": "5/1/2031",
    }  # fmt: skip
    page = browser.post(f"{ROOT}soan/", {**typed, "add": "recipients"})
    form = page.context["form"]
    assert page.status_code == 200 and not form.is_bound
    assert form.initial["recipients"] == "STNA\nSở Thử nghiệm B\nCông ty Mẫu"
    shown = page.content.decode()
    assert 'value="Về việc thử nhóm"' in shown and 'value="5/1/2031"' in shown and "checked" in shown
    again = browser.post(f"{ROOT}soan/", {**typed, "recipients": form.initial["recipients"], "add": "addressed"})
    assert again.context["form"].initial["addressed"] == "Ủy ban nhân dân tỉnh Thử nghiệm", "each place once"
    with acting(cast.specialist):
        assert not Outgoing.objects.visible_to(cast.specialist).exists(), "adding a group saves nothing"
    assert browser.post(f"{ROOT}soan/", {**typed, "recipients": form.initial["recipients"]}).status_code == 302
    with acting(cast.specialist):
        document = Outgoing.objects.visible_to(cast.specialist).get()
        assert [(r.name, r.unit_id) for r in document.recipients.all()][2:4] == [("Sở Thử nghiệm B", cast.other), ("Công ty Mẫu", None)]


def test_a_dropped_group_is_offered_no_more(cast: Cast, as_: Browser) -> None:
    group = saved(cast)
    assert 'name="add"' in as_(cast.specialist).get(f"{ROOT}soan/").content.decode()
    page = as_(cast.clerk).post(f"{LIST}{group}/bo/", follow=True).content.decode()
    assert "Chưa có nhóm nào" in page
    assert 'name="add"' not in as_(cast.specialist).get(f"{ROOT}soan/").content.decode()
