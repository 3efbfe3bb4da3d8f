"""The job that seals and issues what a clerk has numbered, and what others do to the document meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tinhso.core.access.public import acting, system
from tinhso.documents.outgoing import jobs
from tinhso.documents.outgoing.actions import seal as sealing
from tinhso.documents.outgoing.actions.lot import number_and_finish
from tinhso.documents.outgoing.models import Outgoing, SignatureRecord
from tinhso.documents.outgoing.public import issue, recall, seal, void
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def numbered(office: Office) -> Outgoing:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk:
        return number_and_finish(clerk, made.id)


def worked(office: Office) -> str:
    """How the job stands after its turn."""
    with clock.at(office.now):
        run_jobs("outgoing.finish", keep_going=True, later=True)
    return ProcrastinateJob.objects.get(task_name="outgoing.finish").status


def state(office: Office, document: Outgoing) -> str:
    who = system(office.cast.agency)
    with acting(who):
        return str(Outgoing.objects.within(who).get(pk=document.pk).state)


def test_a_number_voided_before_the_job_is_left_alone_and_no_failed_job_stays(office: Office) -> None:
    made = numbered(office)
    with office.acting(office.cast.clerk) as clerk:
        void(clerk, made.id, "Sai số")
    assert (worked(office), state(office, made)) == ("succeeded", "void")


def test_a_document_issued_and_recalled_before_the_job_is_left_alone(office: Office) -> None:
    made = numbered(office)
    with office.acting(office.cast.clerk) as clerk:
        seal(clerk, made.id)
        issue(clerk, made.id)
    with office.acting(office.cast.director) as director:
        recall(director, made.id, "Ban hành nhầm")
    assert (worked(office), state(office, made)) == ("succeeded", "recalling")


def test_a_refusal_that_may_pass_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = numbered(office)

    def refused(*_: Any) -> Outgoing:
        raise Refusal("key.unreachable", vi="Chưa dùng được khóa.", en="The key cannot be used now.")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "seal", refused)
        assert (worked(office), state(office, made)) == ("todo", "numbered")
    assert (worked(office), state(office, made)) == ("succeeded", "issued")


def test_dieu_32_the_first_seal_stands_where_another_clerk_has_sealed_and_issued_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = numbered(office)
    real = sealing.custody.judged
    quicker = [office.cast.clerk]

    def judged(*asked: Any, **how: Any) -> Any:
        if quicker:
            clerk = quicker.pop()
            seal(clerk, made.id)
            issue(clerk, made.id)
        return real(*asked, **how)

    monkeypatch.setattr(sealing.custody, "judged", judged)
    with office.acting(office.cast.clerk) as clerk:
        assert seal(clerk, made.id).state == "issued"
        assert SignatureRecord.objects.within(clerk).filter(document=made.id, part=SignatureRecord.Part.AGENCY).count() == 1
