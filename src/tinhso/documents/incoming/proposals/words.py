"""The words that tell the parts of a document, folded (Phụ lục I and what is written in practice)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOTTO = "cong hoa xa hoi chu nghia viet nam"
PARTY = "dang cong san viet nam"
FREEDOM = "doc lap tu do hanh phuc"

ORGANS = (
    "uy ban nhan dan", "ubnd", "uy ban", "hoi dong nhan dan", "hdnd", "so", "bo", "phong", "trung tam", "chi cuc", "cuc", "tong cuc", "van phong",
    "truong", "cong ty", "tong cong ty", "tap doan", "thanh tra", "benh vien", "cong an", "vien", "hoi", "doan", "toa an", "vien kiem sat",
    "bao hiem xa hoi", "kho bac", "ngan hang", "dang uy", "huyen uy", "thanh uy", "tinh uy", "dang bo", "tinh doan", "lien doan", "mat tran",
    "ban", "cong doan", "lien minh", "bo chi huy", "chi nhanh", "hop tac xa", "quy", "dai", "bao", "nha xuat ban", "hiep hoi", "thue", "hai quan",
    "tram", "doi", "hat", "dai hoc", "hoc vien", "chinh phu", "thu tuong chinh phu", "quoc hoi", "van phong dang ky", "buu dien",
)  # fmt: skip
"""How the name of an organ begins: a line that begins otherwise goes on with the one above."""

TITLES = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "tong giam doc", "pho tong giam doc", "bo truong", "thu truong", "chanh van phong",
    "pho chanh van phong", "truong phong", "pho truong phong", "truong ban", "pho truong ban", "chi cuc truong", "pho chi cuc truong", "cuc truong",
    "pho cuc truong", "tong cuc truong", "pho tong cuc truong", "hieu truong", "pho hieu truong", "chanh thanh tra", "pho chanh thanh tra",
    "vien truong", "pho vien truong", "bi thu", "pho bi thu", "chanh an", "pho chanh an", "vu truong", "pho vu truong", "doi truong", "tram truong",
    "hat truong", "ke toan truong", "pho bo truong", "truong cong an", "pho truong cong an", "thu tuong", "pho thu tuong", "quyen giam doc", "nguoi dai dien",
    "pho bi thu thuong truc", "pho chu tich thuong truc", "chu nhiem", "pho chu nhiem", "truong doan", "thu ky", "chu toa", "tong bien tap",
)  # fmt: skip

BODY = re.compile(
    r"(kinh gui|can cu|thuc hien|xet|theo|tren co so|trien khai|dieu 1|i\.|1\.|phan|chuong|ngay|so:|vao|hom nay|thoi gian|noi gui|ten toi|toi ten|"
    r"trong thoi gian|de |nham|tiep theo|ban |phuc dap|thua|duoc su|phuc vu|chuan bi|nguoi |dia diem|kinh moi|tran trong|qua |sau )"
)
"""What a subject is followed by."""
FIRST = re.compile(r"(kinh gui|can cu|dieu 1|i\.|1\.|chuong|hom nay|thoi gian:|dia diem:)")
"""What says that a title has no subject below it."""
AUTHORITY = re.compile(
    r"(chu tich|giam doc|uy ban nhan dan|hoi dong nhan dan|bo truong|truong ban|chanh van phong|thu tuong|hieu truong|cuc truong|chi cuc truong|"
    r"truong phong|tong giam doc|chanh thanh tra)"
)
"""Who decides, between the subject and the grounds of a decision (Phụ lục I, sample 1.2)."""


def like(key: str, wanted: str, least: float = 0.86) -> bool:
    """The same words, as far as a reading machine makes mistakes."""
    bare, goal = re.sub(r"[^a-z]", "", key), re.sub(r"[^a-z]", "", wanted)
    if bare == goal:
        return True
    if abs(len(bare) - len(goal)) > 0.2 * len(goal) + 1 or len(goal) < 6:
        return False
    return SequenceMatcher(None, bare, goal, autojunk=False).ratio() >= least


def begins_organ(key: str) -> bool:
    bare = re.sub(r"[^a-z ]", "", key).strip()
    return any(bare == o or bare.startswith(o + " ") for o in ORGANS)


def initials(key: str) -> str:
    """`so noi vu` is `snv`."""
    return "".join(w[0] for w in re.findall(r"[a-z]+", key))
