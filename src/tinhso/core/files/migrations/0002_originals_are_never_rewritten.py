from django.db import migrations

REFUSE = """
CREATE FUNCTION tinhso_never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % keeps originals: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""
TABLES = ("files_storedfile", "files_rendition")
# ALWAYS: the owner and replication are refused too. DELETE stays: a recall that was agreed to destroys the copy (ND30 Điều 18.4).
FORWARD = [
    REFUSE,
    *(
        statement
        for table in TABLES
        for statement in (
            f"CREATE TRIGGER never_rewritten BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION tinhso_never_rewritten()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_rewritten",
        )
    ),
]
BACK = [*(f"DROP TRIGGER never_rewritten ON {table}" for table in TABLES), "DROP FUNCTION tinhso_never_rewritten()"]


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
