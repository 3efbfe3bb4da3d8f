"""Sentences with which authority is refused: each names its article and what to do."""

from __future__ import annotations

from datetime import datetime

from tinhso.core.people.roster import PostView
from tinhso.kit.errors import Refusal

_SCOPE = {
    "KT": ("signing.field", "khoản 1, 2 Điều 13", "Trình người đứng đầu, hoặc cấp phó phụ trách lĩnh vực này.",
           "Submit it to the head, or to the deputy in charge of this field."),
    "TL": ("signing.order", "khoản 4 Điều 13", "Trình người đứng đầu, hoặc bổ sung loại văn bản này vào quy chế làm việc.",
           "Submit it to the head, or add this type to the working regulation."),
    "TUQ": ("signing.mandate", "khoản 3 Điều 13", "Trình người đứng đầu, hoặc lập văn bản ủy quyền cho nội dung này.",
            "Submit it to the head, or have this matter delegated in writing."),
}  # fmt: skip
_DECREE = "Nghị định 30/2020/NĐ-CP"


def not_in_post(me: PostView, at: datetime) -> Refusal:
    return Refusal(
        "signing.not_in_post",
        vi=f"{me.name} không giữ chức vụ {me.title} vào lúc {at:%H:%M ngày %d/%m/%Y}. Chọn người đang giữ chức vụ.",
        en=f"{me.name} does not hold the post {me.title} at {at:%H:%M, %d/%m/%Y}. Choose the person who does.",
        post=me.id,
    )


def outside_scope(mode: str, me: PostView, doc_type: str | None, field: str | None) -> Refusal:
    code, article, what_vi, what_en = _SCOPE[mode]
    sign = {"KT": "ký thay", "TL": "ký thừa lệnh", "TUQ": "ký thừa ủy quyền"}[mode]
    shown = ", ".join(v for v in (doc_type, field) if v)
    thing_vi = f"văn bản này ({shown})" if shown else "văn bản này"
    thing_en = f"this document ({shown})" if shown else "this document"
    return Refusal(
        code,
        vi=f"{me.name} ({me.title}) không được giao {sign} {thing_vi}: {article} {_DECREE}. {what_vi}",
        en=f"{me.name} ({me.title}) was not given {mode}. authority over {thing_en}: {article} of {_DECREE}. {what_en}",
        post=me.id,
    )


def choose_field(me: PostView) -> Refusal:
    return Refusal(
        "signing.choose_field",
        vi=f"{me.name} ({me.title}) ký theo lĩnh vực được phân công (khoản 1 Điều 13 {_DECREE}). Chọn lĩnh vực của văn bản.",
        en=f"{me.name} ({me.title}) signs in the fields assigned (khoản 1 Điều 13, {_DECREE}). Choose the document's field.",
        post=me.id,
    )


def expired(me: PostView, since: datetime) -> Refusal:
    return Refusal(
        "signing.expired",
        vi=f"Việc giao ký cho {me.name} ({me.title}) đã hết hạn từ {since:%H:%M ngày %d/%m/%Y} (Điều 13 {_DECREE}). "
        "Trình người đứng đầu, hoặc lập văn bản giao ký mới.",
        en=f"The authority given to {me.name} ({me.title}) ended at {since:%H:%M, %d/%m/%Y} (Điều 13, {_DECREE}). "
        "Submit it to the head, or have it given again.",
        post=me.id,
    )


def no_authority(me: PostView, organ: str) -> Refusal:
    return Refusal(
        "signing.no_authority",
        vi=f"{me.name} ({me.title}) không có thẩm quyền ký văn bản của {organ}: chỉ người đứng đầu, cấp phó được giao, "
        f"người được thừa lệnh hoặc thừa ủy quyền (Điều 13 {_DECREE}). Chọn người ký khác.",
        en=f"{me.name} ({me.title}) may not sign for {organ}: only the head, a deputy in charge, or one signing by order or mandate "
        f"(Điều 13, {_DECREE}). Choose another signer.",
        post=me.id,
    )
