"""The outgoing half of the week: drafts on their way through the Department, and one document's whole life in two agencies."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tinhso.scenario.data import phrases
from tinhso.scenario.data.corpus import Corpus, Piece
from tinhso.scenario.data.intents import DAY, Diary
from tinhso.scenario.data.province import STTTT, by_key
from tinhso.scenario.data.staff import holder
from tinhso.scenario.data.week_in import ANSWER_REF, handlers, leader_of

_PATH = ("draft", "submit", "unit_head", "form_check", "leader", "sign", "number", "seal", "issue")
_DONE = {
    "drafting": 1, "unit_review": 2, "returned": 3, "form_check": 3, "leader_review": 4, "for_signature": 5, "signed": 6, "numbered": 7,
    "sealed": 8, "issued": 9, "recalled": 9, "void": 7,
}  # fmt: skip
"""How many steps of the path are behind a document that stops in a state."""
BY_DIRECTOR = frozenset({"report", "submission", "plan", "decision"})
"""Types the director signs himself, after the deputy's review; deputies sign the rest of their fields (KT.)."""
SNV = "snv"


THREAD = Piece(
    type_code="official_letter", subject="lấy ý kiến dự thảo Quy chế vận hành Hệ thống quản lý văn bản và điều hành", bases=(),
    body_blocks=(
        ("para", "Thực hiện nhiệm vụ được giao, Sở Thông tin và Truyền thông đã dự thảo Quy chế vận hành Hệ thống quản lý văn bản và điều hành."),
        ("para", "Để hoàn thiện dự thảo trước khi trình Ủy ban nhân dân tỉnh, kính đề nghị Sở Nội vụ tham gia ý kiến về các nội dung sau:"),
        ("item", "a", "Trách nhiệm của văn thư trong việc tiếp nhận, đăng ký và phát hành văn bản điện tử;"),
        ("item", "b", "Thời hạn xử lý, chế độ báo cáo và tiêu chí đánh giá hằng năm."),
        ("para", "Ý kiến tham gia gửi về Sở Thông tin và Truyền thông trong tuần để tổng hợp"),
    ),
    kinh_gui=(by_key()[SNV].name,), field="cntt", author=STTTT, recipients=(SNV,),
    annex=("Bảng so sánh dự thảo Quy chế", (
        ("Điều", "Nội dung dự thảo", "Căn cứ"),
        ("Điều 5", "Văn thư tiếp nhận, kiểm tra chữ ký số và đăng ký văn bản đến ngay trong ngày", "Điều 21, 22 Nghị định 30/2020/NĐ-CP"),
        ("Điều 9", "Văn bản ký số được phát hành ngay trong ngày ký, chậm nhất ngày làm việc tiếp theo", "Điều 18 Nghị định 30/2020/NĐ-CP"),
        ("Điều 14", "Báo cáo tình hình gửi, nhận văn bản điện tử hằng năm", "Quyết định 28/2018/QĐ-TTg"),
    )),
)  # fmt: skip
"""The document of the tour."""


def reply_to(incoming: Piece) -> Piece:
    """An answer of the Department to a letter."""
    to = by_key()[incoming.author]
    return Piece(
        type_code="official_letter", subject=f"phúc đáp {to.short_name} về việc {incoming.subject}", bases=(),
        body_blocks=(
            ("para", f"Sở Thông tin và Truyền thông nhận được văn bản của {to.name} về việc {incoming.subject}."),
            ("para", "Sau khi nghiên cứu, Sở thống nhất nội dung đề nghị; đơn vị chuyên môn của Sở sẽ liên hệ để triển khai trong tháng"),
        ),
        kinh_gui=(to.name,), field=incoming.field, author=STTTT, recipients=(incoming.author,),
        annex=("Đầu mối phối hợp", (
            ("Nội dung", "Đơn vị đầu mối", "Thời hạn"),
            ("Rà soát số liệu", "Phòng Công nghệ thông tin", "Ngày 20 hằng tháng"),
            ("Tổng hợp, báo cáo", "Văn phòng Sở", "Ngày 25 hằng tháng"),
        )),
    )  # fmt: skip


