"""What waits to be chained has a queue; what waits at this moment is put into it."""

from django.db import migrations, models

from tinhso.core.ledger.ddl import QUEUE

# The owner's own wall is lifted for as long as he reads: what waits may be any agency's.
FILL = [
    "ALTER TABLE ledger_entry NO FORCE ROW LEVEL SECURITY",
    "INSERT INTO ledger_unchained (entry_id)"
    " SELECT e.id FROM ledger_entry e WHERE NOT EXISTS (SELECT 1 FROM ledger_link l WHERE l.entry_id = e.id)",
    "ALTER TABLE ledger_entry FORCE ROW LEVEL SECURITY",
]
BACK = ["DROP TRIGGER await_chaining ON ledger_entry", "DROP FUNCTION tinhso_await_chaining()"]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Unchained",
            fields=[("entry_id", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RunSQL([*QUEUE, *FILL], BACK),
    ]
