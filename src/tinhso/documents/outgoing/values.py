"""What a drafter gives: plain values, checked before anything is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from tinhso.documents.marks import stamps_in
from tinhso.documents.types import BY_CODE, ISSUED, DocumentType
from tinhso.kit.errors import Refusal
from tinhso.kit.text import nfc, squeeze


@dataclass(frozen=True, slots=True)
class RecipientValue:
    """`unit`: an agency or unit of the tree; None for a name outside it (then on paper). `addressed`: stands under Kính gửi."""

    name: str
    unit: int | None = None
    purpose: str = "act"
    addressed: bool = False
    paper_reason: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a draft laid out here. `body`: lines; see `body` for what begins an article, a table, an annex.

    `co_signer` signs beside the signer: the secretary of minutes, another party; `confirmation` is the left block of a leave permit.
    """

    body: str = ""
    bases: tuple[str, ...] = ()
    heading: str = ""
    circulation: str = ""
    drafter_mark: str = ""
    with_address: bool = False
    co_signer: str = ""
    co_signer_post: str = ""
    confirmation: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "bases": list(self.bases)}

    @property
    def stamps(self) -> list[str]:
        """The marks of secrecy that stand alone on a line."""
        return stamps_in(nfc("\n".join((*self.bases, self.body))))

    @classmethod
    def of(cls, content: dict[str, Any] | None) -> Text:
        content = dict(content or {})
        content["bases"] = tuple(content.get("bases", ()))
        return cls(**content)


@dataclass(frozen=True, slots=True)
class DraftValues:
    """A draft as its form gives it. `signer` is a post; `consulted` units, to answer by the end of `answer_by`; `reviewers` posts that see it
    before the signer; `not_secret` confirms that a line like “TỐI MẬT” is no mark of state secrecy."""

    type_code: str
    subject: str
    signer: int | None
    text: Text = field(default_factory=Text)
    recipients: tuple[RecipientValue, ...] = ()
    consulted: tuple[int, ...] = ()
    reviewers: tuple[int, ...] = ()
    field: str = ""
    urgency: str = ""
    secrecy: str = ""
    due: date | None = None
    answer_by: date | None = None
    reply_to: str | None = None
    named_only: bool = False
    not_secret: bool = False

    @property
    def type(self) -> DocumentType:
        return BY_CODE[self.type_code]

    def check(self) -> None:
        """Raises Refusal: unknown type, no subject, no signer, answers due after the document, an outside recipient without its lawful reason for paper,
        `outgoing.secret_mark` unless `not_secret` confirms."""
        if self.type_code not in {t.code for t in ISSUED}:
            raise Refusal(
                "draft.type",
                vi=f"Không có loại văn bản “{self.type_code}” (Điều 7 Nghị định 30/2020).",
                en=f"There is no document type “{self.type_code}” (Decree 30/2020, Article 7).",
            )
        if not squeeze(self.subject):
            raise Refusal("draft.subject", vi="Chưa nhập trích yếu.", en="The subject is missing.")
        if self.signer is None:
            raise Refusal("draft.signer", vi="Chưa chọn người ký.", en="Choose who signs.")
        if not self.secrecy and not self.not_secret:
            need_no_stamp(self.text)
        if self.answer_by and self.due and self.answer_by > self.due:
            raise Refusal(
                "draft.answer_by",
                vi="Hạn góp ý của đơn vị phối hợp sau hạn của văn bản. Chọn ngày sớm hơn.",
                en="The consulted units would answer after the document is due. Choose an earlier day.",
            )
        for recipient in self.recipients:
            if recipient.unit is None and recipient.purpose != "keep" and not recipient.paper_reason:
                raise Refusal(
                    "draft.paper_reason",
                    vi=f"Nơi nhận “{recipient.name}” ngoài hệ thống: chọn lý do gửi bản giấy (Điều 7 QĐ 28/2018/QĐ-TTg).",
                    en=f"Recipient “{recipient.name}” is outside the system: choose the reason for paper (Decision 28/2018, Article 7).",
                    name=recipient.name,
                    addressed=recipient.addressed,
                )


def need_no_stamp(text: Text) -> None:
    """Of a draft that is no secret and of which nobody said that its mark is none. Raises Refusal `outgoing.secret_mark`."""
    if text.stamps:
        marks = ", ".join(text.stamps)
        raise Refusal(
            "outgoing.secret_mark",
            vi=f"Dự thảo có dòng chỉ ghi “{marks}”. Nội dung văn bản mật không được đưa lên Hệ thống (QĐ 28/2018/QĐ-TTg Điều 1.2): nếu là văn bản "
            "mật, chọn Độ mật. Nếu chắc chắn không phải, mở dự thảo, xác nhận rồi lưu lại.",
            en=f"A line of the draft says “{marks}” alone. The text of a state secret must not enter the System (Decision 28/2018, Article 1.2): if it "
            "is one, choose its secrecy. If it is certainly none, open the draft, confirm and save it again.",
        )
