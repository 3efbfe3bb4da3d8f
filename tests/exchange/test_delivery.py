"""One document between two agencies: delivered, told of, recalled; each exactly once (QĐ 28/2018; documents.md 2.2)."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.exchange.conftest import Exchange
from tinhso.core.access.public import Actor, acting, set_scope, system
from tinhso.core.files.public import StoredFile, bytes_of
from tinhso.core.work.public import inbox
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.documents.outgoing.public import Outgoing, RecipientValue, recall, settle_returned
from tinhso.exchange import jobs
from tinhso.exchange.actions import deliver as deliveries
from tinhso.exchange.models import Dispatch, Inbound, StatusMessage
from tinhso.exchange.public import dispatches, resend, statuses_of, undelivered
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def test_an_issued_document_arrives_whole_and_the_sender_is_told_01(exchange: Exchange) -> None:
    sent = exchange.issued()
    assert exchange.delivery(sent) == ["sent"]
    exchange.run()
    got = exchange.received()
    assert (got.notation, got.subject, got.issuer, got.signer_name, got.document_date, got.document_id, got.state, got.verdict) == (
        sent.notation, sent.subject, "Sở Thử nghiệm A", exchange.cast.director.name, sent.issue_date,
        f"H99.01,2020/03/09,{sent.notation}", "arrived", "PASSED",
    )  # fmt: skip
    with exchange.there() as actor:
        file = StoredFile.objects.within(actor).get(pk=got.file_id)
        assert (file.agency_id, file.sha256) == (exchange.cast.other, sent.file.sha256)
        assert bytes_of(file).startswith(b"%PDF")
    assert exchange.delivery(sent) == ["01"]
    assert exchange.told(exchange.cast.agency) == [("01", False)]
    assert exchange.told(exchange.cast.other) == [("01", True)]


def test_every_status_of_the_receiver_reaches_the_sender(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    seen = []

    def after() -> None:
        exchange.run()
        seen.extend(exchange.delivery(sent))

    exchange.accepted_and_registered(got.id)
    after()
    with exchange.acting(exchange.cast.other_clerk) as clerk:
        incoming.present(clerk, got.id, exchange.cast.other_director.post or 0)
    with exchange.acting(exchange.cast.other_director) as director:
        incoming.direct(director, got.id, DirectiveValues(lead=f"o{exchange.cast.other_specialist.post}"))
    after()
    with exchange.acting(exchange.cast.other_specialist) as handler:
        incoming.look(handler, got.id)
    after()
    with exchange.acting(exchange.cast.other_specialist) as handler:
        incoming.close(handler, got.id, "Đã cử cán bộ")
    after()
    assert seen == ["03", "04", "05", "06"]
    codes = ["01", "03", "04", "05", "06"]
    assert exchange.told(exchange.cast.agency) == [(c, False) for c in codes]
    assert exchange.told(exchange.cast.other) == [(c, True) for c in codes]


def test_several_statuses_before_the_worker_wakes_arrive_in_their_order(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    with exchange.acting(exchange.cast.other_director) as director:
        incoming.close(director, got.id, "Để biết")
    exchange.run()
    assert exchange.delivery(sent) == ["06"]
    assert exchange.told(exchange.cast.agency) == [("01", False), ("03", False), ("06", False)]


def test_a_returned_document_says_why(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    with exchange.acting(exchange.cast.other_clerk) as clerk:
        incoming.refuse(clerk, exchange.received().id, "missing_annex")
    exchange.run()
    assert exchange.delivery(sent) == ["02"]
    (dispatch,) = exchange.dispatches()
    with exchange.acting(exchange.cast.clerk) as clerk:
        trail = statuses_of(clerk, dispatch.consignment)
    assert [(e.what, e.opinion, e.who) for e in trail] == [
        ("01 Đã đến", "", ""), ("02 Bị trả lại", "Thiếu phụ lục, tài liệu kèm theo", exchange.cast.other_clerk.name),
    ]  # fmt: skip


def returned(exchange: Exchange) -> Outgoing:
    sent = exchange.issued()
    exchange.run()
    with exchange.acting(exchange.cast.other_clerk) as clerk:
        incoming.refuse(clerk, exchange.received().id, "missing_annex")
    exchange.run()
    return sent


def waiting(actor: Actor) -> list[str]:
    return [t.title for t in inbox(actor).rows if t.kind == "outgoing.returned_by_recipient"]


def test_a_returned_document_is_the_clerks_to_send_again_as_a_new_consignment(exchange: Exchange) -> None:
    sent = returned(exchange)
    (first,) = exchange.dispatches()
    with exchange.acting(exchange.cast.clerk) as clerk:
        assert waiting(clerk) == [f"Sở Thử nghiệm B trả lại: {sent.notation} {sent.subject}"]
        again = resend(clerk, first.consignment)
        assert waiting(clerk) == []
        with pytest.raises(Conflict):
            resend(clerk, first.consignment)
    assert exchange.delivery(sent) == ["sent"]
    exchange.run()
    assert exchange.delivery(sent) == ["01"]
    assert [(d.consignment, d.state) for d in exchange.dispatches()] == [(first.consignment, "returned"), (again.consignment, "delivered")]
    with exchange.there() as actor:
        assert sorted(Incoming.objects.within(actor).values_list("state", flat=True)) == ["arrived", "refused"]
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run()
    assert [code for code, ours in exchange.told(exchange.cast.agency) if ours] == ["13"], "only the live consignment is asked back"


def test_a_returned_document_may_be_settled_in_another_way_with_its_words(exchange: Exchange) -> None:
    sent = returned(exchange)
    with exchange.acting(exchange.cast.specialist) as drafter, pytest.raises(NotAllowed):
        settle_returned(drafter, sent.id, "Đã gửi bản giấy")
    with exchange.acting(exchange.cast.clerk) as clerk:
        with pytest.raises(Refusal):
            settle_returned(clerk, sent.id, " ")
        settle_returned(clerk, sent.id, "Nơi nhận sai, đã gửi đơn vị khác")
        assert waiting(clerk) == []
        assert sent.opinions.filter(text="Nơi nhận sai, đã gửi đơn vị khác").exists()
        with pytest.raises(Conflict):
            settle_returned(clerk, sent.id, "Lần nữa")


def test_a_recall_ends_the_task_of_what_was_returned(exchange: Exchange) -> None:
    sent = returned(exchange)
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    with exchange.acting(exchange.cast.clerk) as clerk:
        assert waiting(clerk) == []


def test_a_reply_is_linked_at_both_ends(exchange: Exchange) -> None:
    """B's document comes to A; A's answer closes it at A, and knows at B what it answers."""
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    reply = exchange.reply_from_other(got.id)
    exchange.run()
    with exchange.here() as actor:
        back = Incoming.objects.within(actor).filter(agency_id=exchange.cast.agency).get()
        assert (back.notation, back.reply_to) == (reply.notation, sent.id)
    linked = exchange.received()
    assert (linked.answered_by, linked.answer_notation) == (reply.id, reply.notation)


def test_replaying_any_job_changes_nothing(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run()

    def everything() -> list[tuple[object, ...]]:
        with exchange.acting(system(exchange.cast.agency)):
            set_scope((exchange.cast.agency, exchange.cast.other))
            with connection.cursor() as cursor:
                rows: list[tuple[object, ...]] = []
                for table in (
                    "incoming_incoming",
                    "exchange_dispatch",
                    "exchange_inbound",
                    "exchange_statusmessage",
                    "outgoing_recipient",
                    "files_storedfile",
                    "work_task",
                ):
                    cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)), count(*) FROM "{table}" t')
                    rows += cursor.fetchall()
                return rows

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded'")
        (before,) = cursor.fetchone()
        state = everything()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo' WHERE task_name ~ '^(events|exchange|incoming)' AND status = 'succeeded'"
        )
    ran = exchange.run("events.deliver", "exchange.deliver", "exchange.tell", "exchange.recall", "incoming.verify", "incoming.read")
    assert len(ran) > 5 and before >= len(ran)
    assert everything() == state


@pytest.mark.parametrize("line", ["copy_to", "arrive_electronically", "write_both", "record_delivery"])
def test_a_kill_at_any_line_of_a_delivery_loses_nothing_and_doubles_nothing(
    exchange: Exchange, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = exchange.issued()
    exchange.run("events.deliver")
    (dispatch,) = exchange.dispatches()
    place = deliveries.files if line == "copy_to" else deliveries

    def killed(*args: object, **more: object) -> None:
        raise RuntimeError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(place, line, killed)
        with pytest.raises(RuntimeError, match="killed here"):
            jobs.deliver.func(str(dispatch.consignment), exchange.cast.agency, exchange.cast.other)
    with exchange.there() as actor:
        assert not Incoming.objects.within(actor).exists()
        assert not StatusMessage.objects.within(actor).exists()
        assert not StoredFile.objects.within(actor).filter(agency_id=exchange.cast.other).exists()
    (dispatch,) = exchange.dispatches()
    assert (dispatch.state, dispatch.attempts, dispatch.error) == ("waiting", 1, "RuntimeError")
    exchange.run()
    assert exchange.delivery(sent) == ["01"]
    assert exchange.received().consignment == dispatch.consignment


def test_what_cannot_be_delivered_is_seen_and_sent_again_as_the_same_consignment(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = exchange.issued()
    exchange.run("events.deliver")
    (dispatch,) = exchange.dispatches()

    def away(*args: object, **more: object) -> None:
        raise OSError("disk away")

    with monkeypatch.context() as patch:
        patch.setattr(deliveries.files, "copy_to", away)
        for _ in range(deliveries.ATTEMPTS):
            with pytest.raises(OSError, match="disk away"):
                jobs.deliver.func(str(dispatch.consignment), exchange.cast.agency, exchange.cast.other)
    with exchange.acting(exchange.cast.clerk) as clerk:
        (row,) = undelivered(clerk)
        assert (row.receiver, row.tag.text, row.attempts, row.error, row.can_resend) == (
            "Sở Thử nghiệm B", "Không giao được", 8, "OSError", True,
        )  # fmt: skip
        from tinhso.core.work.public import inbox

        assert [t.title for t in inbox(clerk).rows if t.kind == "exchange.failed"] == ["Không giao được văn bản đến Sở Thử nghiệm B"]
        resend(clerk, dispatch.consignment)
        with pytest.raises(Conflict, match=r"exchange\.not_failed"):
            resend(clerk, dispatch.consignment)
    exchange.run()
    with exchange.acting(exchange.cast.clerk) as clerk:
        assert [t for t in inbox(clerk).rows if t.kind == "exchange.failed"] == []
        assert undelivered(clerk) == []
        assert [d.tag.text for d in dispatches(clerk, sent.id)] == ["Đã giao"]
    assert exchange.received().consignment == dispatch.consignment


def test_only_clerks_send_again_and_only_their_own(exchange: Exchange) -> None:
    exchange.issued()
    exchange.run("events.deliver")
    (dispatch,) = exchange.dispatches()
    with exchange.acting(exchange.cast.specialist) as actor:
        with pytest.raises(NotAllowed):
            resend(actor, dispatch.consignment)
        with pytest.raises(NotAllowed):
            undelivered(actor)
    with exchange.acting(exchange.cast.other_clerk) as other, pytest.raises(Refusal, match=r"exchange\.not_found"):
        resend(other, dispatch.consignment)


def test_a_recall_agreed_destroys_the_receivers_copy_and_ends_both_sides(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    exchange.run()
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run()
    assert exchange.delivery(sent) == ["13"]
    assert exchange.received().state == "recall_asked"
    with exchange.acting(exchange.cast.other_clerk) as clerk:
        incoming.agree_recall(clerk, got.id)
    exchange.run()
    assert (exchange.delivery(sent), exchange.state(sent)) == (["15"], "recalled")
    assert exchange.told(exchange.cast.agency) == [("01", False), ("03", False), ("13", True), ("15", False)]
    assert exchange.told(exchange.cast.other) == [("01", True), ("03", True), ("13", False), ("15", True)]
    with exchange.here() as actor:
        assert (
            StoredFile.objects.within(actor).filter(sha256=sent.file.sha256, agency_id=exchange.cast.agency).exists()
        )  # frozen, not destroyed


def test_a_recall_refused_lets_both_sides_go_on(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run()
    got = exchange.received()
    exchange.accepted_and_registered(got.id)
    exchange.run()
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run()
    with exchange.acting(exchange.cast.other_clerk) as clerk:
        incoming.refuse_recall(clerk, got.id, "Đã thi hành")
    exchange.run()
    assert (exchange.delivery(sent), exchange.state(sent)) == (["16"], "issued")
    with exchange.acting(exchange.cast.other_director) as director:
        incoming.close(director, got.id, "Để biết")
    exchange.run()
    assert exchange.delivery(sent) == ["06"]


def test_what_has_not_left_yet_does_not_leave_after_a_recall(exchange: Exchange) -> None:
    sent = exchange.issued()
    exchange.run("events.deliver")
    with exchange.acting(exchange.cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run("events.deliver")
    exchange.run()
    with exchange.there() as actor:
        assert not Inbound.objects.within(actor).exists()
    assert [d.state for d in exchange.dispatches()] == [Dispatch.State.CANCELLED]
    assert (exchange.delivery(sent), exchange.state(sent)) == (["15"], "recalled")


def test_one_dispatch_for_each_electronic_recipient_and_none_for_paper(exchange: Exchange) -> None:
    exchange.issued(
        recipients=(
            RecipientValue("Sở Thử nghiệm B", exchange.cast.other, addressed=True),
            RecipientValue("Công ty Thử nghiệm", None, paper_reason="party"),
        )
    )
    exchange.run()
    assert [(d.receiver_id, d.state) for d in exchange.dispatches()] == [(exchange.cast.other, "delivered")]


def test_an_agency_named_with_a_unit_of_its_own_gets_one_consignment(exchange: Exchange) -> None:
    cast = exchange.cast
    to = (RecipientValue("Sở Thử nghiệm B", cast.other, addressed=True), RecipientValue("Văn phòng", cast.other_office))
    sent = exchange.issued(recipients=to)
    exchange.run()
    (first,) = exchange.dispatches()
    assert exchange.received().number, "one arrival"
    assert exchange.delivery(sent) == ["01", "01"]
    with exchange.acting(cast.other_clerk) as clerk:
        incoming.refuse(clerk, exchange.received().id, "missing_annex")
    exchange.run()
    assert exchange.delivery(sent) == ["02", "02"]
    with exchange.acting(cast.clerk) as clerk:
        assert len(waiting(clerk)) == 1
        resend(clerk, first.consignment)
        assert waiting(clerk) == []
    exchange.run()
    assert exchange.delivery(sent) == ["01", "01"] and len(exchange.dispatches()) == 2
    with exchange.acting(cast.director) as director:
        recall(director, sent.id, "Ban hành nhầm")
    exchange.run("events.deliver")
    assert exchange.delivery(sent) == ["13", "13"]


def test_each_agency_reads_its_own_trail_only(exchange: Exchange) -> None:
    exchange.issued()
    exchange.run()
    with acting(exchange.cast.other_clerk):
        assert not Dispatch.objects.within(exchange.cast.other_clerk).exists()
        assert StatusMessage.objects.within(exchange.cast.other_clerk).count() == 1
    with acting(exchange.cast.clerk):
        assert not Inbound.objects.within(exchange.cast.clerk).exists()
        assert StatusMessage.objects.within(exchange.cast.clerk).count() == 1
        assert not Incoming.objects.within(exchange.cast.clerk).exists()
