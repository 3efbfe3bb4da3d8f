"""One index over all rooms: Vietnamese with or without accents, phrases, beginnings of words; both walls stand inside its function.

Behind row-level security PostgreSQL cannot use a text index (`@@` is not leakproof), so the table has no policy and no grants: it is
read through `tinhso_search` alone, which applies the transaction's agencies and principals in its own SQL. The words typed into a
list's filter are found the same way, as parts of words: `tinhso_listed` over `search_listed`.
"""
