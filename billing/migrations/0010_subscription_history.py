import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def begin(apps, schema_editor):
    """What was known of the past before it was kept: each subscription as it stands, from its own beginning."""
    Subscription = apps.get_model("billing", "Subscription")
    Change = apps.get_model("billing", "SubscriptionChange")
    for each in Subscription.objects.order_by("created_at").iterator():
        terms = {name: getattr(each, name) for name in ("plan", "interval", "cents", "quantity")}
        common = {"subscription_id": each.pk, "account_id": each.account_id, **terms}
        ended = each.status in ("canceled", "unpaid", "incomplete_expired")
        if each.status != "incomplete_expired":
            Change.objects.create(
                **common, at=min(each.created_at, timezone.now()), status="active" if ended else each.status
            )
        if ended:
            at = min(each.ends_at or each.period_end, each.synced_at, timezone.now())
            Change.objects.create(
                **common, at=max(at, each.created_at), status=each.status, end_reason=each.end_reason
            )


class Migration(migrations.Migration):
    dependencies = [("billing", "0009_run_payments")]

    operations = [
        migrations.CreateModel(
            name="SubscriptionChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subscription_id", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("status", models.CharField(max_length=30)),
                ("plan", models.CharField(blank=True, max_length=20)),
                ("interval", models.CharField(max_length=10)),
                ("cents", models.PositiveIntegerField()),
                ("quantity", models.PositiveIntegerField()),
                ("end_reason", models.CharField(blank=True, max_length=40)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscription_changes",
                        to="billing.billingaccount",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["at"], name="subscription_change_day"),
                    models.Index(fields=["subscription_id", "at"], name="subscription_history"),
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
