
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outgoing', '0002_recipient_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='annex',
            name='since',
            field=models.IntegerField(default=1, help_text='the first version it goes along with'),
        ),
        migrations.AddField(
            model_name='annex',
            name='until',
            field=models.IntegerField(help_text='the last one; null: still there', null=True),
        ),
    ]
