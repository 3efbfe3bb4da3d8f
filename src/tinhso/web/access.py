"""The rights of this room: to look after the running instance."""

from tinhso.core.access.public import Role, permission

OPERATE = permission(
    "web.operate",
    vi="Xem tình trạng hệ thống, việc nền và sự kiện",
    en="See the system's state, jobs and events",
    roles={Role.ADMINISTRATOR},
)
ALL_JOBS = permission(
    "web.all_jobs",
    vi="Xem và chạy lại việc nền của mọi cơ quan",
    en="See and run again the jobs of every agency",
    roles=set(),
)
