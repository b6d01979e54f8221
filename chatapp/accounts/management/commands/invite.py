"""`manage.py invite EMAIL`: mails an invitation and prints its link."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from chatapp.accounts.services import INVITATION_DAYS, AccountsError, invite, send_invitation


class Command(BaseCommand):
    help = "Invites one address to sign up: mails a link, and prints it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--site", default=settings.SITE_URL, help="address of this site (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitation, token = invite(email=options["email"])
        except AccountsError as error:
            raise CommandError(str(error)) from None
        link = options["site"].rstrip("/") + reverse("accept_invitation", args=[token])
        self.stdout.write(link)
        self.stdout.write(f"Works once, for {invitation.email}, for {INVITATION_DAYS} days.")
        try:
            send_invitation(invitation=invitation, link=link)
        except (OSError, SMTPException) as error:
            self.stderr.write(f"The mail was not sent ({error}); please hand on the link yourself.")
