"""How the queue behaves; Celery imports this when its configuration is first needed.

The choices and their measurements: docs/adr/0003-queue.md. Runs recover through their own lease
(workers/tasks.py: reap), not through the broker's redelivery.
"""

from celery.schedules import crontab
from django.conf import settings

# redis-py and Django write unix://, Celery writes redis+socket:// and calls the database virtual_host.
broker_url = (
    settings.REDIS_URL.replace("unix://", "redis+socket://", 1).replace("db=", "virtual_host=")
    if settings.REDIS_URL.startswith("unix://")
    else settings.REDIS_URL
)
broker_connection_retry_on_startup = True
broker_transport_options = {
    # Longer than any run: a shorter one would run a healthy task twice.
    "visibility_timeout": 7200,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # redis-py's own default of 5 s cuts blocking reads.
    "socket_timeout": None,
    "socket_connect_timeout": 3,
}

imports = (
    "workers.titles",
    "workers.heartbeat",
    "workers.billing",
    "workers.traces",
    "workers.leaving",
    "workers.dashboard",
    "workers.retention",
    "workers.viewing_as",
)
task_default_queue = "interactive"
task_acks_late = True
task_reject_on_worker_lost = True
task_ignore_result = True
# A page waits for this: better a quick refusal than a long silence.
task_publish_retry_policy = {"max_retries": 2, "interval_start": 0.1, "interval_max": 0.5}
worker_prefetch_multiplier = 1
worker_soft_shutdown_timeout = 20
worker_cancel_long_running_tasks_on_connection_loss = False
worker_enable_remote_control = False
timezone = "UTC"

SWEEPS = {
    "reap": settings.RUN_REAP_SECONDS,
    "expire_holds": 60.0,
    "purge": 60.0,
    "billing_mails": 30.0,
    "billing_costs": 300.0,
    "erase_people": 900.0,
    "end_viewings": 60.0,
}
if settings.BILLING:
    SWEEPS |= {"billing_sweep": 30.0, "billing_hourly": 3600.0, "billing_trials": 1800.0}
if settings.SPEND_CEILING_USD:
    SWEEPS["billing_spend"] = 60.0
if settings.STRIPE_SANDBOX:
    SWEEPS["billing_post"] = 2.0

# A task that found no worker within its interval expires, so that an outage leaves no backlog of sweeps.
beat_schedule = {
    name: {
        "task": f"workers.{name}",
        "schedule": seconds,
        "options": {"queue": "interactive", "expires": max(1.0, seconds)},
    }
    for name, seconds in SWEEPS.items()
}
beat_schedule["select_traces"] = {
    "task": "workers.select_traces",
    "schedule": crontab(hour="2", minute="41"),
    "options": {"queue": "interactive", "expires": 3600.0},
}
beat_schedule["sweep_files"] = {
    "task": "workers.sweep_files",
    "schedule": crontab(hour="4", minute="23"),
    "options": {"queue": "thinking", "expires": 3600.0},
}
beat_schedule["roll_up"] = {
    "task": "workers.roll_up",
    "schedule": crontab(minute="7"),
    "options": {"queue": "thinking", "expires": 3600.0},
}
if settings.RETENTION_CONVERSATIONS_DAYS or settings.RETENTION_RUN_EVENTS_DAYS:
    beat_schedule["purge_old"] = {
        "task": "workers.purge_old",
        "schedule": crontab(hour="1", minute="19"),
        "options": {"queue": "thinking", "expires": 3600.0},
    }
if settings.BILLING:
    beat_schedule["billing_nightly"] = {
        "task": "workers.billing_nightly",
        "schedule": crontab(hour="3", minute="17"),
        "options": {"queue": "interactive", "expires": 3600.0},
    }
