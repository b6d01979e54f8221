"""`manage.py create-owner EMAIL`: the first administrator of an installation."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.accounts.models import User
from chatapp.accounts.services import AccountsError, create_owner


class Command(BaseCommand):
    help = "Makes an administrator with a verified address; asks for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = self._password(from_stdin=options["password_stdin"])
        try:
            validate_password(password, User(email=options["email"]))
            user = create_owner(email=options["email"], password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except AccountsError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{user.email} is an administrator and can sign in.")

    def _password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        password = getpass("Password: ")
        if password != getpass("Password again: "):
            raise CommandError("The passwords differ.")
        return password
