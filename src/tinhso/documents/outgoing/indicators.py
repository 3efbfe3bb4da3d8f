"""What is counted of outgoing documents (documents.figures say how): numbers given, electronic issuing, sending in time."""

from __future__ import annotations

from tinhso.core.indicators.public import Measure, Records, Words, indicator
from tinhso.documents.outgoing.figures import BY_WIRE, DECIDED, ELECTRONIC, IN_TIME, NORMATIVE, OFFICE, OPEN, VOID, Numbered

OUTGOING = Words("Văn bản đi", "Outgoing documents")
DOCUMENTS = Words("văn bản", "documents")
_SHARE_VI = "văn bản hành chính đã cấp số trong kỳ (VB.DI)"
_SHARE_EN = "administrative documents numbered in the period (VB.DI)"
_MEANS_VI = "có chữ ký số của người có thẩm quyền và của cơ quan đều hợp lệ, và đã gửi điện tử tới ít nhất một nơi nhận"
_MEANS_EN = "with a valid signature of the signing person and of the agency, and sent electronically to at least one recipient"


@indicator(
    code="VB.DI", vi="Văn bản đi đã cấp số", en="Outgoing documents numbered", measure=Measure.COUNT, unit=DOCUMENTS, group=OUTGOING,
    formula_vi="Số văn bản hành chính được cấp số có ngày ban hành trong kỳ, gồm cả hệ thống số văn bản mật.",
    formula_en="Administrative documents whose number bears a date of the period, the secret series included.",
    left_out_vi="Không tính văn bản quy phạm pháp luật (VB.DI.QP), bản sao và số đã hủy (VB.DI.HUY).",
    left_out_en="Legal documents (VB.DI.QP), copies and voided numbers (VB.DI.HUY) are not counted.", law="ND30 Điều 15",
)  # fmt: skip
class Administrative(Records):
    table = Numbered
    above = OFFICE


@indicator(
    code="VB.DI.MAT", vi="Văn bản mật đã cấp số", en="Secret documents numbered", measure=Measure.COUNT, unit=DOCUMENTS, group=OUTGOING,
    formula_vi="Văn bản hành chính lấy số ở hệ thống số văn bản mật, có ngày ban hành trong kỳ.",
    formula_en="Administrative documents of the secret series whose number bears a date of the period.",
    left_out_vi="Không tính số đã hủy.", left_out_en="Voided numbers are not counted.", law="ND30 Điều 15.2",
)  # fmt: skip
class Secret(Records):
    table = Numbered
    above = OFFICE & ~OPEN


@indicator(
    code="VB.DI.QP", vi="Văn bản quy phạm pháp luật đã cấp số", en="Legal documents numbered", measure=Measure.COUNT, unit=DOCUMENTS, group=OUTGOING,
    formula_vi="Số văn bản quy phạm pháp luật được cấp số có ngày ban hành trong kỳ.",
    formula_en="Legal documents whose number bears a date of the period.",
    left_out_vi="Không tính số đã hủy.", left_out_en="Voided numbers are not counted.", law="ND30 Điều 15.1.a",
)  # fmt: skip
class Legal(Records):
    table = Numbered
    above = NORMATIVE


@indicator(
    code="VB.DI.HUY", vi="Số đã cấp rồi hủy", en="Numbers given and voided", measure=Measure.COUNT, unit=Words("số", "numbers"),
    group=OUTGOING, formula_vi="Dòng sổ văn bản đi có ngày trong kỳ mà số đã bị hủy, có lý do; số không cấp lại.",
    formula_en="Register lines dated in the period whose number was voided with a reason; it is never given again.", law="ND30 Điều 15",
)  # fmt: skip
class Voided(Records):
    table = Numbered
    above = VOID


@indicator(
    code="VB.DI.DT", vi="Văn bản ban hành điện tử", en="Documents issued electronically", measure=Measure.COUNT, unit=DOCUMENTS,
    group=OUTGOING, formula_vi=f"Trong VB.DI, văn bản {_MEANS_VI}.", formula_en=f"Of VB.DI, documents {_MEANS_EN}.",
    left_out_vi="Chữ ký được kiểm tra ngay khi ký và giữ kèm kết quả. Đơn vị trong cơ quan nhận trên hệ thống cũng là gửi điện tử.",
    left_out_en="Signatures are verified when made and kept with the result. A unit of the agency served in the system counts as sent.",
    law="ND30 Điều 12, 17, 18",
)  # fmt: skip
class Electronic(Records):
    table = Numbered
    above = OFFICE & ELECTRONIC


@indicator(
    code="VB.DI.DT%", vi="Tỷ lệ ban hành điện tử", en="Share issued electronically", measure=Measure.PERCENT, unit=Words("%", "%"),
    group=OUTGOING, formula_vi=f"Văn bản {_MEANS_VI} / {_SHARE_VI}.", formula_en=f"Documents {_MEANS_EN} / {_SHARE_EN}.",
    left_out_vi="Mẫu số gồm cả văn bản mật, là văn bản không ban hành điện tử.",
    left_out_en="The denominator holds secret documents too, which are never issued electronically.", law="ND30 Điều 12, 17, 18",
)  # fmt: skip
class ElectronicShare(Records):
    table = Numbered
    above = ELECTRONIC
    below = OFFICE


@indicator(
    code="VB.DI.DTM%", vi="Tỷ lệ ban hành điện tử, trừ văn bản mật", en="Share issued electronically, secret documents left out",
    measure=Measure.PERCENT, unit=Words("%", "%"), group=OUTGOING, formula_vi=f"Văn bản {_MEANS_VI} / {_SHARE_VI}, trừ văn bản mật.",
    formula_en=f"Documents {_MEANS_EN} / {_SHARE_EN}, secret ones left out.",
    left_out_vi="Văn bản mật không tính ở cả tử số và mẫu số.",
    left_out_en="Secret documents count neither above nor below the line.", law="ND30 Điều 12, 17, 18",
)  # fmt: skip
class OpenElectronicShare(Records):
    table = Numbered
    above = ELECTRONIC
    below = OFFICE & OPEN


@indicator(
    code="VB.PH", vi="Phát hành đúng hạn", en="Sent in time", measure=Measure.PERCENT, unit=Words("%", "%"), group=OUTGOING,
    formula_vi="Văn bản điện tử phát hành chậm nhất 11:30 ngày làm việc tiếp theo ngày ban hành / văn bản điện tử đã phát hành hoặc đã quá "
    "hạn đó.",
    formula_en="Electronic documents sent by 11:30 of the working day after their date / electronic documents sent, or not sent by then.",
    left_out_vi="Không tính văn bản mật, văn bản chỉ ban hành bản giấy, số đã hủy và văn bản còn trong hạn; tính cả văn bản quy phạm pháp luật.",
    left_out_en="Secret documents, those on paper only, voided numbers and documents still in time are left out; legal documents count.",
    law="QĐ 28/2018/QĐ-TTg Điều 6.2",
)  # fmt: skip
class SentInTime(Records):
    table = Numbered
    above = IN_TIME
    below = BY_WIRE & DECIDED
