"""Every column of the database that can hold words, and whether the planting reached it."""

from __future__ import annotations

import psycopg
from django.apps import apps
from psycopg import sql

from tests.leaks.plant import CANARIES

NOT_OURS = ("account_", "auth_", "django_", "mfa_", "procrastinate_", "usersessions_")
"""Tables of libraries: sessions, queue, second factors. The walk asks for every page that shows them."""
WORDY = ("text", "character varying", "json", "jsonb", "ARRAY", "tsvector")


def wordy(database: psycopg.Connection) -> set[str]:
    """`table.column` of whatever is no number, date, flag or id, nor one of a few fixed words (a field with choices)."""
    found = database.execute(
        "SELECT relname, column_name FROM information_schema.columns JOIN pg_class ON oid = format('%%I.%%I', table_schema, table_name)::regclass"
        " WHERE table_schema = 'public' AND relkind IN ('r', 'p') AND NOT relispartition AND data_type = ANY (%s)",
        [list(WORDY)],
    )
    fixed = {f"{m._meta.db_table}.{f.column}" for m in apps.get_models() for f in m._meta.concrete_fields if f.choices}
    return {f"{table}.{column}" for table, column in found if not table.startswith(NOT_OURS)} - fixed


BARE: dict[str, tuple[str, ...]] = {
    "a code, a name or a key out of the program": (
        "custody_key.provider", "events_delivery.handler", "events_happening.kind", "exchange_statusmessage.code", "files_rendition.kind",
        "files_rendition.media_type", "files_storedfile.media_type", "incoming_incoming.before_recall", "incoming_incoming.box", "incoming_incoming.secrecy",
        "incoming_incoming.told", "incoming_incoming.type_code", "incoming_incoming.urgency", "incoming_incoming.verdict", "incoming_note.kind",
        "indicators_readingrow.code", "indicators_readingrow.measure", "ledger_entry.action", "ledger_seen.how", "notifications_notice.kind",
        "notifications_preference.kind", "notifications_rule.kind", "numbering_line.document_kind", "numbering_series.code",
        "numbering_series.types", "outgoing_outgoing.box", "outgoing_outgoing.paper_reason", "outgoing_outgoing.type_code",
        "outgoing_recipient.paper_reason", "outgoing_route.steps", "outgoing_route.type_code", "people_delegation.doc_types",
        "people_grant.permission", "registers_oldline.secrecy", "search_entry.kind", "search_entry.type", "search_listed.kind", "web_joberror.task", "work_task.kind",
    ),
    "ids: of a record, a desk, an address made of ids": (
        "agenda_meeting.leaders", "events_happening.aggregate", "folders_folder.owner", "folders_mark.owner", "phrases_phraselist.owner", "search_savedsearch.owner", "incoming_assignment.principal", "incoming_directive.lead", "incoming_incoming.audience", "incoming_pending.audience", "registers_oldline.audience", "registers_oldregister.audience",
        "ledger_entry.subject", "ledger_seen.subject", "notifications_notice.recipient", "notifications_notice.url", "notifications_rule.also",
        "outgoing_outgoing.audience", "outgoing_outgoing.plan", "outgoing_step.principal", "search_entry.aggregate", "search_entry.audience",
        "search_entry.url", "search_listed.audience", "work_task.assignee", "work_task.subject", "work_task.url",
    ),
    "people, their posts and fields of work, and the tree of organisations are known to the whole instance": (
        "calendar_agencyday.set_by", "calendar_instanceday.set_by", "custody_key.subject", "incoming_assignment.label",
        "incoming_directive.lead_label", "incoming_directive.others", "incoming_directive.shown", "agenda_week.shown", "incoming_incoming.field",
        "ledger_seen.actor", "organisations_channel.address", "organisations_succession.basis", "organisations_unitcode.canonical",
        "organisations_unitcode.value", "organisations_unitversion.abbreviation", "organisations_unitversion.collective_name",
        "organisations_unitversion.contact", "organisations_unitversion.fields", "organisations_unitversion.head_title",
        "organisations_unitversion.level_label", "organisations_unitversion.name", "organisations_unitversion.place",
        "organisations_unitversion.short_name", "organisations_unitversion.superior_line", "outgoing_opinion.shown", "outgoing_outgoing.field",
        "outgoing_signaturerecord.signer", "outgoing_step.label", "people_person.sort_key",
        "people_post.fields", "people_post.title",
    ),
    "laid down for the whole instance": ("calendar_instanceday.basis",),
    "numbers: of an arrival, and ours with the unit's symbol": ("incoming_incoming.number", "numbering_line.notation", "outgoing_outgoing.notation", "outgoing_turn.notation", "outgoing_version.symbol"),
    "hashes, certificates, rectangles, verdicts: what the program computes of a file or a key": (
        "custody_key.certificate", "custody_key.reference", "custody_key.serial", "files_rendition.sha256", "files_storedfile.sha256",
        "outgoing_turn.sha256", "registers_oldregister.sha256",
        "outgoing_conformity.refused", "outgoing_outgoing.places", "outgoing_signaturerecord.certificate", "outgoing_signaturerecord.result", "outgoing_signaturerecord.serial",
        "outgoing_version.places", "people_account.password",
    ),
    "sentences of the program: why a number was refused": ("outgoing_turn.refused_en", "outgoing_turn.refused_vi"),
    "kind and place of an error, never its words: one is planted, and this column is the proof that it is not kept": ("web_joberror.text",),
}  # fmt: skip
"""Columns without a canary, by the reason."""


def planted_in(database: psycopg.Connection, column: str) -> bool:
    table, name = column.split(".")
    query = sql.SQL("SELECT EXISTS (SELECT 1 FROM {} WHERE {}::text ILIKE ANY (%s))")
    row = database.execute(query.format(sql.Identifier(table), sql.Identifier(name)), [[f"%{canary}%" for canary in CANARIES]]).fetchone()
    return bool(row and row[0])
