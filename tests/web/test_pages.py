"""Every page of `web` for whom it is meant, and for whom it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tinhso.core.access.public import Actor

Browser = Callable[[Actor], Client]
EVERYBODY = [
    "/", "/viec/", "/viec/late/", "/viec/new/", "/viec/given/", "/viec/done/", "/viec/loai/outgoing.sign/", "/tim/", "/tim/?q=xin+chao",
    "/thong-bao/", "/tai-khoan/", "/tai-khoan/thong-bao/", "/accounts/sessions/", "/accounts/password/set/", "/accounts/logout/",
]  # fmt: skip


@pytest.mark.parametrize("url", EVERYBODY)
def test_pages_of_everybody_render(url: str, cast: Cast, as_: Browser) -> None:
    for actor in (cast.clerk, cast.administrator):
        response = as_(actor).get(url, follow=True)
        assert response.status_code == 200
        assert "Bản dùng thử" in response.content.decode()


@pytest.mark.parametrize("url", EVERYBODY)
def test_a_stranger_is_sent_to_the_login(url: str, cast: Cast) -> None:
    if url == "/accounts/logout/":
        return
    response = Client().get(url)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
