"""What a failed request answers: RFC 9457 problem details to programs, a friendly page to people."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from api.chat.page import error_page
from api.chat.site import words_of
from api.headers import stamp
from api.staff.guard import SignInNeeded, sign_in_answer, signed_in, wants_page
from api.staff.page import error_page as staff_error_page
from api.staff.site import is_staff_path

PROBLEM_JSON = "application/problem+json"


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Content Too Large",
                    "status": 413,
                    "detail": "The body is larger than 3145728 bytes. Send less.",
                }
            ]
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""


def problem(status: int, detail: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """An answer of problem details; its title is the status's own phrase."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, headers=headers, media_type=PROBLEM_JSON)


def _for_people(request: Request) -> bool:
    """Pages of the chat, and whatever a browser opens that is no API route."""
    path = request.url.path
    if path == "/chat" or path.startswith("/chat/"):
        return True
    if path.startswith(("/api/", "/webhooks/", "/health/", "/static/")):
        return False
    return "text/html" in request.headers.get("accept", "")


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if is_staff_path(request.url.path):
        return await staff_error(request, error.status_code, str(error.detail), headers)
    if _for_people(request):
        return error_page(words_of(request), request, error.status_code, headers)
    return problem(error.status_code, str(error.detail), headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """What does not fit the schema: names the places, never repeats what was sent."""
    assert isinstance(error, RequestValidationError)
    if is_staff_path(request.url.path):
        return await staff_error(request, 422, _places(error))
    if _for_people(request):
        return error_page(words_of(request), request, 422)
    return problem(422, _places(error))


def _places(error: RequestValidationError) -> str:
    return "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors())


async def staff_error(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """On staff pages: a page in their looks to a browser, problem details to scripts."""
    if not wants_page(request):
        return problem(status, detail, headers)
    try:
        staff = await signed_in(request)
    except Exception:
        staff = None  # the database is away: the page must not fail over its own navigation
    return staff_error_page(request, staff, status, headers)


async def _sign_in_needed(request: Request, error: Exception) -> Response:
    return sign_in_answer(request)


async def _defect(request: Request, error: Exception) -> Response:
    """A defect of ours; the server logs where, the answer says nothing about it."""
    if is_staff_path(request.url.path):
        answer: Response = await staff_error(request, 500, "Something went wrong on our side. Please try again.")
    elif _for_people(request):
        answer = error_page(words_of(request), request, 500)
    else:
        answer = problem(500, "Something went wrong on our side. Please try again.")
    # This answer is made outside of the middleware that stamps the others.
    stamp(answer.headers, https=request.url.scheme == "https")
    return answer


async def _unstorable(request: Request, error: Exception) -> Response:
    """A value that the database can't hold, such as a NUL character in an address: the sender's fault, not ours."""
    return await _http_error(request, HTTPException(400, "The request holds a character that can't be used."))


def install(app: FastAPI) -> None:
    """Let the application answer every error in this way."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SignInNeeded, _sign_in_needed)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(Exception, _defect)
