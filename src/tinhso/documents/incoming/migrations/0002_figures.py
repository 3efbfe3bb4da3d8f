from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incoming', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(fields=['agency', 'arrived_at'], name='incoming_arrived'),
        ),
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(condition=models.Q(('due__isnull', False)), fields=['agency', 'due'], name='incoming_due'),
        ),
    ]
