"""Liên thông văn bản: one dispatch for each recipient, statuses back, recalls executed at the receiver (QĐ 28/2018; QCVN 102)."""
