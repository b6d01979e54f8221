import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("billing", "0005_card"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("unknown_price", "Unknown Price"),
                    ("drift", "Drift"),
                    ("dispute", "Dispute"),
                    ("event_failed", "Event Failed"),
                    ("several_subscriptions", "Several Subscriptions"),
                    ("too_few_seats", "Too Few Seats"),
                    ("spend", "Spend"),
                    ("heavy_use", "Heavy Use"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="LimitOverride",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fast_limit", models.PositiveIntegerField(blank=True, null=True)),
                ("fast_concurrency", models.PositiveIntegerField(blank=True, null=True)),
                ("think_limit", models.PositiveIntegerField(blank=True, null=True)),
                ("think_concurrency", models.PositiveIntegerField(blank=True, null=True)),
                ("paths", models.PositiveIntegerField(blank=True, null=True)),
                ("tokens", models.PositiveIntegerField(blank=True, null=True)),
                ("reason", models.CharField(max_length=150)),
                ("granted_by_id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="billing.billingaccount",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "starts_at"], name="override_of_account")],
            },
        ),
        migrations.CreateModel(
            name="Slowdown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("cost_micros", models.PositiveBigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_by_id", models.UUIDField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=150)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slowdowns",
                        to="billing.billingaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "month"), name="one_slowdown_a_month")
                ],
            },
        ),
        migrations.AddField(
            model_name="billingaccount",
            name="has_overrides",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="usagehold",
            index=models.Index(
                condition=models.Q(("state", "held")),
                fields=["account", "user_id", "meter", "expires_at"],
                name="hold_running",
            ),
        ),
        migrations.AddIndex(
            model_name="usagehold",
            index=models.Index(
                condition=models.Q(("reason__in", ["cancelled", "deleted"])),
                fields=["user_id", "settled_at"],
                name="hold_stopped",
            ),
        ),
        migrations.RemoveIndex(model_name="usagehold", name="hold_expiry"),
        migrations.AddIndex(
            model_name="usagehold",
            index=models.Index(condition=models.Q(("state", "held")), fields=["expires_at"], name="hold_expiry"),
        ),
        migrations.AlterField(
            model_name="usagehold",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="billing.billingaccount",
            ),
        ),
        migrations.AlterField(
            model_name="usagehold",
            name="idempotency_key",
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name="usagehold",
            constraint=models.UniqueConstraint(fields=("idempotency_key",), name="hold_once_per_key"),
        ),
    ]
