"""`manage.py send_reminders`: ask people about lines that were not reported on for a while. For cron, daily."""

from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agenda.reminders import due_mails, message, send


class Command(BaseCommand):
    help = "Send one mail to everybody whose action lines are due. --dry-run shows the mails and sends none."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="show what would go out, and send nothing")

    def handle(self, *args, dry_run=False, **options):
        moment, sent, failed = timezone.now(), 0, []
        for mail in due_mails(moment):
            codes = ", ".join(line.code for line, _freshness in mail.lines)
            if dry_run:
                self.stdout.write(f"To {mail.user.email}: {codes}")
                if options["verbosity"] > 1:
                    self.stdout.write(message(mail, moment).body)
                sent += 1
                continue
            try:
                sent += send(mail, moment)
            except (SMTPException, OSError) as error:
                failed.append(f"{mail.user.email}: {error}")
        self.stdout.write(f"{sent} {'would go out' if dry_run else 'sent'}, {len(failed)} failed.")
        if failed:
            raise CommandError("\n".join(["These were not sent and will be tried again:", *failed]))
