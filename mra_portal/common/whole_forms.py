"""A form that arrives broken, such as one cut off on the way or put together by hand, is a bad request and no fault.

Wagtail reads its stream fields and rich text without looking whether every part came along, and breaks where one is
missing. What breaks while a form is read is answered with 400: nothing was changed, and the page says so.
"""

import logging
from collections.abc import Iterator

from django.views.defaults import bad_request

logger = logging.getLogger(__name__)

# How every widget and block of Django and Wagtail calls the reading of what was sent.
READING = "value_from_datadict"


class WholeFormMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        is_broken = isinstance(exception, (LookupError, ValueError, TypeError)) and READING in _functions(exception)
        if request.method != "POST" or not is_broken:
            return None
        logger.warning("A form could not be read: %s", request.path, exc_info=exception)
        return bad_request(request, exception)


def _functions(exception: Exception) -> Iterator[str]:
    """The names of the functions that were at work."""
    trace = exception.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_name
        trace = trace.tb_next
