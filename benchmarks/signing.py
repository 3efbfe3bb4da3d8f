"""Claim: a signature costs at most an eighth of stock pyHanko's, the same RSA-2048 key and page, ours with its check after signing.

Run: `python benchmarks/signing.py`. Exit 1 when the claim fails. Stock parses the key for every document; we parse it once.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

import typst
from _bench import SMOKE, verdict
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from tinhso.signing.public import DemoAuthority, sign_plain

ROUNDS, LIMIT = 2 if SMOKE else 20, 1 / 8
PAGE = b'#set page(paper: "a4")\nA page to be signed.'


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    pdf = typst.compile(PAGE, format="pdf", pdf_standards="a-2b")
    issued = DemoAuthority.create(demo=True).person("Benchmark", "Nowhere", kind="rsa2048")
    provider = issued.provider()
    signer = SimpleSigner.load_pkcs12_data(issued.p12("x"), other_certs=[], passphrase=b"x")
    assert signer is not None

    def stock() -> None:
        sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), PdfSignatureMetadata("s"), signer, new_field_spec=SigFieldSpec("s"))

    peer: list[float] = []
    ours: list[float] = []
    for _ in range(ROUNDS + 2):
        peer.append(cost(stock))
        ours.append(cost(lambda: sign_plain(pdf, provider)))
    a, b = statistics.median(ours[2:]), statistics.median(peer[2:])
    print(f"signing: ours {a * 1e3:.2f} ms, stock pyHanko {b * 1e3:.2f} ms, ratio {a / b:.3f} (limit {LIMIT}), {ROUNDS} rounds interleaved")
    return verdict(a / b, LIMIT)


if __name__ == "__main__":
    sys.exit(main())
