from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_amounts_asked_offered_received'),
    ]

    operations = [
    ]
