"""Controls, for staff."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("staff/controls/", views.page, name="staff_controls"),
    path("staff/controls/history/", views.history, name="staff_controls_history"),
    re_path(
        r"^staff/controls/maintenance/(?P<action>close|open)/$", views.maintenance, name="staff_maintenance"
    ),
    re_path(
        r"^staff/controls/queues/(?P<mode>[a-z]+)/(?P<action>pause|resume)/$", views.queue, name="staff_queue"
    ),
    re_path(r"^staff/controls/models/(?P<action>on|off)/$", views.model, name="staff_model"),
    re_path(r"^staff/controls/banner/(?P<action>show|hide)/$", views.banner, name="staff_banner"),
]
