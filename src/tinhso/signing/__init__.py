"""Digital signatures on PDF documents: places reserved, person's signature, number and date, the agency's seal, verification.

NĐ 30/2020/NĐ-CP Điều 13 and 15.3, Appendix I II.7 and II.8; PAdES baseline (ETSI EN 319 142-1); verdicts of EN 319 102-1.
"""
