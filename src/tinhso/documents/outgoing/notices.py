"""What outgoing documents tell people."""

from tinhso.core.notifications.public import declare

RETURNED = declare("outgoing.returned", vi="Dự thảo bị trả lại", en="A draft was returned")
REFUSED = declare(
    "outgoing.refused", vi="Nơi nhận trả lại hoặc từ chối thu hồi", en="A recipient returned a document or refused its recall"
)
