#!/usr/bin/env python3
"""The command line of Fragaria: `manage.py up` starts everything, `manage.py help` lists the rest."""

import os
import sys


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (who runs this may not have read the requirements)
        print("Fragaria needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatapp.settings")
    from chatapp.config_error import ConfigError

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except ConfigError as error:
        print(f"Fragaria does not start: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
