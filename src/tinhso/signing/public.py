"""The only door of signing for other rooms."""

from tinhso.signing.apply import fill, holds_signature, seal, sign_person, sign_plain, stamp_annex
from tinhso.signing.authority import DemoAuthority, Issued
from tinhso.signing.bearer import speaks_for
from tinhso.signing.fields import AGENCY, DESCENT, PERSON, RESERVED, Box, Slots, seal_box
from tinhso.signing.prepare import prepare
from tinhso.signing.providers.port import SigningProvider
from tinhso.signing.providers.software import SoftwareProvider
from tinhso.signing.report import Message, Report, SignatureReport
from tinhso.signing.samples import demo_seal_png, demo_signature_png
from tinhso.signing.trust import TrustStore
from tinhso.signing.verify import signed_revision, verify

__all__ = [
    "AGENCY",
    "DESCENT",
    "PERSON",
    "RESERVED",
    "Box",
    "DemoAuthority",
    "Issued",
    "Message",
    "Report",
    "SignatureReport",
    "SigningProvider",
    "Slots",
    "SoftwareProvider",
    "TrustStore",
    "demo_seal_png",
    "demo_signature_png",
    "fill",
    "holds_signature",
    "prepare",
    "seal",
    "seal_box",
    "sign_person",
    "sign_plain",
    "signed_revision",
    "speaks_for",
    "stamp_annex",
    "verify",
]
