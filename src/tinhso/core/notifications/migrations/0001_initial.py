import django.db.models.deletion
import django.db.models.manager
import tinhso.kit.ids
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('batch', models.UUIDField(help_text='the same telling to several principals: shown once to who is several of them')),
                ('agency_id', models.IntegerField()),
                ('recipient', models.TextField(help_text='a principal: o12, a3.clerk, p7')),
                ('kind', models.TextField()),
                ('title', models.TextField()),
                ('url', models.TextField()),
                ('urgent', models.BooleanField(default=False)),
                ('mail', models.TextField(choices=[('now', 'now'), ('morning', 'morning'), ('never', 'never')])),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.IntegerField(help_text='post', null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'indexes': [models.Index(fields=['recipient', '-at', '-id'], name='notifications_recipient'), models.Index(condition=models.Q(('read_at', None), models.Q(('acknowledged_at', None), ('urgent', True)), _connector='OR'), fields=['recipient', '-at'], name='notifications_unread')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'recipient'), name='notifications_told_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.IntegerField()),
                ('kind', models.TextField()),
                ('mail', models.TextField(choices=[('now', 'now'), ('morning', 'morning'), ('never', 'never')])),
                ('also', models.JSONField(default=list, help_text='principals told besides those the room names')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'kind'), name='notifications_one_rule'), models.CheckConstraint(condition=models.Q(('mail__in', ['now', 'morning', 'never'])), name='notifications_rule_when')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='MorningMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='notifications_one_morning_mail')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('channel', models.TextField(choices=[('app', 'app'), ('mail', 'mail')])),
                ('on', models.BooleanField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'channel'), name='notifications_one_switch')],
            },
        ),
        wall("notifications_notice", "notifications_rule"),
    ]
