"""The pages of outgoing documents, as each role meets them."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor
from tinhso.core.notifications.public import unread
from tinhso.core.people.models import Account
from tinhso.documents.outgoing.actions.decide import return_
from tinhso.documents.outgoing.actions.draft import amend
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import Text, number, submit
from tinhso.kit import clock
from tinhso.kit.errors import Conflict

ROOT = "/van-ban-di/"


def login(actor: Actor) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    client.force_login(Account.objects.get(pk=actor.account), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(office: Office, **more: str) -> dict[str, str]:
    base = {
        "type_code": "official_letter", "subject": "rà soát số liệu chuyển đổi số", "signer": str(office.cast.director.post),
        "addressed": "Sở Thử nghiệm B", "body": "Đề nghị Quý Sở phối hợp.\n1. Cử đầu mối.", "recipients": "", "bases": "", "paper_reason": "",
    }  # fmt: skip
    return {**base, **more}


def test_a_specialist_writes_a_draft_and_submits_it_by_the_form(office: Office) -> None:
    with clock.at(office.now):
        client = login(office.cast.specialist)
        answer = client.post(f"{ROOT}soan/", form(office))
        assert answer.status_code == 302, answer.content.decode()[:3000]
        card = client.get(answer["Location"])
        assert "rà soát số liệu chuyển đổi số" in card.content.decode() and "Trình" in card.content.decode()
        preview = client.get(answer["Location"] + "xem-truoc.pdf")
        assert preview.content.startswith(b"%PDF-")
        sent = client.post(answer["Location"] + "trinh/", {"text": "Kính trình"})
        assert sent.status_code == 302
        assert Outgoing.plain.get().state == "unit_review"


def test_the_course_names_no_version_of_a_draft_that_never_had_one(office: Office) -> None:
    made = office.drafted()
    with clock.at(office.now):
        client = login(office.cast.specialist)
        assert client.post(f"{ROOT}{made.id}/rut/", {"text": "Không cần nữa"}).status_code == 302
        words = client.get(f"{ROOT}{made.id}/").content.decode()
    assert "Không cần nữa" in words and "bản 0" not in words


def test_what_another_window_saved_is_shown_line_by_line_with_what_differs_marked(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(text=Text(body="Kính đề nghị.\n1. Cử hai cán bộ.\n2. Gửi báo cáo."), due=None), made.revision)
    typed = form(office, body="Kính đề nghị.\n1. Cử ba cán bộ.\n2. Gửi báo cáo.", revision=str(made.revision))
    with clock.at(office.now):
        answer = login(office.cast.specialist).post(f"{ROOT}{made.id}/sua/", typed)
    (body,) = (one for one in answer.context["theirs"] if one.label == "Nội dung")
    assert answer.status_code == 409 and [line.kind for line in body.lines] == ["same", "changed", "same"]
    page = answer.content.decode()
    marked = page[page.index("Đang lưu ở cửa sổ kia") : page.index("<ts-draft")]
    assert (
        [word in marked for word in ("hai<span", "ba<span", "Kính đề nghị.")] == [True] * 3
        and marked.count("<del>") >= 1
        and "<ins>" in marked
    )


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("subject", "", "Trích yếu"),
        ("subject", "rất dài " * 80, "639"),
        ("type_code", "khong-co", "khong-co"),
        ("due", "31/02", "Thời hạn chưa đúng"),
        ("due", "01/01/1900", "Ngày phải từ"),
        ("recipients", "Công ty Ngoài Hệ Thống", "chọn lý do gửi bản giấy"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_written(office: Office, field: str, value: str, told: str) -> None:
    answer = login(office.cast.specialist).post(f"{ROOT}soan/", form(office, **{field: value}))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Outgoing.plain.exists()


def test_a_term_of_working_days_is_counted_from_the_next_one(office: Office) -> None:
    with clock.at(office.now):  # a Monday
        page = login(office.cast.specialist).post(f"{ROOT}soan/", form(office, due="+5"))
    assert page.status_code == 302 and f"{Outgoing.plain.get().due:%d/%m/%Y}" == "16/03/2020"


def test_the_same_form_sent_twice_changes_its_draft_and_makes_no_second_one(office: Office) -> None:
    with clock.at(office.now):
        client = login(office.cast.specialist)
        key = client.get(f"{ROOT}soan/").context["form"]["key"].value()
        first = client.post(f"{ROOT}soan/", form(office, key=str(key)))
        again = client.post(f"{ROOT}soan/", form(office, key=str(key), subject="sửa sau khi quay lại"))
        assert first["Location"] == again["Location"]
        assert [d.subject for d in Outgoing.plain.all()] == ["sửa sau khi quay lại"]
        other = login(office.cast.other_specialist).post(
            f"{ROOT}soan/", form(office, key=str(key), signer=str(office.cast.other_director.post))
        )
    assert other.status_code == 302 and other["Location"] != first["Location"], "another's key makes a draft of one's own"


def test_a_missing_signer_or_element_is_named_when_submitting(office: Office) -> None:
    made = office.drafted(text=office.values().text.__class__(body=""))
    with clock.at(office.now):
        client = login(office.cast.specialist)
        answer = client.post(f"{ROOT}{made.id}/trinh/")
        shown = client.get(f"{ROOT}{made.id}/xem-truoc.pdf", headers={"HX-Request": "true"})
        assert client.get(f"{ROOT}{made.id}/xem-truoc.pdf").status_code == 422
    assert answer.status_code == 422  # the card itself, with the sentence on top
    assert "nội dung" in " ".join(str(m) for m in answer.context["messages"]).lower()
    words = shown.content.decode()
    assert shown.status_code == 200 and "Chưa dàn trang được" in words
    assert "Tải về" not in words and "Mở riêng" not in words, "there is nothing to open"


def test_an_unsubmitted_draft_shows_its_pages_as_pictures_as_every_card_does(office: Office) -> None:
    """A phone shows no PDF inside a page."""
    made = office.drafted()
    with clock.at(office.now):
        client = login(office.cast.specialist)
        card = client.get(f"{ROOT}{made.id}/").content.decode()
        pages = client.get(f"{ROOT}{made.id}/xem-truoc.pdf", headers={"HX-Request": "true"}).content.decode()
    assert "<iframe" not in card and f'hx-get="{ROOT}{made.id}/xem-truoc.pdf"' in card
    assert pages.count('<img src="data:image/svg+xml;base64,') == 1 and 'width="210" height="297"' in pages and "Tải về" in pages


def test_the_page_shown_before_signing_is_never_an_earlier_one(office: Office) -> None:
    made = office.for_signature()
    with clock.at(office.now):
        client = login(office.cast.director)
        first = client.get(f"{ROOT}{made.id}/trang/0.png")
        assert "no-cache" in first["Cache-Control"]
        kept = {"If-None-Match": first["ETag"]}
        assert client.get(f"{ROOT}{made.id}/trang/0.png", headers=kept).status_code == 304
    with office.acting(office.cast.director) as director:
        return_(director, made.id, "Viết lại")
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(text=Text(body="Bản hai, khác hẳn.")))
        submit(drafter, made.id, "Trình lại")
    with clock.at(office.now):
        again = login(office.cast.specialist).get(f"{ROOT}{made.id}/trang/0.png", headers=kept)
    assert again.status_code == 200 and again.content != first.content


def test_a_conflict_says_the_hour_of_vietnam(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(subject="đổi rồi"), made.revision)
    with office.acting(office.cast.specialist) as drafter, pytest.raises(Conflict) as refused:
        amend(drafter, made.id, office.values(subject="đổi nữa"), made.revision)
    assert "lúc 08:02 09/03/2020" in refused.value.vi, "the hour of the other's saving, not of the draft's beginning"


def test_of_two_windows_on_one_draft_the_second_keeps_its_words_and_saves_when_it_has_seen(office: Office) -> None:
    made = office.drafted()
    with clock.at(office.now):
        client = login(office.cast.specialist)
        first, second = (form(office, subject=words, revision=str(made.revision)) for words in ("cửa sổ một", "cửa sổ hai"))
        assert client.post(f"{ROOT}{made.id}/sua/", first).status_code == 302
        refused = client.post(f"{ROOT}{made.id}/sua/", second)
        page = refused.content.decode()
        assert refused.status_code == 409 and "cửa sổ hai" in page and "Đối chiếu" in page and "cửa sổ một" in page
        made = Outgoing.plain.get(pk=made.id)
        assert made.subject == "cửa sổ một"
        assert f'name="revision" value="{made.revision}"' in page
        assert client.post(f"{ROOT}{made.id}/sua/", {**second, "revision": str(made.revision)}).status_code == 302
    assert Outgoing.plain.get(pk=made.id).subject == "cửa sổ hai"


def test_dieu_15_2_a_secret_document_stands_in_its_own_register_and_waits_to_go_out_once_numbered(office: Office) -> None:
    made = office.drafted(secrecy="confidential")
    with clock.at(office.now):
        drafter, clerk = login(office.cast.specialist), login(office.cast.clerk)
        assert "văn thư đã nhận việc" in drafter.get(f"{ROOT}{made.id}/").content.decode()
        assert clerk.post(f"{ROOT}{made.id}/so-giay/").status_code == 302
        notation = Outgoing.plain.get(pk=made.id).notation
        assert "Đã cấp số, chờ phát hành" in clerk.get(f"{ROOT}{made.id}/").content.decode()
        assert str(made.id) in clerk.get(f"{ROOT}to_issue/").content.decode()
        assert str(made.id) not in clerk.get(f"{ROOT}to_seal/").content.decode()
        assert notation not in clerk.get(f"{ROOT}so/?nam=2020").content.decode()
        secret = clerk.get(f"{ROOT}so/?nam=2020&so=mat").content.decode()
        assert notation in secret and "Mật" in secret and made.subject not in secret
        assert clerk.get(f"{ROOT}so.pdf?nam=2020&so=mat").content.startswith(b"%PDF")


def test_a_clerk_sends_a_signed_document_back_from_its_card(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        assert 'data-dialog="send_back"' in clerk.get(f"{ROOT}{made.id}/").content.decode()
        assert 'data-dialog="send_back"' not in login(office.cast.director).get(f"{ROOT}{made.id}/").content.decode()
        assert clerk.post(f"{ROOT}{made.id}/tra-nguoi-soan/", {"text": "Thiếu nơi nhận"}).status_code == 302
        assert "Thiếu nơi nhận" in login(office.cast.specialist).get(f"{ROOT}{made.id}/").content.decode()


def test_the_card_follows_the_job_that_seals_and_issues_until_it_is_done(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        after = clerk.post(f"{ROOT}{made.id}/cap-so/", {"all": "1"})
        assert after["Location"].endswith("?cho=15")
        assert clerk.get(after["Location"])["Refresh"] == "2; url=?cho=14"
        assert "Refresh" not in clerk.get(f"{ROOT}{made.id}/") and "Refresh" not in clerk.get(f"{ROOT}{made.id}/?cho=99999")
        run_jobs("outgoing.finish")
        assert "Refresh" not in clerk.get(after["Location"])


def test_the_card_shows_each_role_what_it_may_do(office: Office) -> None:
    made = office.submitted()
    with clock.at(office.now):
        seen = {
            who: login(getattr(office.cast, who)).get(f"{ROOT}{made.id}/")
            for who in ("specialist", "unit_head", "clerk", "colleague", "other_clerk", "administrator")
        }
    assert [seen[w].status_code for w in ("specialist", "unit_head", "clerk")] == [200, 200, 200]
    assert [seen[w].status_code for w in ("colleague", "other_clerk", "administrator")] == [404, 404, 404]
    assert 'data-dialog="approve"' in seen["unit_head"].content.decode()
    assert 'data-dialog="approve"' not in seen["clerk"].content.decode()


def test_a_stranger_gets_the_same_answer_as_for_a_document_that_never_was(office: Office) -> None:
    made = office.submitted()
    client = login(office.cast.other_clerk)
    there, never = client.get(f"{ROOT}{made.id}/"), client.get(f"{ROOT}{uuid4()}/")
    assert (there.status_code, len(there.content)) == (never.status_code, len(never.content))


def test_signing_asks_for_the_password_again(office: Office) -> None:
    made = office.for_signature()
    account = Account.objects.get(pk=office.cast.director.account)
    account.set_password("mot-mat-khau-dai")
    account.save()
    client = login(office.cast.director)
    with clock.at(office.now):
        shown = client.get(f"{ROOT}{made.id}/ky/")
        assert shown.status_code in (200, 302)
        answer = client.post(f"{ROOT}{made.id}/ky/", {"sha256": made.file.sha256})
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    assert Outgoing.plain.get(pk=made.id).state == "for_signature"


def test_an_old_link_to_signing_leads_to_the_card_where_nothing_waits_for_that_signature(office: Office) -> None:
    signed, waiting = office.signed(), office.for_signature()
    with clock.at(office.now):
        for who, made in ((office.cast.director, signed), (office.cast.specialist, waiting)):
            client = login(who)
            answer = client.get(f"{ROOT}{made.id}/ky/")
            assert (answer.status_code, answer["Location"]) == (302, f"{ROOT}{made.id}/")
            assert "không chờ bạn ký, hoặc đã ký rồi" in client.get(answer["Location"]).content.decode()
        sent = login(office.cast.director).post(f"{ROOT}{signed.id}/ky/", {"sha256": "0" * 64})
    assert "Tệp đã khác" not in sent.content.decode()


def test_an_address_that_only_takes_a_button_leads_to_the_card_or_says_so(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        to_card = clerk.get(f"{ROOT}{made.id}/cap-so/")
        answer = clerk.get(f"{ROOT}nhom/1/bo/")
    assert (to_card.status_code, to_card["Location"]) == (302, f"{ROOT}{made.id}/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "chỉ nhận một việc được bấm trên trang" in answer.content.decode()


def test_a_voided_number_is_said_on_the_card_and_told_to_drafter_and_signer(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        assert clerk.post(f"{ROOT}{made.id}/cap-so/").status_code == 302
        busy = clerk.get(f"{ROOT}{made.id}/?cho=5").content.decode()
        assert "/dong-dau/" not in busy and 'data-dialog="void"' not in busy, "a job is at it: nobody meddles"
        assert clerk.post(f"{ROOT}{made.id}/huy-so/", {"text": "Cấp nhầm sổ"}).status_code == 302
        assert "Cấp nhầm sổ" in clerk.get(f"{ROOT}{made.id}/").content.decode()
    for told in (office.cast.specialist, office.cast.director):
        with office.acting(told) as actor:
            assert "outgoing.voided" in [n.kind for n in unread(actor)]


def test_a_verb_that_the_state_refuses_is_a_conflict_with_a_sentence(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert client.post(f"{ROOT}{made.id}/cap-so/").status_code == 302
        answer = client.post(f"{ROOT}{made.id}/cap-so/")
    assert answer.status_code == 409
    assert "01/STNA-CN" in answer.content.decode()


def test_boxes_register_and_bound_print_show_the_numbered_document(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, made.id)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert "01/STNA-CN" in client.get(f"{ROOT}to_seal/").content.decode()
        assert "01/STNA-CN" in client.get(f"{ROOT}so/?nam=2020").content.decode()
        pdf = client.get(f"{ROOT}so.pdf?nam=2020")
        assert pdf.content.startswith(b"%PDF-")
        assert client.get(f"{ROOT}so/?nam=1").status_code == 400
        assert client.get(f"{ROOT}khong-co-hop/").status_code == 404
        assert client.get(f"{ROOT}to_seal/?older=%22bad").status_code == 400


def test_files_of_a_document_are_served_to_those_who_see_it_only(office: Office) -> None:
    made = office.signed()
    mine, other = login(office.cast.clerk), login(office.cast.other_clerk)
    with clock.at(office.now):
        for path in ("van-ban.pdf", "ban/1.pdf", "trang/0.png"):
            assert mine.get(f"{ROOT}{made.id}/{path}").status_code == 200
            assert other.get(f"{ROOT}{made.id}/{path}").status_code == 404
        assert mine.get(f"{ROOT}{made.id}/trang/99.png").status_code == 404


def test_an_uploaded_word_pdf_gets_its_places_and_goes_the_same_way(office: Office) -> None:
    made = office.drafted()
    with clock.at(office.now):
        client = login(office.cast.specialist)
        bad = client.post(f"{ROOT}{made.id}/tep/", {"upload": _file(b"not a pdf", "a.pdf")})
        assert bad.status_code == 422
        answer = client.post(f"{ROOT}{made.id}/tep/", {"upload": _file(word_pdf(), "cong-van.pdf")})
        assert answer.status_code == 302 and answer["Location"].endswith("/vi-tri/")
        shown = client.get(answer["Location"])
        assert shown.status_code == 200


def test_of_several_annexes_all_are_kept_or_none(office: Office) -> None:
    made = office.drafted()
    with clock.at(office.now):
        client = login(office.cast.specialist)
        two = [_file(b"ten,so\nA,1\n", "so-lieu.csv"), _file(b"not a pdf", "hong.pdf")]
        refused = client.post(f"{ROOT}{made.id}/tep/?phu-luc=1", {"upload": two})
        assert refused.status_code == 422 and "hong.pdf" in refused.content.decode()
        assert not Outgoing.plain.get().annexes.exists()
        assert client.post(f"{ROOT}{made.id}/tep/?phu-luc=1", {"upload": _file(b"ten,so\nA,1\n", "so-lieu.csv")}).status_code == 302
        assert Outgoing.plain.get().annexes.count() == 1


def _file(data: bytes, name: str) -> BytesIO:
    stream = BytesIO(data)
    stream.name = name
    return stream


@pytest.mark.parametrize("path", ["drafts/", "so/?nam=2020", ""])
def test_lists_ask_the_same_number_of_queries_for_5_and_for_50_documents(office: Office, path: str) -> None:
    counts = []
    client = login(office.cast.specialist)
    for many in (5, 45):
        for _ in range(many):
            office.drafted(recipients=())
        client.get(f"{ROOT}{path}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{ROOT}{path}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_phu_luc_vi_who_has_seen_a_document_is_shown_to_those_who_may_ask(office: Office) -> None:
    card = f"/van-ban-di/{office.submitted().id}/"
    with clock.at(office.now):
        assert "Ai đã xem" not in login(office.cast.unit_head).get(card).content.decode()
        told = login(office.cast.director).get(card).content.decode()
    assert office.cast.unit_head.name in told.split("Ai đã xem")[1]


def test_dieu_18_5_a_signed_document_is_printed_and_issued_on_paper_for_a_reason_of_the_law(office: Office) -> None:
    made = office.signed()
    card = f"/van-ban-di/{made.id}/"
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        assert f'action="{card}so-giay/"' in clerk.get(card).content.decode()
        assert clerk.post(f"{card}so-giay/", {"reason": "secret"}).status_code == 422, "that is the reason of secrets alone"
        assert clerk.post(f"{card}so-giay/", {"reason": "no_system"}).status_code == 302
    kept = Outgoing.plain.get(pk=made.id)
    assert (kept.state, kept.source, kept.paper_reason, kept.box) == ("numbered", "paper", "no_system", "to_issue")
    assert kept.file_id is not None, "what was signed stays, to be printed from"
