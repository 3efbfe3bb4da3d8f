"""What people write while documents move: directives, reasons, results, opinions. Slots are filled by `say`."""

from __future__ import annotations

from random import Random

DIRECTIVES = (
    "Giao {don_vi} chủ trì, tham mưu văn bản trả lời trước ngày {han}.",
    "{don_vi} nghiên cứu, đề xuất; trình Ban Giám đốc trước ngày {han}.",
    "{don_vi} chủ trì, phối hợp {phoi_hop} thực hiện; báo cáo kết quả trước ngày {han}.",
    "Chuyển {don_vi} giải quyết theo thẩm quyền, thời hạn ngày {han}.",
    "{don_vi} tổng hợp số liệu, {phoi_hop} phối hợp cung cấp trước ngày {han}.",
    "{don_vi} cử người dự họp, báo cáo lại nội dung; {phoi_hop} để biết.",
    "Giao {don_vi} rà soát, nêu rõ khó khăn nếu có; hoàn thành trước ngày {han}.",
    "Văn phòng đăng ký lịch công tác; {don_vi} chuẩn bị tài liệu trước ngày {han}.",
)
"""Bút phê: `{don_vi}` leads, `{phoi_hop}` co-ordinates, `{han}` is the deadline."""

RETURN_REASONS = (
    "Bổ sung số liệu đến ngày báo cáo và nêu rõ nguồn.",
    "Trích yếu chưa khớp nội dung; sửa lại cho thống nhất.",
    "Thiếu căn cứ pháp lý của thẩm quyền ban hành.",
    "Nơi nhận còn thiếu cơ quan phối hợp nêu trong nội dung.",
    "Thời hạn báo cáo quá ngắn, đề nghị lùi ít nhất năm ngày làm việc.",
    "Câu chữ phần kiến nghị chưa rõ, đề nghị viết lại cụ thể hơn.",
    "Đề nghị lấy ý kiến Phòng Kế hoạch - Tài chính về kinh phí trước khi trình.",
    "Sai ký hiệu đơn vị soạn thảo, sửa theo Phụ lục I Nghị định 30/2020/NĐ-CP.",
)
SENDER_RETURN_REASONS = (
    "Văn bản gửi nhầm, không thuộc thẩm quyền giải quyết của Sở.",
    "Thiếu phụ lục nêu trong nội dung văn bản.",
    "Chữ ký số của cơ quan không còn nguyên vẹn sau khi ký, đề nghị gửi lại.",
)
RESULTS = (
    "Đã có văn bản trả lời; kết thúc theo dõi.",
    "Đã tổng hợp số liệu, gửi cơ quan yêu cầu đúng thời hạn.",
    "Đã kiểm tra thực tế, lập biên bản, lưu hồ sơ.",
    "Đã cử người dự họp, báo cáo Ban Giám đốc.",
    "Đã phổ biến tới công chức, viên chức của đơn vị.",
    "Nội dung để biết, không phải trả lời.",
)
"""Handling results written when an incoming document is closed."""

OPINIONS = {
    "unit_head": ("Nội dung đầy đủ, tôi chịu trách nhiệm về nội dung.", "Thống nhất dự thảo.", "Đã kiểm tra số liệu, kính trình."),
    "consult": ("Thống nhất nội dung liên quan.", "Đề nghị bổ sung thời hạn ở phần tổ chức thực hiện.", "Không có ý kiến khác."),
    "form_check": ("Đúng thể thức và kỹ thuật trình bày.", "Đã kiểm tra thể thức, thẩm quyền ký.", "Thể thức bảo đảm."),
    "leader": ("Thống nhất, kính trình Giám đốc.", "Đồng ý.", "Nhất trí nội dung dự thảo."),
    "sign": ("Đồng ý ban hành.", "Ký ban hành.", ""),
}
"""By kind of step of the route."""

VOID_REASONS = (
    "Cấp số trùng nội dung với văn bản đã phát hành; hủy số theo ý kiến người ký.",
    "Tệp ký bị lỗi phụ lục, ban hành văn bản khác thay thế.",
)
RECALL_REASONS = ("Số liệu trong bảng có sai sót, Sở sẽ gửi văn bản thay thế.", "Gửi nhầm nơi nhận.")
PAPER_NOTES = ("Nhận qua bưu điện, có dấu đến.", "Nhận trực tiếp tại bộ phận văn thư.", "Nhận qua bưu chính, chưa có bản quét.")


def say(rng: Random, phrases: tuple[str, ...], **slots: str) -> str:
    """One phrase, its slots filled. Raises KeyError where a slot of the phrase is not given."""
    return rng.choice(phrases).format(**slots)
