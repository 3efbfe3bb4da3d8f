"""The rights of the exchange, each with its sentence."""

from tinhso.core.access.public import Role, permission

FOLLOW = permission(
    "exchange.follow", vi="Theo dõi gửi, nhận văn bản điện tử", en="Follow what is sent and received electronically",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR},
)  # fmt: skip
RESEND = permission("exchange.resend", vi="Gửi lại văn bản chưa giao được", en="Send again what could not be delivered", roles={Role.CLERK})
