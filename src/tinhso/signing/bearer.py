"""Whether a certificate is an organisation's or a person's: an agency's seal is not signed by just anybody (NĐ 30/2020 Điều 32, 33).

There is no one mark that all authorities write, so several are read. The agency is not compared with the person's organisation: a head
of department who signs by authority (TUQ., TL.) and the committee whose seal follows are of two organisations, and the seal is right.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from tinhso.kit.text import fold
from tinhso.signing.report import Finding

_QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_FOR_SEALS = bytes.fromhex("060704008e46010602")  # QcType eseal, ETSI EN 319 412-5 §4.2.3
_FOR_PERSONS = bytes.fromhex("060704008e46010601")
_NEARLY_CUT = 45  # bytes: whole words are left of 64, less the mark of demo certificates
_TAX_CODE = ("MST:",)
_PERSONAL_ID = ("CMND:", "CCCD:", "HC:", "BHXH:")
_DEMO = re.compile(r"\s*\(demo\)$")
# The word an agency's name begins with. Accents count: Trường is a school, Trương a family.
_AGENCIES = (
    "ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd", "đoàn đại biểu", "bộ ", "sở ", "cục ", "chi cục", "tổng cục", "thanh tra", "văn phòng",
    "phòng ", "ban ", "trung tâm", "trường ", "viện ", "bệnh viện", "trạm ", "đài ", "báo ", "quỹ ", "bảo hiểm", "kho bạc", "công an",
    "tòa án", "toà án", "viện kiểm sát", "tỉnh ủy", "huyện ủy", "thành ủy", "đảng ủy", "hội ", "liên đoàn", "tỉnh đoàn", "công ty",
    "tổng công ty", "tập đoàn", "nhà ", "thư viện", "bảo tàng", "học viện", "đại học", "cao đẳng", "huyện đoàn", "thành đoàn", "ngân hàng", "chính phủ", "quốc hội",
)  # fmt: skip


def check_organisation(certificate: Any) -> None:
    """Raises Finding INDETERMINATE unless this certificate (asn1crypto's) is seen to be an organisation's."""
    subject = x509.load_der_x509_certificate(certificate.dump())
    if is_organisation(subject):
        return
    name = _first(subject, NameOID.COMMON_NAME)
    raise Finding(
        "INDETERMINATE",
        "SIG_CONSTRAINTS_FAILURE",
        f"Chỗ con dấu được ký bằng chứng thư không phải của cơ quan, tổ chức ({name}). Hãy hỏi lại nơi gửi, chưa tiếp nhận.",
        f"The agency's place is signed with a certificate that is no organisation's ({name}). Ask the sender before receiving it.",
        f"subject {subject.subject.rfc4514_string()}",
    )


def is_organisation(certificate: x509.Certificate) -> bool:
    """By what says so outright, else by a name that is the organisation's own or begins as agencies' names do."""
    ids = [value.upper().replace(" ", "") for value in _all(certificate, NameOID.USER_ID)]
    statements = _statements(certificate)
    if _all(certificate, NameOID.GIVEN_NAME) or _all(certificate, NameOID.SURNAME) or _FOR_PERSONS in statements:
        return False
    if any(value.startswith(_PERSONAL_ID) for value in ids):
        return False
    if _all(certificate, NameOID.ORGANIZATION_IDENTIFIER) or _FOR_SEALS in statements or any(v.startswith(_TAX_CODE) for v in ids):
        return True
    name = _first(certificate, NameOID.COMMON_NAME)
    units = _all(certificate, NameOID.ORGANIZATION_NAME) + _all(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME)
    return any(speaks_for(unit, name) for unit in units) or (plain_name(name) + " ").startswith(_AGENCIES)


def speaks_for(issuer: str, name: str) -> bool:
    """Whether a certificate's name is this issuer's, cut off or not at X.520's 64; case, accents and abbreviations apart."""
    own, sought = _folded(name), _folded(issuer)
    return own == sought or (len(plain_name(name).encode()) >= _NEARLY_CUT and sought.startswith(own))


def _folded(name: str) -> str:
    text = fold(plain_name(name))
    for short, full in (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan")):
        text = re.sub(rf"\b{short}\b", full, text)
    return text


def plain_name(name: str) -> str:
    """Without the mark of demo certificates, one space between words, small letters, accents kept."""
    return " ".join(_DEMO.sub("", unicodedata.normalize("NFC", name)).casefold().split())


def _all(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> list[str]:
    return [str(attribute.value) for attribute in certificate.subject.get_attributes_for_oid(oid)]


def _first(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    return next(iter(_all(certificate, oid)), "")


def _statements(certificate: x509.Certificate) -> bytes:
    try:
        value = certificate.extensions.get_extension_for_oid(_QC_STATEMENTS).value
    except x509.ExtensionNotFound:
        return b""
    return value.value if isinstance(value, x509.UnrecognizedExtension) else b""
