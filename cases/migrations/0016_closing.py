import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_dossier'),
    ]

    operations = [
        migrations.CreateModel(
            name='Helper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('role', models.CharField(choices=[('read', 'Read only'), ('log', 'Note contacts and add evidence'), ('handle', 'Everything but closing and deleting')], max_length=6)),
                ('wants_mail', models.BooleanField(default=False)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='files_go_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='files_told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='mailed_helpers',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='case',
            name='money_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='worked',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='user',
            name='files_months',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='user',
            name='helps',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('money_at__isnull', False)), fields=['money_at'], name='case_money'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('files_go_at__isnull', False)), fields=['files_go_at'], name='case_files_go'),
        ),
        migrations.AddField(
            model_name='helper',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to='cases.case'),
        ),
        migrations.AddField(
            model_name='helper',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='helping', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='helper',
            index=models.Index(condition=models.Q(('revoked_at__isnull', True)), fields=['user', 'case'], name='helper_of_user'),
        ),
        migrations.AddConstraint(
            model_name='helper',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('user__isnull', False)), fields=('case', 'user'), name='helper_once'),
        ),
        migrations.AddConstraint(
            model_name='helper',
            constraint=models.CheckConstraint(condition=models.Q(('joined_at__isnull', True), ('user__isnull', False), _connector='OR'), name='helper_joined_has_user'),
        ),
    ]
