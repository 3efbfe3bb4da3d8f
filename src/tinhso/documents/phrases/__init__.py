"""Câu mẫu: the stock sentences that each of those who decide keeps for directives and for returning (ND30 Điều 23.2; Appendix IV.VII)."""
