"""`manage.py up`: one command that starts and keeps everything."""
