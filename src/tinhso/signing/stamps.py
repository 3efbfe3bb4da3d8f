"""Timestamp tokens (RFC 3161): evidence of time where a trusted authority issued them, otherwise nothing."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import datetime
from typing import Any

from cryptography import x509
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.sign.general import extract_certificate_info, find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_sig_integrity,
    validate_tst_signed_data,
)
from pyhanko_certvalidator import ValidationContext

from tinhso.signing.chain import STAMPING, check_chain, check_clock
from tinhso.signing.integrity import token_weakness
from tinhso.signing.report import Finding, broken
from tinhso.signing.trust import TrustStore

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def token_time(token: Any) -> datetime:
    """genTime of a token's SignedData."""
    time = token["encap_content_info"]["content"].parsed["gen_time"].native
    if not isinstance(time, datetime):
        raise broken("a timestamp without a time")
    return time


def timestamp_of(embedded: Any, trust: TrustStore | None, at: datetime) -> datetime | None:
    """The time of the signature's timestamp if it is sound and of no old algorithm, not after `at`, and its authority trusted then and not revoked."""
    if trust is None:
        return None
    roots = [to_asn1(x509.load_pem_x509_certificate(pem)) for pem in _PEM.findall(trust.roots)]
    for token in extract_tst_data_iter(embedded.signer_info, signed=False):
        time = token_time(token)
        context = ValidationContext(trust_roots=roots, moment=time, allow_fetching=False, revocation_mode="soft-fail")
        status = asyncio.run(validate_tst_signed_data(token, context, message_imprint_checker(embedded.signer_info)))
        if not (status.get("intact") and status.get("valid") and status.get("trust_problem_indic") is None):
            continue
        try:
            check_clock(time, at)
            held = extract_certificate_info(token)
            if token_weakness(token, token["signer_infos"][0], held.signer_cert) is not None:
                continue
            check_chain(held.signer_cert, held.other_certs, trust, time, True, at, STAMPING)
            return time
        except Finding:
            continue
    return None


def check_token(embedded: Any) -> bool:
    """Whether the token of a document timestamp is signed by its certificate and speaks of these bytes."""
    content = embedded.signed_data["encap_content_info"]["content"]
    imprint = content.parsed["message_imprint"]
    if embedded.compute_digest() != imprint["hashed_message"].native:
        return False
    digest = hashlib.new(embedded.md_algorithm, content.native if isinstance(content.native, bytes) else bytes(content)).digest()
    if find_unique_cms_attribute(embedded.signer_info["signed_attrs"], "message_digest").native != digest:
        return False
    intact, valid = validate_sig_integrity(embedded.signer_info, embedded.signer_cert, "tst_info", digest)
    return bool(intact and valid)
