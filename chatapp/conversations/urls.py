"""The pages about conversations."""

from django.urls import path

from chatapp.conversations.views import clearing, files, shared

urlpatterns = [
    path("share/<slug:token>/", shared.shared, name="shared"),
    path("share/<slug:token>/thoughts/<int:number>/", shared.log, name="shared_log"),
    path("chat/<uuid:conversation_id>/export/", files.export_one, name="export_conversation"),
    path("settings/data/", files.data, name="settings_data"),
    path("settings/data/delete/", clearing.clear_all, name="clear_conversations"),
    path("settings/data/export/", files.export_all, name="export_conversations"),
    path("settings/data/import/", files.import_file, name="import_conversations"),
    path("settings/data/links/<uuid:share_id>/revoke/", files.revoke, name="revoke_share"),
]
