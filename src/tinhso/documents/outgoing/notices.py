"""What outgoing documents tell people."""

from tinhso.core.notifications.public import declare

RETURNED = declare(
    "outgoing.returned", vi="Dự thảo bị trả lại", en="A draft was returned",
    to_vi="Người soạn; người ký nếu văn thư trả lại", to_en="The drafter; the signer too where a clerk returns it",
)  # fmt: skip
VOIDED = declare(
    "outgoing.voided", vi="Số đã cấp bị hủy, văn bản không phát hành", en="A number was voided, the document is not issued",
    to_vi="Người soạn và người ký", to_en="The drafter and the signer",
)  # fmt: skip
REFUSED = declare(
    "outgoing.refused", vi="Nơi nhận trả lại hoặc từ chối thu hồi", en="A recipient returned a document or refused its recall",
    to_vi="Văn thư và người soạn", to_en="The clerks and the drafter",
)  # fmt: skip
