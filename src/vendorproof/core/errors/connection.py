"""Refusals of what comes over a connection before it is a request, or never becomes a whole one."""

from vendorproof.core.errors.problem import Problem


class MalformedRequest(Problem):
    """What came is not HTTP/1.1, such as a chunk without a size or two lengths for one body."""

    status = 400
    code = "malformed_request"
    message = "This is not a request in HTTP/1.1; nothing was done."


class RequestHeadTooLarge(Problem):
    """The address and the headers together are beyond what a request may have."""

    status = 431
    code = "request_head_too_large"
    message = "The address and headers of a request may have at most {limit} bytes."


class RequestTimeout(Problem):
    """The rest of the request did not come."""

    status = 408
    code = "request_timeout"
    message = "The request broke off: nothing more of it came for {seconds} seconds."
