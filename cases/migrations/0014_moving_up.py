import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_tiers_clocks'),
    ]

    operations = [
        migrations.AddField(
            model_name='filing',
            name='exhibits',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='handoff',
            name='form',
            field=models.SlugField(blank=True, max_length=30),
        ),
        migrations.CreateModel(
            name='Ascent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grounds', models.JSONField(blank=True, default=dict)),
                ('ticks', models.JSONField(blank=True, default=dict)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ascent', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Seller',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('disclosed', models.CharField(blank=True, choices=[('', 'I have not looked yet'), ('yes', 'Name and address are shown'), ('no', 'Nothing is shown'), ('dead', 'Shown, but nobody can be reached there')], default='', max_length=4)),
                ('legal_name', models.CharField(blank=True, max_length=80)),
                ('credit_code', models.CharField(blank=True, max_length=30)),
                ('address', models.CharField(blank=True, max_length=120)),
                ('noted_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='seller', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Elsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(choices=[('association', 'Consumer association'), ('regulator', 'Another market regulator'), ('authority', 'Another authority'), ('arbitration', 'Arbitration'), ('court', 'Court')], max_length=11)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('day', models.DateField()),
                ('number', models.CharField(blank=True, max_length=64)),
                ('noted_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='elsewhere', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('voided_at__isnull', True)), fields=['case', 'day'], name='elsewhere_of_case')],
            },
        ),
        migrations.CreateModel(
            name='FilingResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('accepted', 'Accepted'), ('not_accepted', 'Not accepted'), ('settled', 'Settled in mediation'), ('ended', 'Mediation ended without agreement'), ('for', 'Decided in my favour'), ('partly', 'Decided in part'), ('against', 'Decided against me'), ('paid', 'The money has come')], max_length=12)),
                ('at', models.DateTimeField()),
                ('ground', models.SlugField(blank=True, max_length=30)),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('noted_at', models.DateTimeField()),
                ('contact', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='result', to='cases.contact')),
                ('deadline', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='result', to='cases.deadline')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='cases.filing')),
            ],
            options={
                'indexes': [models.Index(fields=['filing', '-at', '-id'], name='result_of_filing')],
            },
        ),
    ]
