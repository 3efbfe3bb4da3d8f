"""What outgoing documents tell people."""

from tinhso.core.notifications.public import declare

RETURNED = declare("outgoing.returned", vi="Dự thảo bị trả lại", en="A draft was returned")
VOIDED = declare("outgoing.voided", vi="Số đã cấp bị hủy, văn bản không phát hành", en="A number was voided, the document is not issued")
REFUSED = declare(
    "outgoing.refused", vi="Nơi nhận trả lại hoặc từ chối thu hồi", en="A recipient returned a document or refused its recall"
)
