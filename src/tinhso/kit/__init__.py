"""Pure helpers that every layer may use: text, clock, ids, paging, money, errors. No Django, no input or output."""
