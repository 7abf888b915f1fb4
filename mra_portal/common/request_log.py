"""One id and one log line per request, so that a report from a visitor can be traced through every process.

The line holds method, path, status and milliseconds. It holds no address, cookie or query string of the
visitor: the privacy statement promises that.
"""

import logging
import re
import time
import uuid
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="-")
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

logger = logging.getLogger("portal.request")


class RequestIdFilter(logging.Filter):
    """Gives every log record the id of the request in which it was written ("-" outside a request)."""

    def filter(self, record):
        record.request_id = _request_id.get()
        return True


class RequestLogMiddleware:
    """Takes over a well-formed X-Request-ID of the proxy or makes one, returns it, and logs the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
        token = _request_id.set(request.id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "duration_ms": round((time.perf_counter() - started) * 1000, 1),
                },
            )
            return response
        finally:
            _request_id.reset(token)
