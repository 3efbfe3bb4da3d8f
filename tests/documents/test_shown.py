"""Files before somebody's eyes: each opening in the access log as what it was, each page drawn once."""

from __future__ import annotations

import pytest

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.conftest import office as office
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.looks import looks
from tinhso.documents import shown
from tinhso.documents.outgoing.actions.common import ROOT, subject_of
from tinhso.kit import clock


def test_opening_and_downloading_are_told_apart_also_for_an_earlier_version(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert "inline" in client.get(f"{ROOT}{made.id}/ban/1.pdf")["Content-Disposition"]
        assert "attachment" in client.get(f"{ROOT}{made.id}/ban/1.pdf?tai=1")["Content-Disposition"]
    with office.acting(office.cast.clerk) as clerk:
        (look,) = [look for look in looks(clerk, subject_of(made)) or () if clerk.name in look.who]
    assert (look.views, look.taken) == (1, 1)


def test_a_page_is_drawn_once_and_then_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk):
        made.refresh_from_db()
        assert made.file is not None
        first = shown.page_of(made.file, 0)
        monkeypatch.setattr(shown, "drawn_page", lambda *_: pytest.fail("drawn again"))
        monkeypatch.setattr(shown, "drawn_sizes", lambda *_: pytest.fail("measured again"))
        assert first is not None and shown.page_of(made.file, 0) == first
        assert shown.page_of(made.file, 10_000) is None
