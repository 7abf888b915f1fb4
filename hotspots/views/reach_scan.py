from django.http import Http404
from django.views.generic import View


class ReachExport(View):
    def get(self, request, **kwargs):
        raise Http404


class ReachScan(View):
    def get(self, request, **kwargs):
        raise Http404
