import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def keep_the_order(apps, schema_editor):
    """Those who came first keep their seats."""
    apps.get_model("billing", "Membership").objects.update(seat_since=models.F("joined_at"))


class Migration(migrations.Migration):

    dependencies = [
        ("billing", "0006_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="seat_since",
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True),
        ),
        migrations.RunPython(keep_the_order, migrations.RunPython.noop),
        migrations.AddField(
            model_name="subscription",
            name="next_lookup_key",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="subscription",
            name="next_quantity",
            field=models.PositiveIntegerField(null=True),
        ),
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
                    ("mail", "Mail"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="PayingChoice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="paying_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="billing.billingaccount",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=30)),
                ("facts", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("dropped", "Dropped"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_attempt_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="billing.billingaccount",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "waiting")),
                        fields=["next_attempt_at"],
                        name="mail_to_send",
                    )
                ],
            },
        ),
    ]