class Outgoing:
    def __init__(self, diary: Diary, corpus: Corpus, rng: Random) -> None:
        self.diary, self.corpus, self.rng = diary, corpus, rng

    def play(self, ends: dict[str, int], answers: list[tuple[str, Piece, int]]) -> None:
        """Writes every draft's acts; the last of the issued answer `answers`, so that their references exist."""
        number = 0
        for end, count in ends.items():
            own = count - len(answers) - 1 if end == "issued" else count  # one more issued: see life_of_one
            for _ in range(own):
                number += 1
                piece = self._piece(end)
                self._go(f"out-{number:02d}", piece, self._start(end), end, reviewed=end == "leader_review")
        for index, (ref, incoming, minute) in enumerate(answers, start=1):
            self._go(ANSWER_REF.format(index), reply_to(incoming), minute + 60, "issued", reply=ref)

    def life_of_one(self) -> None:
        """The thread of the tour: written here, closed in the Department of Home Affairs by an answer that comes back."""
        end = self._go("thread", THREAD, 20, "issued")
        act = self.diary.act
        act(end + 15, "vanthu.snv", "accept", "thread")
        act(end + 22, "vanthu.snv", "register", "thread")
        act(end + 40, "chanhvanphong.snv", "present", "thread", to="giamdoc.snv", proposal="Đề nghị giao Phòng Cải cách hành chính chủ trì")
        text = "Giao Phòng Cải cách hành chính chủ trì, có văn bản trả lời trong tuần."
        act(end + 90, "giamdoc.snv", "direct", "thread", lead="snv.cchc", co=(), know=("snv.vp",), deadline=None, text=text)
        act(end + 110, "truongphong.snv", "assign", "thread", to="chuyenvien.snv")
        act(end + 150, "chuyenvien.snv", "begin", "thread")
        answer = replace(
            reply_to(THREAD), subject="tham gia ý kiến dự thảo Quy chế vận hành Hệ thống quản lý văn bản và điều hành", kinh_gui=(by_key()[STTTT].name,), author=SNV, annex=None,
            body_blocks=(
                ("para", f"Sở Nội vụ nhận được văn bản của Sở Thông tin và Truyền thông về việc {THREAD.subject}."),
                ("para", "Sở Nội vụ thống nhất với nội dung dự thảo; đề nghị bổ sung trách nhiệm của văn thư khi nhận văn bản ngoài giờ"),
            ), recipients=(STTTT,),
        )  # fmt: skip
        at = end + 200
        act(
            at,
            "chuyenvien.snv",
            "draft",
            "thread-reply",
            piece=answer,
            unit="snv.cchc",
            signer="giamdoc.snv",
            reviewers=(),
            reply_to="thread",
        )
        act(at + 5, "chuyenvien.snv", "submit", "thread-reply")
        act(at + 40, "truongphong.snv", "approve", "thread-reply", step="unit_head", text=phrases.OPINIONS["unit_head"][0])
        act(at + 60, "chanhvanphong.snv", "approve", "thread-reply", step="form_check", text=phrases.OPINIONS["form_check"][0])
        act(at + 120, "giamdoc.snv", "sign", "thread-reply", text=phrases.OPINIONS["sign"][0])
        for minute, verb in enumerate(("number", "seal", "issue"), start=130):
            act(at + minute, "vanthu.snv", verb, "thread-reply")
        act(at + 160, "chuyenvien.snv", "close", "thread", result=phrases.RESULTS[0], reply="thread-reply")
        act(at + 180, "vanthu", "accept", "thread-reply")
        act(at + 185, "vanthu", "register", "thread-reply")

    def _piece(self, end: str) -> Piece:
        """Types as they come; a leader's review needs one that the director signs, a recall one with several recipients."""
        while True:
            piece = self.corpus.one()
            if end == "leader_review" and piece.type_code not in BY_DIRECTOR:
                continue
            if end == "recalled" and len(piece.recipients) != 1:
                continue
            return piece

    def _start(self, end: str) -> int:
        early = end in ("issued", "recalled", "void")
        day = self.rng.randint(0, 2) if early else 4 if end in ("signed", "numbered", "sealed") else self.rng.randint(3, 4)
        return day * DAY + self.rng.randint(0, 90)

    def _go(self, ref: str, piece: Piece, minute: int, end: str, *, reply: str | None = None, reviewed: bool = False) -> int:
        """Acts up to `end`; returns the last act's minute."""
        unit, head, specialist = handlers(piece.field, ref)
        deputy = leader_of(piece.field)
        by_director = reviewed or piece.type_code in BY_DIRECTOR
        signer = "giamdoc" if by_director else deputy
        reviewers = (deputy,) if by_director and deputy != signer else ()
        # A head who reviews as deputy director would decide twice on one draft; the deputy head of his unit checks it instead.
        checker = head if head not in (signer, *reviewers) else holder(STTTT, "deputy_head", unit)
        for step in _PATH[: _DONE[end]]:
            if step == "leader" and not reviewers:
                continue
            self._step(step, ref, piece, minute, end, unit, specialist, checker, signer, reviewers, reply)
            minute += self.rng.randint(8, 35)
        minute -= 5
        if end == "recalled":
            self.diary.act(minute + 60, signer, "recall", ref, reason=phrases.RECALL_REASONS[0])
            self.diary.act(minute + 150, holder(piece.recipients[0], "clerk"), "agree_recall", ref)
        if end == "void":
            self.diary.act(minute + 30, "vanthu", "void", ref, reason=phrases.VOID_REASONS[1])
        return minute

    def _step(
        self, step: str, ref: str, piece: Piece, minute: int, end: str, unit: str, drafter: str, checker: str, signer: str,
        reviewers: tuple[str, ...], reply: str | None,
    ) -> None:  # fmt: skip
        act, rng = self.diary.act, self.rng
        if step == "draft":
            act(minute, drafter, "draft", ref, piece=piece, unit=unit, signer=signer, reviewers=reviewers, reply_to=reply)
        elif step == "submit":
            act(minute, drafter, "submit", ref)
        elif step == "sign":
            act(minute, signer, "sign", ref, text=rng.choice(phrases.OPINIONS["sign"]))
        elif step == "unit_head" and end == "returned":
            act(minute, checker, "return", ref, reason=rng.choice(phrases.RETURN_REASONS))
        elif step in ("unit_head", "form_check", "leader"):
            who = {"unit_head": checker, "form_check": "chanhvanphong", "leader": reviewers[0] if reviewers else ""}[step]
            act(minute, who, "approve", ref, step=step, text=rng.choice(phrases.OPINIONS[step]))
        else:
            act(minute, "vanthu", step, ref)
