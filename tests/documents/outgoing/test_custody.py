"""Software keys are for demonstrations: in earnest they are neither put on record nor used (Điều 32; TT 15/2025)."""

from __future__ import annotations

import pytest
from django.test import override_settings

from tests.documents.outgoing.conftest import Office
from tests.keys import enroll
from tinhso.core.access.public import system
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import number, seal, sign
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit.errors import Refusal
from tinhso.signing.custody.public import Key, agency_key, personal_key


def test_outside_a_demo_no_software_key_signs_although_it_is_on_record(office: Office) -> None:
    waiting, signed = office.for_signature(), office.signed()  # the keys have been used, so they are parsed already
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, signed.id)
    with override_settings(TINHSO_DEMO=False):
        the_keys_refuse(office, waiting, signed)


def the_keys_refuse(office: Office, waiting: Outgoing, signed: Outgoing) -> None:
    with office.acting(office.cast.director) as director:
        with pytest.raises(Refusal, match=r"key\.software") as told:
            sign(director, waiting.id)
        with pytest.raises(Refusal, match=r"key\.software"):
            personal_key(director)
    assert "chỉ dùng trong bản trình diễn" in told.value.vi and "demo instance only" in told.value.en
    with office.acting(office.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"key\.software"):
            seal(clerk, signed.id)
        with pytest.raises(Refusal, match=r"key\.software"):
            agency_key(clerk)
    states = Outgoing.plain.in_bulk([waiting.id, signed.id])
    assert (states[waiting.id].state, states[signed.id].state) == (State.FOR_SIGNATURE, State.NUMBERED)
    assert sorted(states[signed.id].signatures.values_list("part", flat=True)) == ["person"]


def test_outside_a_demo_no_software_key_is_put_on_record(office: Office) -> None:
    actor = system(office.cast.agency)
    with override_settings(TINHSO_DEMO=False), office.acting(actor):
        before = Key.plain.count()
        for person in (office.cast.chief.person, None):
            with pytest.raises(Refusal, match=r"key\.software"):
                enroll(actor, "Lê Văn Mẫu Chánh", person=person)
        assert Key.plain.count() == before == 3


def test_every_seal_on_record_in_a_demo_bears_the_drawing_that_says_mau(office: Office) -> None:
    """What that drawing looks like: tests/signing/test_samples.py."""
    from tinhso.signing.public import demo_seal_png

    with office.acting(office.cast.clerk) as clerk:
        key = agency_key(clerk)
    assert key.image == demo_seal_png("Sở Thử nghiệm A")
