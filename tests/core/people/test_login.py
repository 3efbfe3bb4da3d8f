from __future__ import annotations

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import RequestFactory

from tests.core.people.conftest import House
from tinhso.core.people import public as people
from tinhso.core.people.login import Accounts
from tinhso.core.people.models import Account

PASSWORD = "mật khẩu thử 123"


def test_the_account_logs_in_by_its_login_in_any_case(house: House) -> None:
    person = people.add_person(house.root, name="Hồ Mẫu Vào")
    account = people.create_account(house.root, person=person, login=" Ho.Vao ", password=PASSWORD)
    request = RequestFactory().post("/")
    for typed in ("ho.vao", "HO.VAO"):
        found = authenticate(request, username=typed, password=PASSWORD)
        assert found is not None and found.pk == account.pk
    assert authenticate(request, username="ho.vao", password="sai") is None
    assert get_user_model() is Account


def test_an_account_without_a_password_does_not_log_in(house: House) -> None:
    people.create_account(house.root, person=people.add_person(house.root, name="Hồ Mẫu Chưa"), login="chua")
    assert authenticate(RequestFactory().post("/"), username="chua", password="") is None


@pytest.mark.django_db
def test_nobody_signs_himself_up() -> None:
    assert Accounts().is_open_for_signup(RequestFactory().get("/")) is False
