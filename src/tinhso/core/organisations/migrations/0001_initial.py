import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from tinhso.core.organisations.renewal import renewal


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('version', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('agency', 'Cơ quan, tổ chức'), ('unit', 'Đơn vị')])),
                ('created', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('how', models.TextField(choices=[('renamed', 'đổi tên'), ('merged', 'hợp nhất, sáp nhập'), ('split', 'chia, tách'), ('moved', 'chuyển')])),
                ('basis', models.TextField(blank=True, default='')),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.TextField(choices=[('instance', 'Trong hệ thống này'), ('axis', 'Trục liên thông văn bản'), ('mail', 'Thư điện tử công vụ'), ('paper', 'Văn bản giấy')])),
                ('address', models.TextField(blank=True, default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='channels', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.TextField(choices=[('qd28', 'QĐ 28/2018/QĐ-TTg'), ('qd20', 'QĐ 20/2020/QĐ-TTg')])),
                ('value', models.TextField()),
                ('canonical', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('short_name', models.TextField(blank=True, default='')),
                ('abbreviation', models.TextField(blank=True, default='', help_text="its part in a document's symbol: STTTT, or VX for a unit")),
                ('superior_line', models.TextField(blank=True, default='', help_text='the organ printed above the issuing one (Appendix I.II.2)')),
                ('place', models.TextField(blank=True, default='', help_text='địa danh (Appendix I.II.4)')),
                ('collective', models.BooleanField(default=False, help_text='works by collective decision: signs with TM. (Điều 13.2)')),
                ('collective_name', models.TextField(blank=True, default='', help_text='printed after TM.; empty: the name')),
                ('head_title', models.TextField(blank=True, default='', help_text="the head's post as printed after KT., TL., TUQ.")),
                ('level', models.SmallIntegerField(null=True)),
                ('level_label', models.TextField(blank=True, default='')),
                ('contact', models.JSONField(default=dict, help_text='address, email, phone, fax, site (Appendix I.III.4)')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='fields of work', size=None)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisations.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', models.F('id')), ('kind', 'agency')), models.Q(('kind', 'unit'), models.Q(('agency', models.F('id')), _negated=True)), _connector='OR'), name='organisations_agency_is_itself'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('id', 'agency'), name='organisations_unit_agency'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('from_unit', 'to_unit', 'date'), name='organisations_succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('from_unit', models.F('to_unit')), _negated=True), name='organisations_succession_other'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='organisations_channel_days'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('way', '='), (models.Func('valid_from', 'valid_to', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='organisations_channel_once'),
        ),
        migrations.AddConstraint(
            model_name='unitcode',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='organisations_code_days'),
        ),
        migrations.AddConstraint(
            model_name='unitcode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('canonical', '='), ('unit', '<>'), (models.Func('valid_from', 'valid_to', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='organisations_code_one_unit'),
        ),
        migrations.AddConstraint(
            model_name='unitcode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('canonical', '='), ('scheme', '='), (models.Func('valid_from', 'valid_to', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='organisations_code_once'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='organisations_version_days'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisations_version_named'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('unit')), _negated=True), _connector='OR'), name='organisations_version_parent'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), (models.Func('valid_from', 'valid_to', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='organisations_version_once_a_day'),
        ),
        renewal("organisations", "unit", "unitversion", "succession", "unitcode", "channel"),
    ]
