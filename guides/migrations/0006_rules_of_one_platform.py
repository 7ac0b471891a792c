from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0005_let_editors_edit_guides'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalrefusal',
            name='own_rules',
            field=models.JSONField(blank=True, default=list, verbose_name='rules of one platform'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='own_rules',
            field=models.JSONField(blank=True, default=list, verbose_name='rules of one platform'),
        ),
    ]
