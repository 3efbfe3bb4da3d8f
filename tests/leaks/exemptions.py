"""What the leak tests leave out, each with its reason. A dozen at most; a test counts them."""

NOT_POSTED: dict[str, str] = {
    "account_logout": "would end the walker's own session; it shows nothing",
    "incoming_close_day": "closes the walker's own day, which that agency's page then rightly tells; it shows nothing",
}
"""Routes that are asked by GET only."""

INSTANCE_WIDE: dict[str, str] = {
    "person": "people and posts are known to the whole instance; another agency's administrator is refused (403), not deceived",
    "person_appoint": "as person",
    "person_do": "as person",
    "unit": "the tree of organisations is known to the whole instance",
    "unit_edit": "as unit",
    "unit_do": "as unit",
    "unit_succeed": "as unit",
}
"""Routes whose objects may be told from one that never was."""

RIGHTFUL: dict[str, str] = {
    "administrator": "looks after the agency's number series (series_start), delegations (delegation, delegation_end) and who keeps its key "
    "(certificate, certificate_charge, certificate_back), imports and withdraws old registers (old_withdraw): no content",
}
"""Wrong people who have a right to one route all the same."""
