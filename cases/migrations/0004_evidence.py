import cases.models.case
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_case_filed_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='exhibits',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='case',
            name='needs',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=cases.models.case.new_ref, editable=False, max_length=16, unique=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('chat', 'Chat'), ('order', 'Order'), ('payment', 'Payment'), ('logistics', 'Parcel tracking'), ('goods', 'Photo of the goods'), ('video', 'Video'), ('page', 'Product page'), ('licence', 'Shop’s licence'), ('report', 'Authenticity report'), ('refusal', 'Refusal'), ('notice', 'Platform notice'), ('call', 'Call record'), ('other', 'Other')], default='other', max_length=10)),
                ('caption', models.CharField(blank=True, max_length=120)),
                ('proves', models.CharField(blank=True, max_length=300)),
                ('formed_at', models.DateTimeField(blank=True, null=True)),
                ('formed_source', models.CharField(blank=True, choices=[('', 'Unknown'), ('proposed', 'Proposed'), ('confirmed', 'Confirmed')], default='', max_length=9)),
                ('original_where', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('media_type', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('shown_name', models.CharField(blank=True, max_length=150)),
                ('received_at', models.DateTimeField()),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('received', 'Received'), ('ready', 'Ready'), ('rejected', 'Rejected')], default='received', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('width', models.PositiveIntegerField(blank=True, null=True)),
                ('height', models.PositiveIntegerField(blank=True, null=True)),
                ('milliseconds', models.PositiveIntegerField(blank=True, null=True)),
                ('pages', models.PositiveIntegerField(blank=True, null=True)),
                ('covers', models.JSONField(blank=True, default=list)),
                ('act_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='cases.case')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evidence', to='cases.contact')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to=settings.AUTH_USER_MODEL)),
                ('promise', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evidence', to='cases.promise')),
            ],
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(max_length=13)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('media_type', models.CharField(max_length=30)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='cases.evidence')),
            ],
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('act_at__isnull', False)), fields=['act_at'], name='evidence_waiting'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('case__isnull', True)), fields=['owner', '-received_at'], name='evidence_unsorted'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='evidence_number_once'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('case__isnull', False), ('deleted_at__isnull', True)), fields=('case', 'sha256'), name='evidence_once_in_case'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('case__isnull', True), ('deleted_at__isnull', True)), fields=('owner', 'sha256'), name='evidence_once_in_inbox'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('number__isnull', True)), models.Q(('case__isnull', False), ('number__isnull', False)), _connector='OR'), name='evidence_numbered_in_case'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='evidence_rejected_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('evidence', 'variant'), name='rendition_once'),
        ),
    ]
