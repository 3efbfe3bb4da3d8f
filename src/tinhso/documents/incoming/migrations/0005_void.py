from django.db import migrations, models

STATES = [
    ('arrived', 'Chờ tiếp nhận'), ('quarantined', 'Cách ly: chữ ký không đạt'), ('refused', 'Đã trả lại nơi gửi'), ('accepted', 'Chờ vào sổ'),
    ('registered', 'Chờ trình'), ('presented', 'Chờ bút phê'), ('assigned', 'Đã phân công'), ('in_progress', 'Đang giải quyết'),
    ('done', 'Đã giải quyết'), ('void', 'Đã hủy số đến'), ('recall_asked', 'Nơi gửi yêu cầu thu hồi'), ('destroyed', 'Đã hủy bản điện tử theo thu hồi'),
]
BOXES = {
    'to_receive': ['arrived'], 'quarantined': ['quarantined'], 'to_register': ['accepted'], 'to_present': ['registered'], 'to_direct': ['presented'],
    'handling': ['assigned', 'in_progress'], 'recall': ['recall_asked'], 'returned': ['refused'], 'done': ['done', 'void', 'destroyed'],
}


class Migration(migrations.Migration):
    """The box is a generated column: with a state more it is made again."""

    dependencies = [
        ('incoming', '0004_pending'),
    ]

    operations = [
        migrations.AlterField(
            model_name='incoming',
            name='state',
            field=models.TextField(choices=STATES, default='arrived'),
        ),
        migrations.RemoveIndex(model_name='incoming', name='incoming_box'),
        migrations.RemoveField(model_name='incoming', name='box'),
        migrations.AddField(
            model_name='incoming',
            name='box',
            field=models.GeneratedField(db_persist=True, expression=models.Case(*(models.When(state__in=states, then=models.Value(box)) for box, states in BOXES.items()), default=models.Value('')), help_text='rules.states.BOXES: one index serves every list', output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(fields=['agency', 'box', '-arrived_at', '-id'], name='incoming_box'),
        ),
    ]
