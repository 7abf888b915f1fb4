"""`manage.py serve_demo`: the demonstration in one process, for `python3 portal.py`. Development only."""

import warnings

from django.conf import settings
from django.contrib.staticfiles.management.commands.runserver import Command as Server
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections


class Command(BaseCommand):
    help = "Migrate, load the content, create roles and demonstration accounts, and serve on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, port, **options):
        if not settings.PORTAL_DEMO_ACCOUNTS:
            raise CommandError("These settings refuse demonstration accounts: no demonstration.")
        try:
            self._prepare()
            self._serve(port)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")

    def _prepare(self):
        """Every step is safe to repeat: what editors changed since the last start stays."""
        self.stdout.write("Preparing the database …")
        self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_content", stdout=self.stdout)
        call_command("set_up_roles", stdout=self.stdout)
        call_command("publish_scheduled")
        call_command("update_ledger")  # so that the catalogue knows since when its rows are as they are
        self.stdout.write("")
        call_command("create_demo_accounts", stdout=self.stdout)
        connections.close_all()

    def _serve(self, port):
        # Files are served from where they stand, not from a collected folder: that one need not exist.
        warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
        call_command(
            DemoServer(stdout=self.stdout, stderr=self.stderr),
            f"127.0.0.1:{port}",
            use_reloader=False,
            insecure_serving=True,  # static files also while DEBUG is off
            skip_checks=True,
            shutdown_message="\nStopped.",
        )


class DemoServer(Server):
    """Django's development server with an announcement for readers instead of for developers."""

    def on_bind(self, server_port):
        self.stdout.write(
            f"\nThe portal:  http://localhost:{server_port}/\n"
            f"For editors: http://localhost:{server_port}/beheer/\n"
            "Ctrl-C stops it. Start it again and everything you changed is still there."
        )
        self.stdout.flush()
