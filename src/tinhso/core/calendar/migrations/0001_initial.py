import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.IntegerField()),
                ('day', models.DateField()),
                ('working', models.BooleanField()),
                ('basis', models.TextField()),
                ('set_by', models.TextField()),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'day'), name='calendar_one_rule_a_day'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='calendar_agency_day_has_basis')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='InstanceDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('working', models.BooleanField()),
                ('basis', models.TextField(help_text='the decree or announcement, with number and date')),
                ('set_by', models.TextField()),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='calendar_instance_day_has_basis')],
            },
        ),
        wall("calendar_agencyday"),
    ]
