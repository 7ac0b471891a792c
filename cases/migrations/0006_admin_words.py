from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_filings_numbers_calls'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='caseevent',
            options={'verbose_name': 'case event', 'verbose_name_plural': 'case events'},
        ),
        migrations.AlterModelOptions(
            name='heartbeat',
            options={'verbose_name': 'heartbeat', 'verbose_name_plural': 'heartbeats'},
        ),
        migrations.AlterModelOptions(
            name='mail',
            options={'verbose_name': 'mail', 'verbose_name_plural': 'mails'},
        ),
    ]
