import datetime
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
            name='Task',
            fields=[
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('kind', models.TextField(help_text='declared by the room: outgoing.review')),
                ('subject', models.TextField(help_text='the aggregate: outgoing:0198…')),
                ('title', models.TextField()),
                ('line', models.TextField(default='', help_text='the second line: number, issuer')),
                ('url', models.TextField()),
                ('assignee', models.TextField(help_text='a principal: o12, a3.clerk, u5.head')),
                ('unit_id', models.IntegerField(help_text='the unit whose heads see it too', null=True)),
                ('urgent', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('due', models.DateTimeField(null=True)),
                ('sort_due', models.DateTimeField(help_text='due, or far away')),
                ('seen_at', models.DateTimeField(null=True)),
                ('state', models.TextField(choices=[('open', 'Open'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('handed_over', 'Handed Over')], default='open')),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.IntegerField(help_text='post', null=True)),
                ('from_post', models.IntegerField(help_text='who gave it', null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='work.task')),
            ],
            options={
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('agency_id', models.IntegerField()),
                ('until', models.DateTimeField()),
                ('reason', models.TextField()),
                ('asked_by', models.IntegerField(help_text='post', null=True)),
                ('asked_at', models.DateTimeField()),
                ('granted', models.BooleanField(null=True)),
                ('answer', models.TextField(default='')),
                ('decided_by', models.IntegerField(help_text='post', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='work.task')),
            ],
            options={
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['assignee', 'sort_due', 'opened_at', 'id'], name='work_inbox'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['unit_id', 'sort_due', 'opened_at', 'id'], name='work_unit_inbox'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['from_post', 'sort_due', 'opened_at', 'id'], name='work_given'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'open'), _negated=True), fields=['assignee', '-done_at', '-id'], name='work_finished'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['subject'], name='work_subject'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'subject', 'assignee'), name='work_open_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due__isnull', True), ('sort_due', datetime.datetime(9000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), ('due', models.F('sort_due')), _connector='OR'), name='work_sort_due'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='work_ended'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('granted__isnull', True)), fields=('task',), name='work_one_open_extension'),
        ),
        wall("work_task", "work_extension"),
    ]
