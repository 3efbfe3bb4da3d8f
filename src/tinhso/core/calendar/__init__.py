"""Working days of Vietnam: the statutory holidays, the days the Government swaps, an agency's own days, and clocks that run on them.

A term starts the next working day and one ending on a day off ends on the next working day (Bộ luật Dân sự 2015 Điều 147-148).
"""
