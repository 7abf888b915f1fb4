"""The status round trip behind the login: take the sheet, send it, look at the difference, publish all or nothing."""

from base64 import b64decode, b64encode

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from agenda.operations import ChangedMeanwhileError
from agenda.reporting import lines_to_report
from agenda.status_sheet import FORMATS, SheetError, changes_in, file_of, take_in
from mra_portal.common.content.sheets import LARGEST_SHEET

SALT = "agenda.status-sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Reporters(View):
    """For everybody who may report on a line."""

    def dispatch(self, request, *args, **kwargs):
        if not lines_to_report(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StatusSheetFile(Reporters):
    def get(self, request, form):
        if form not in FORMATS:
            raise Http404
        name = f"status-{timezone.localdate().isoformat()}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(file_of(request.user, form), content_type=TYPES[form], headers=headers)


class StatusSheet(Reporters):
    """Between looking and publishing the file travels in the form, signed: no node keeps it."""

    template_name = "agenda/beheer/status_sheet.html"

    def get(self, request):
        return self.show()

    def post(self, request):
        try:
            name, content = self._sent(request)
            changes = changes_in(name, content, request.user)
        except SheetError as error:
            return self.show(problems=error.problems, status=422)
        if "publiceren" not in request.POST or not changes:
            kept = signing.dumps([request.user.pk, name, b64encode(content).decode()], salt=SALT, compress=True)
            return self.show(changes=changes, kept=kept, is_checked=True)
        try:
            updates = take_in(changes, request.user)
        except ChangedMeanwhileError:
            problem = _("Somebody reported meanwhile. Nothing was published. Take a new sheet.")
            return self.show(problems=[problem], status=409)
        except ValidationError as error:
            return self.show(problems=error.messages, status=422)
        count = len(updates)
        messages.success(
            request, ngettext("Published: %(n)d report.", "Published: %(n)d reports.", count) % {"n": count}
        )
        return redirect("wagtailadmin_home")

    def _sent(self, request) -> tuple[str, bytes]:
        if kept := request.POST.get("kept"):
            try:
                owner, name, content = signing.loads(kept, salt=SALT, max_age=3600)
            except signing.BadSignature:
                raise SheetError([_("The file is no longer there. Send it again.")]) from None
            if owner != request.user.pk:
                raise PermissionDenied
            return name, b64decode(content)
        file = request.FILES.get("sheet")
        if file is None:
            raise SheetError([_("Choose a file first.")])
        if file.size > LARGEST_SHEET:
            raise SheetError([_("The file is larger than 2 MB, so it was not read.")])
        return file.name, file.read()

    def show(self, status=200, **more):
        context = {"problems": [], "changes": [], "kept": "", "is_checked": False, **more}
        return render(self.request, self.template_name, context, status=status)
