"""The registry of figures: what each means in words, how it is computed, and the records that prove it.

A ratio keeps its numerator and denominator, so that units roll up by adding both; a zero denominator is "no data", never 0 %.
"""
