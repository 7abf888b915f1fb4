"""Every refusal of the API as problem details (RFC 9457), never HTML."""

import logging

from django.core.signals import got_request_exception
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from mra_portal.common.exports.problems import RefusedError, problem_of

logger = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"
TITLES = {
    status.HTTP_400_BAD_REQUEST: "Bad Request",
    status.HTTP_404_NOT_FOUND: "Not Found",
    status.HTTP_405_METHOD_NOT_ALLOWED: "Method Not Allowed",
    status.HTTP_406_NOT_ACCEPTABLE: "Not Acceptable",
    status.HTTP_500_INTERNAL_SERVER_ERROR: "Internal Server Error",
}


def answer_problem(error: Exception, context: dict) -> Response:
    """For every exception of a view. What nobody foresaw is logged as any fault is, and answered in JSON as well."""
    headers = {}
    if isinstance(error, RefusedError):
        body = problem_of(error.errors)
    elif isinstance(error, Http404):
        body = _body(status.HTTP_404_NOT_FOUND, str(error) or _("There is nothing at this address."))
    elif isinstance(error, exceptions.APIException):
        body = _body(error.status_code, str(error.detail))
        if isinstance(error, exceptions.MethodNotAllowed):
            headers["Allow"] = "GET, HEAD, OPTIONS"
    else:
        got_request_exception.send(sender=None, request=context["request"]._request)
        logger.error("Fault in the API", exc_info=error)
        body = _body(status.HTTP_500_INTERNAL_SERVER_ERROR, _("Something went wrong here. Try again later."))
    set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _body(code: int, detail: str) -> dict:
    return {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": detail}


def nothing_here(request, **kwargs) -> JsonResponse:
    """Any other address below /api/."""
    detail = _("There is nothing at this address. Addresses of the API have no slash at the end.")
    response = JsonResponse(_body(status.HTTP_404_NOT_FOUND, detail), status=404, content_type=CONTENT_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    return response
