"""What this room tells people."""

from tinhso.core.notifications.public import When, declare

PUBLISHED = declare(
    "agenda.published", vi="Lịch công tác tuần đã ban hành", en="The leaders' week was published", mail=When.MORNING,
    to_vi="Lãnh đạo có trong lịch và đơn vị chuẩn bị", to_en="Leaders of the week, and units that prepare its meetings",
)  # fmt: skip
CHANGED = declare(
    "agenda.changed", vi="Lịch công tác tuần đã ban hành có điều chỉnh", en="The published week was changed", mail=When.NOW,
    to_vi="Lãnh đạo và đơn vị chuẩn bị của cuộc họp", to_en="Leaders and the preparing unit of the meeting",
)  # fmt: skip
