"""People come, take posts and leave them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from procrastinate.contrib.django import app as jobs

from tinhso.core.access.public import Actor, Role, aggregate, record
from tinhso.core.organisations.public import check_address, check_length, directory, tell
from tinhso.core.people.access import MANAGE, require_manage
from tinhso.core.people.events import DeskHandedOver
from tinhso.core.people.models import Delegation, Grant, Person, Post
from tinhso.core.people.snapshot import roster
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import person_key, squeeze


def add_person(actor: Actor, *, name: str, gender: str = "", email: str = "", phone: str = "") -> int:
    """A person without any post yet; returns the id. Raises NotAllowed, Refusal `people.nameless`."""
    MANAGE.require(actor)
    clean = squeeze(name)
    if not clean:
        raise Refusal("people.nameless", vi="Thiếu họ và tên. Nhập họ tên đầy đủ.", en="The name is missing. Enter the full name.")
    email, phone = email.strip(), squeeze(phone)
    if email:
        check_address(email)
    check_length("Họ và tên", "The name", clean, 200)
    check_length("Điện thoại", "The telephone number", phone, 30)
    with transaction.atomic():
        made = Person.objects.create(name=clean, sort_key=person_key(clean), gender=Person.Gender(gender), email=email, phone=phone)
        record(actor, "people.add", aggregate("person", made.id), name=clean)
    return made.id


def appoint(
    actor: Actor, *, person: int, unit: int, title: str, role: Role, since: datetime | None = None, until: datetime | None = None,
    fields: Sequence[str] = (), rank: int = 100, acting: bool = False, in_charge: bool = False,
) -> int:  # fmt: skip
    """A person takes a post in a unit from an instant (now when None); returns the post's id.

    Raises NotAllowed; Refusal `people.untitled`; Conflict `people.post_taken` where the agency has a director, the unit a head, or the
    person this very post in that time.
    """
    require_manage(actor, unit)
    place = directory().get(unit)
    start = since or clock.now()
    clean = squeeze(title)
    if not clean:
        raise Refusal(
            "people.untitled", vi="Thiếu chức vụ. Nhập chức vụ như in trên văn bản.", en="The title is missing. Enter it as printed."
        )
    check_length("Chức vụ", "The title", clean, 200)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Post.objects.create(
                    person_id=person, unit_id=unit, agency_id=place.agency, title=clean, role=Role(role).value, rank=rank, acting=acting,
                    in_charge=in_charge, fields=[f for f in map(squeeze, fields) if f], valid_from=start, valid_to=until,
                )  # fmt: skip
        except IntegrityError as error:
            raise _taken(person, unit, place.agency, Role(role), start) from error
        record(
            actor, "people.appoint", aggregate("post", made.id), person=person, unit=unit, title=clean, role=Role(role).value,
            since=start.isoformat(),
        )  # fmt: skip
    return made.id


def end_post(actor: Actor, post: int, *, at: datetime | None = None, hand_over_to: int | None = None) -> None:
    """The post ends at an instant (now when None), and with it its rights, the same second; then the open work goes to `hand_over_to`.

    Raises NotAllowed; Refusal `people.post_ended`, `people.end_before_start`, `people.successor`, `people.last_administrator`.
    """
    row = Post.objects.get(pk=post)
    require_manage(actor, row.unit_id)
    end = at or clock.now()
    with transaction.atomic():
        row = Post.objects.select_for_update().select_related("person").get(pk=post)
        _may_end(row, end, hand_over_to)
        Post.objects.filter(pk=post).update(valid_to=end)
        # The regulation behind a TL order outlives the head who gave it (Điều 13.4); all else handed from or to the post ends with it.
        handed = Delegation.objects.filter(Q(to_post=post) | Q(from_post=post) & ~Q(mode="TL"))
        for rows in (handed, Grant.objects.filter(post=post)):
            later = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=end))
            later.filter(valid_from__gte=end).delete()
            later.update(valid_to=end)
        record(actor, "people.end_post", aggregate("post", post), at=end.isoformat(), hand_over_to=hand_over_to)
        if hand_over_to is not None and end <= clock.now():
            _hand_over(actor, row, hand_over_to)
        elif hand_over_to is not None:
            on_the_day = jobs.configure_task("people.hand_over", schedule_at=end)
            on_the_day.defer(post=post, to=hand_over_to, ended=end.isoformat())


def hand_over(actor: Actor, post: int, to: int) -> None:
    """The open work of a post that has ended goes to another, also long afterwards. Safe to repeat.

    Raises NotAllowed; Refusal `people.still_held`, `people.successor`.
    """
    row = Post.objects.get(pk=post)
    require_manage(actor, row.unit_id)
    if row.valid_to is None or row.valid_to > clock.now():
        raise Refusal(
            "people.still_held",
            vi="Chức vụ này còn người giữ. Ghi nhận thôi giữ chức vụ trước, hoặc để người ấy tự nhờ xử lý thay.",
            en="This post is still held. End it first, or let its holder have somebody stand in.",
            status=409,
        )
    _check_successor(row, to)
    with transaction.atomic():
        _hand_over(actor, row, to)
        record(actor, "people.hand_over", aggregate("post", post), to=to)


def _hand_over(actor: Actor, row: Post, to: int) -> None:
    tell(actor, DeskHandedOver(agency=row.agency_id, aggregate=aggregate("post", row.pk), post=row.pk, successor=to))


def _may_end(row: Post, end: datetime, successor: int | None) -> None:
    now = roster()
    if row.valid_to is not None and row.valid_to <= end:
        raise Refusal(
            "people.post_ended",
            vi=f"{row.person.name} đã thôi giữ chức vụ này từ {row.valid_to.astimezone(clock.VIETNAM):%H:%M ngày %d/%m/%Y}.",
            en=f"{row.person.name} left this post at {row.valid_to.astimezone(clock.VIETNAM):%H:%M, %d/%m/%Y}.",
            status=409,
        )
    if end < row.valid_from:
        raise Refusal(
            "people.end_before_start",
            vi="Ngày thôi giữ chức vụ phải sau ngày nhận. Chọn ngày muộn hơn.",
            en="The end of a post follows its start. Choose a later day.",
        )
    if successor is not None:
        _check_successor(row, successor)
    others = (p for p in now.everybody() if p.role == Role.ADMINISTRATOR and p.id != row.pk and p.account is not None)
    if row.role == Role.ADMINISTRATOR and not any(others):
        raise Refusal(
            "people.last_administrator",
            vi="Đây là quản trị cuối cùng của hệ thống. Cử quản trị khác trước khi kết thúc vị trí này.",
            en="This is the last administrator of the system. Appoint another before ending this post.",
        )


def _check_successor(row: Post, successor: int) -> None:
    now = roster()
    to = now.known(successor)
    # An administrator sees no content, so nothing can be done at his desk.
    if to is None or successor == row.pk or not now.holds(successor) or to.agency != row.agency_id or to.role == Role.ADMINISTRATOR:
        raise Refusal(
            "people.successor",
            vi="Người nhận bàn giao phải đang giữ một vị trí khác, không phải quản trị, trong cùng cơ quan. Chọn người khác.",
            en="Work is handed to somebody holding another post, not an administrator's, in the same agency. Choose another person.",
        )


def _taken(person: int, unit: int, agency: int, role: Role, start: datetime) -> Conflict:
    now = roster()
    same = (p for p in now.everybody(start) if p.role == role)
    holder = next(
        (
            p
            for p in same
            if (role == Role.DIRECTOR and p.agency == agency) or (p.unit == unit and (role == Role.UNIT_HEAD or p.person == person))
        ),
        None,
    )
    who_vi = f"{holder.name} ({holder.title}) giữ từ ngày {holder.valid_from:%d/%m/%Y}" if holder else "đã có người giữ"
    who_en = f"{holder.name} ({holder.title}) since {holder.valid_from:%d/%m/%Y}" if holder else "somebody"
    return Conflict(
        "people.post_taken",
        vi=f"Vị trí này {who_vi}. Kết thúc vị trí đó trước, hoặc chọn thời gian khác.",
        en=f"This post is held by {who_en}. End that first, or choose another time.",
        unit=unit,
    )
