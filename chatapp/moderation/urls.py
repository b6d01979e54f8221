"""Reports, the block list, and suspended people."""

from django.urls import path

from .views import appeals, blocks, report, reports, shared, suspended, suspension

urlpatterns = [
    path("share/<slug:token>/report/", shared.report, name="report_shared"),
    path("suspended/", suspended.suspended, name="suspended"),
    path("suspended/appeal/", suspended.appeal, name="appeal"),
    path("staff/reports/", reports.reports, name="staff_reports"),
    path("staff/reports/<uuid:report_id>/", report.report, name="staff_report"),
    path("staff/reports/<uuid:report_id>/take/", report.take, name="take_report"),
    path("staff/reports/<uuid:report_id>/close/", report.close, name="close_report"),
    path("staff/reports/<uuid:report_id>/end-link/", report.end_link, name="end_reported_link"),
    path("staff/reports/<uuid:report_id>/content/", report.content, name="read_report"),
    path("staff/appeals/", appeals.appeals, name="staff_appeals"),
    path("staff/appeals/<uuid:appeal_id>/", appeals.decide, name="decide_appeal"),
    path("staff/blocks/", blocks.blocks, name="staff_blocks"),
    path("staff/blocks/<uuid:block_id>/remove/", blocks.remove, name="remove_block"),
    path("staff/people/<uuid:user_id>/suspend/", suspension.suspend, name="suspend_person"),
    path("staff/people/<uuid:user_id>/let-in/", suspension.lift, name="lift_person"),
]
