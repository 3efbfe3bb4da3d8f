from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incoming', '0005_void'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(condition=models.Q(('reply_to__isnull', False)), fields=['reply_to'], name='incoming_answers'),
        ),
    ]
