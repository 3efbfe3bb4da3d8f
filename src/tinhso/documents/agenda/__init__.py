"""Lịch công tác tuần của lãnh đạo: what each leader does when and where, kept by the chief of office, seen by the whole agency."""
