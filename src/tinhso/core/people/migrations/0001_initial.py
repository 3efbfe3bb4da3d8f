import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tinhso.core.organisations.renewal import renewal


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('version', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('login', models.CharField(max_length=150, unique=True)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('locked_because', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('login', models.Func('login', function='lower')), models.Q(('login', ''), _negated=True)), name='people_login_lower')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('sort_key', models.TextField(help_text='kit.text.person_key(name)')),
                ('gender', models.TextField(blank=True, choices=[('female', 'Nữ'), ('male', 'Nam'), ('', 'Không nêu')], default='')),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('phone', models.TextField(blank=True, default='')),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('title', models.TextField(help_text='chức vụ as printed: Phó Giám đốc')),
                ('role', models.TextField(choices=[('clerk', 'clerk'), ('chief_of_office', 'chief_of_office'), ('specialist', 'specialist'), ('unit_head', 'unit_head'), ('deputy_head', 'deputy_head'), ('deputy', 'deputy'), ('director', 'director'), ('administrator', 'administrator')])),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='fields of work assigned to a deputy (Điều 13.1)', size=None)),
                ('rank', models.SmallIntegerField(default=100, help_text='smaller is shown first')),
                ('acting', models.BooleanField(default=False, help_text='quyền (Q.) cấp trưởng')),
                ('in_charge', models.BooleanField(default=False, help_text='a deputy charged with running the agency (Điều 13.1)')),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('permission', models.TextField()),
                ('basis', models.TextField()),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.post')),
            ],
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('mode', models.TextField(choices=[('KT', 'ký thay'), ('TL', 'ký thừa lệnh'), ('TUQ', 'ký thừa ủy quyền'), ('Q', 'giao quyền cấp trưởng'), ('INBOX', 'xử lý thay hộp việc')])),
                ('doc_types', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='abbreviations of types; empty: not limited by type', size=None)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='empty: not limited by field', size=None)),
                ('content', models.TextField(blank=True, default='', help_text='what is delegated, in words')),
                ('basis', models.TextField(blank=True, default='', help_text='the document it rests on')),
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(null=True)),
                ('from_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
                ('to_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
            ],
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='people_person_named'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['agency', 'role'], name='people_post_agency__40ead2_idx'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_post_span'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='people_post_titled'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['clerk', 'chief_of_office', 'specialist', 'unit_head', 'deputy_head', 'deputy', 'director', 'administrator'])), name='people_post_role'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('in_charge', False), ('role', 'deputy'), _connector='OR'), name='people_in_charge_is_deputy'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'director')), expressions=[('agency', '='), (models.Func('valid_from', 'valid_to', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='people_one_director'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'unit_head')), expressions=[('unit', '='), (models.Func('valid_from', 'valid_to', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='people_one_unit_head'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('unit', '='), ('role', '='), (models.Func('valid_from', 'valid_to', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='people_post_once'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_grant_span'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='people_grant_has_basis'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('post', '='), ('permission', '='), (models.Func('valid_from', 'valid_to', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='people_grant_once'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_delegation_span'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('from_post', models.F('to_post')), _negated=True), name='people_delegation_other'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'TUQ'), _negated=True), models.Q(models.Q(('basis', ''), _negated=True), models.Q(('content', ''), _negated=True), ('valid_to__isnull', False)), _connector='OR'), name='people_tuq_in_writing'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'TL'), _negated=True), models.Q(('basis', ''), _negated=True), _connector='OR'), name='people_tl_in_regulation'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'INBOX'), _negated=True), ('valid_to__isnull', False), _connector='OR'), name='people_inbox_for_days'),
        ),
        # A post's agency is its unit's.
        migrations.RunSQL(
            "ALTER TABLE people_post ADD CONSTRAINT people_post_unit_of_agency"
            " FOREIGN KEY (unit_id, agency_id) REFERENCES organisations_unit (id, agency_id)",
            "ALTER TABLE people_post DROP CONSTRAINT people_post_unit_of_agency",
        ),
        renewal("people", "person", "post", "delegation", "grant"),
    ]
