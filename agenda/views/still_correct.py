from django.db import transaction
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from agenda.confirmation_links import LinkError, read
from agenda.operations import ChangedMeanwhileError, confirm_status
from agenda.wording import sentences


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class StillCorrect(View):
    """The page behind the link of a reminder: what stands there, and one button.

    The token in the address is the permission, so there is no session, no cookie and no CSRF token: who can forge a
    request to this address has the token already.
    """

    http_method_names = ["get", "head", "post"]
    template_name = "agenda/still_correct.html"

    def get(self, request, token):
        try:
            link = read(token)
        except LinkError as error:
            return self.refused(error.reason)
        return self.show("ask", link=link, sentences=sentences(link.seen))

    def post(self, request, token):
        try:
            with transaction.atomic():
                link = read(token)
                confirm_status(link.line, organisation=link.organisation, author=link.user, seen=link.seen.pk)
        except LinkError as error:
            return self.refused(error.reason)
        except ChangedMeanwhileError:
            return self.refused(LinkError.OVERTAKEN)
        return self.show("done", link=link, sentences=sentences(link.seen))

    def refused(self, reason: str):
        return self.show(reason, status=410 if reason != LinkError.TAMPERED else 400, link=None, sentences=[])

    def show(self, stage, status=200, **context):
        response = render(self.request, self.template_name, {"stage": stage, **context}, status=status)
        response["Referrer-Policy"] = "no-referrer"  # the address is a permission
        return response
