from django.http import Http404
from django.views.generic import View


class FindPlace(View):
    def get(self, request, **kwargs):
        raise Http404
