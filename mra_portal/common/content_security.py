"""Two content security policies: a strict one for the public site, a looser one for the editing screens."""

from csp.middleware import CSPMiddleware
from django.conf import settings


class ContentSecurityMiddleware(CSPMiddleware):
    """Sends CONTENT_SECURITY_POLICY, or the editorial one below the addresses of EDITORIAL_PATHS."""

    def process_response(self, request, response):
        if request.path.startswith(settings.EDITORIAL_PATHS):
            response._csp_config = settings.EDITORIAL_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)
