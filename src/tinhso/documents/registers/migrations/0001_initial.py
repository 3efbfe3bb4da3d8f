import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
import tinhso.kit.ids
from django.db import migrations, models

from tinhso.core.access.migration import wall
from tinhso.core.search.migration import listed

# Everybody is refused, the owner and replication too. Lines go only with their whole import, whose row then says who withdrew it and why.
KEEP = [
    """
    CREATE FUNCTION registers_keep_line() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM registers_oldregister r WHERE r.id = OLD.register_id AND r.withdrawn_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a line of an imported register is never changed; the import is withdrawn as a whole' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE FUNCTION registers_keep_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
          OR (NEW.agency_id, NEW.audience, NEW.kind, NEW.year, NEW.series, NEW.lines, NEW.name, NEW.sha256, NEW.at, NEW.by_id)
          IS DISTINCT FROM (OLD.agency_id, OLD.audience, OLD.kind, OLD.year, OLD.series, OLD.lines, OLD.name, OLD.sha256, OLD.at, OLD.by_id) THEN
        RAISE EXCEPTION 'an import is kept as it was made; it can only be withdrawn, once' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$
    """,
    *(
        statement
        for table, function in (("registers_oldline", "registers_keep_line"), ("registers_oldregister", "registers_keep_register"))
        for statement in (
            f"CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER keep",
        )
    ),
]
BACK = [
    *(f"DROP TRIGGER keep ON {table}" for table in ("registers_oldline", "registers_oldregister")),
    "DROP FUNCTION registers_keep_line()", "DROP FUNCTION registers_keep_register()",
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0002_originals_are_never_rewritten'),
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
        ('search', '0003_listed'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('kind', models.TextField(choices=[('outgoing', 'Sổ đăng ký văn bản đi'), ('incoming', 'Sổ đăng ký văn bản đến')])),
                ('year', models.SmallIntegerField()),
                ('series', models.TextField(blank=True, default='', help_text="the register's own name, where the agency kept several in the year")),
                ('lines', models.IntegerField()),
                ('name', models.TextField(help_text='of the file')),
                ('sha256', models.TextField(help_text='of the file')),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, default='', help_text='why it was withdrawn')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='OldLine',
            fields=[
                ('audience', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('outgoing', 'Sổ đăng ký văn bản đi'), ('incoming', 'Sổ đăng ký văn bản đến')])),
                ('year', models.SmallIntegerField()),
                ('key', models.TextField(help_text='what makes it one line of its year: register, secrecy, number and symbol')),
                ('number', models.IntegerField(help_text='of the register')),
                ('day', models.DateField(help_text='of the register: of the document that went out, of the arrival of one that came')),
                ('secrecy', models.TextField(blank=True, default='')),
                ('notation', models.TextField(blank=True, default='')),
                ('document_date', models.DateField(null=True)),
                ('subject', models.TextField(blank=True, default='')),
                ('author', models.TextField(blank=True, default='', help_text='who signed what went out; whose document came')),
                ('place', models.TextField(blank=True, default='', help_text='where it went; the unit or person that got it')),
                ('keeper', models.TextField(blank=True, default='')),
                ('copies', models.IntegerField(null=True)),
                ('moved', models.DateField(help_text='ngày chuyển', null=True)),
                ('signed_for', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.oldregister')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='oldregister',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('agency', 'sha256'), name='registers_file_once'),
        ),
        migrations.AddConstraint(
            model_name='oldregister',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='registers_withdrawn_with_reason'),
        ),
        migrations.AddIndex(
            model_name='oldline',
            index=models.Index(fields=['agency', 'kind', 'year', 'day', 'number', 'id'], name='registers_in_order'),
        ),
        migrations.AddIndex(
            model_name='oldline',
            index=models.Index(fields=['register'], name='registers_of_register'),
        ),
        migrations.AddConstraint(
            model_name='oldline',
            constraint=models.UniqueConstraint(fields=('agency', 'kind', 'year', 'key'), name='registers_line_once'),
        ),
        migrations.RunSQL(KEEP, BACK),
        wall("registers_oldregister", "registers_oldline"),
        listed("registers_oldline", "notation", "subject", "author", "place", "note"),
    ]
