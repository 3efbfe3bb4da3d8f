"""Folders of one's own: made, renamed, dropped. Their names are in no evidence: they are nobody else's business."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.folders.access import KEEP
from tinhso.documents.folders.models import Folder
from tinhso.documents.folders.queries import folders_of
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze

MOST = 100
"""Folders a person has in an agency: what a list of tabs and a choice still hold."""
LONGEST = 60


@transaction.atomic
def save_folder(actor: Actor, name: str, folder: int | None = None) -> int:
    """A new folder, or how `folder` is called from now on; returns its id.

    Raises NotAllowed, Refusal `folders.nameless`, `folders.long`, `folders.many`, `folders.not_found`, Conflict `folders.name_taken`.
    """
    KEEP.require(actor)
    name = squeeze(name)
    if not name:
        raise Refusal("folders.nameless", vi="Thiếu tên thư mục. Nhập tên.", en="The folder has no name. Enter one.")
    if len(name) > LONGEST:
        raise Refusal(
            "folders.long", vi=f"Tên thư mục dài quá {LONGEST} ký tự. Rút ngắn lại.", en=f"The name is longer than {LONGEST} characters."
        )
    if folder is None and folders_of(actor).count() >= MOST:
        raise Refusal(
            "folders.many", vi=f"Đã có {MOST} thư mục. Bỏ bớt rồi lập mới.", en=f"There are {MOST} folders already. Drop one before."
        )
    row = Folder(agency_id=actor.agency, owner=actor.owner) if folder is None else need_folder(actor, folder)
    row.name = name
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(
            "folders.name_taken",
            vi=f"Bạn đã có thư mục “{name}”. Chọn tên khác.",
            en=f"You have a folder “{name}” already. Choose another name.",
        ) from error
    record(actor, "folders.save", aggregate("folder", row.id))
    return int(row.id)


@transaction.atomic
def drop_folder(actor: Actor, folder: int) -> None:
    """The folder is no more; what was in it stays marked. Raises NotAllowed, Refusal `folders.not_found`."""
    KEEP.require(actor)
    row = need_folder(actor, folder)
    record(actor, "folders.drop", aggregate("folder", row.id))
    row.delete()


def need_folder(actor: Actor, folder: int) -> Folder:
    """One's own, locked; another's is answered as one that never was."""
    row = folders_of(actor).select_for_update().filter(pk=folder).first()
    if row is None:
        raise Refusal("folders.not_found", vi="Bạn không có thư mục này.", en="You have no such folder.", status=404)
    return row
