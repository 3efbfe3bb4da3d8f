import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
import tinhso.kit.ids
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('starts', models.TimeField()),
                ('ends', models.TimeField(null=True)),
                ('what', models.TextField()),
                ('place', models.TextField(blank=True, default='')),
                ('leaders', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='posts', size=None)),
                ('attending', models.TextField(blank=True, default='', help_text='Thành phần: who else, in words')),
                ('document', models.UUIDField(help_text='the incoming invitation it comes from', null=True)),
                ('changed_at', models.DateTimeField(help_text='since the week was published', null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancel_reason', models.TextField(blank=True, default='')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'indexes': [models.Index(fields=['agency', 'day', 'starts'], name='agenda_of_week'), models.Index(condition=models.Q(('document__isnull', False)), fields=['document'], name='agenda_of_document')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gt', models.F('starts')), _connector='OR'), name='agenda_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('leaders', []), _negated=True), name='agenda_somebody_leads'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='agenda_cancelled_with_reason')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Week',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monday', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('shown', models.TextField(help_text='who published it, with his title on that day')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'constraints': [models.UniqueConstraint(fields=('agency', 'monday'), name='agenda_week_published_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        wall("agenda_meeting", "agenda_week"),
    ]
