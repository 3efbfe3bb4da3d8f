"""What is counted of incoming documents: arrivals, deadlines kept, the sender told the same day."""

from __future__ import annotations

from tinhso.core.indicators.public import Measure, Records, Words, indicator
from tinhso.documents.incoming.figures import (
    ALL,
    ANSWERED,
    ANSWERED_IN_TIME,
    BY_WIRE,
    IN_TIME,
    LATE,
    OVERDUE,
    UNANSWERED,
    Due,
    Received,
    Registered,
)

INCOMING = Words("Văn bản đến", "Incoming documents")
DOCUMENTS = Words("văn bản", "documents")
_DUE_VI = "Theo hạn đang có hiệu lực (đã gia hạn thì theo hạn mới). Không tính văn bản nơi gửi đã thu hồi."
_DUE_EN = "By the deadline that stands (the new one where time was given). Documents recalled by their sender are left out."


@indicator(
    code="VB.DEN", vi="Văn bản đến đã vào sổ", en="Incoming documents registered", measure=Measure.COUNT, unit=DOCUMENTS, group=INCOMING,
    formula_vi="Số đến được cấp trong kỳ, một dãy số cho cả bản giấy và bản điện tử.",
    formula_en="Arrival numbers given in the period, one sequence for paper and electronic.",
    left_out_vi="Không tính văn bản chưa vào sổ, văn bản trả lại nơi gửi và bì thư gửi đích danh chưa mở.",
    left_out_en="Documents not registered, returned to their senders, and unopened envelopes for named persons are left out.",
    law="ND30 Điều 22",
)  # fmt: skip
class Arrivals(Records):
    table = Registered
    above = ALL


@indicator(
    code="VB.DEN.DT", vi="Văn bản đến bằng đường điện tử", en="Incoming documents that came electronically", measure=Measure.COUNT, unit=DOCUMENTS,
    group=INCOMING, formula_vi="Trong VB.DEN, văn bản đến qua trục liên thông hoặc trên hệ thống.",
    formula_en="Of VB.DEN, documents that came through the exchange or in the system.",
    left_out_vi="Bản giấy được quét không phải là đến điện tử.", left_out_en="A scanned paper document did not arrive electronically.",
    law="QĐ 28/2018/QĐ-TTg",
)  # fmt: skip
class ElectronicArrivals(Records):
    table = Registered
    above = BY_WIRE


@indicator(
    code="VB.HAN", vi="Giải quyết đúng hạn", en="Settled in time", measure=Measure.PERCENT, unit=Words("%", "%"), group=INCOMING,
    formula_vi="Văn bản có hạn giải quyết trong kỳ và kết thúc chậm nhất trong ngày hạn / văn bản có hạn trong kỳ đã kết thúc hoặc đã quá hạn.",
    formula_en="Documents whose deadline lies in the period, closed by the end of that day / those closed, or overdue.",
    left_out_vi=f"Không tính văn bản chưa kết thúc mà còn trong hạn. {_DUE_VI}",
    left_out_en=f"Documents still open and in time are left out. {_DUE_EN}", law="ND30 Điều 24.2",
)  # fmt: skip
class SettledInTime(Records):
    table = Due
    above = IN_TIME
    below = IN_TIME | LATE | OVERDUE


@indicator(
    code="VB.HAN.DH", vi="Kết thúc đúng hạn", en="Closed in time", measure=Measure.COUNT, unit=DOCUMENTS, group=INCOMING,
    formula_vi="Văn bản có hạn giải quyết trong kỳ, kết thúc chậm nhất trong ngày hạn.",
    formula_en="Documents whose deadline lies in the period, closed by the end of that day.", left_out_vi=_DUE_VI, left_out_en=_DUE_EN,
    law="ND30 Điều 24.2",
)  # fmt: skip
class ClosedInTime(Records):
    table = Due
    above = IN_TIME


@indicator(
    code="VB.HAN.QH", vi="Chưa kết thúc, đã quá hạn", en="Open and overdue", measure=Measure.COUNT, unit=DOCUMENTS, group=INCOMING,
    formula_vi="Văn bản có hạn giải quyết trong kỳ mà đến lúc xem chưa kết thúc, đã qua giờ làm việc của ngày hạn.",
    formula_en="Documents whose deadline lies in the period, still open although the office has closed on that day.",
    left_out_vi=_DUE_VI, left_out_en=_DUE_EN, law="ND30 Điều 24.2",
)  # fmt: skip
class OpenLate(Records):
    table = Due
    above = OVERDUE


@indicator(
    code="VB.HAN.TH", vi="Kết thúc trễ hạn", en="Closed late", measure=Measure.COUNT, unit=DOCUMENTS, group=INCOMING,
    formula_vi="Văn bản có hạn giải quyết trong kỳ, kết thúc sau ngày hạn.",
    formula_en="Documents whose deadline lies in the period, closed after that day.", left_out_vi=_DUE_VI, left_out_en=_DUE_EN,
    law="ND30 Điều 24.2",
)  # fmt: skip
class ClosedLate(Records):
    table = Due
    above = LATE


@indicator(
    code="VB.XN", vi="Tiếp nhận trong ngày", en="Acknowledged the same day", measure=Measure.PERCENT, unit=Words("%", "%"), group=INCOMING,
    formula_vi="Văn bản đến điện tử trong kỳ được văn thư tiếp nhận, hoặc trả lại nơi gửi có lý do, ngay trong ngày đến / văn bản đến điện tử "
    "đã tiếp nhận, đã trả lại hoặc đã quá hạn đó.",
    formula_en="Electronic arrivals of the period that a clerk received, or returned with a reason, on the day they came / electronic arrivals "
    "received, returned or past that time.",
    left_out_vi="Đến sau giờ làm việc hoặc ngày nghỉ thì tính đến hết giờ ngày làm việc tiếp theo. Không tính bản giấy và văn bản còn trong hạn.",
    left_out_en="What comes after hours or on a day off has until the close of the next working day. Paper, and what is still in time, is left out.",
    law="ND30 Điều 21.2.c",
)  # fmt: skip
class Acknowledged(Records):
    table = Received
    above = ANSWERED_IN_TIME
    below = ANSWERED | UNANSWERED
