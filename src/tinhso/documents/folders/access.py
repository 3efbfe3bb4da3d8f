"""The right to keep documents at hand: everybody's who works with documents."""

from tinhso.core.access.public import Role, permission

KEEP = permission(
    "folders.keep", vi="Đánh dấu văn bản, lập thư mục riêng", en="Mark documents and keep folders of one's own",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE, Role.SPECIALIST, Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.DEPUTY, Role.DIRECTOR},
)  # fmt: skip
