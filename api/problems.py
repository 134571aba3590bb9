"""What a failed request answers: RFC 9457 problem details to programs, a friendly page to people."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from api.chat.page import error_page
from api.chat.site import words_of
from api.headers import stamp

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
    if _for_people(request):
        return error_page(words_of(request), request, error.status_code, headers)
    return problem(error.status_code, str(error.detail), headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """What does not fit the schema: names the places, never repeats what was sent."""
    assert isinstance(error, RequestValidationError)
    if _for_people(request):
        return error_page(words_of(request), request, 422)
    places = "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors())
    return problem(422, places)


async def _defect(request: Request, error: Exception) -> Response:
    """A defect of ours; the server logs where, the answer says nothing about it."""
    if _for_people(request):
        answer: Response = error_page(words_of(request), request, 500)
    else:
        answer = problem(500, "Something went wrong on our side. Please try again.")
    # This answer is made outside of the middleware that stamps the others.
    stamp(answer.headers, https=request.url.scheme == "https")
    return answer


def install(app: FastAPI) -> None:
    """Let the application answer every error in this way."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _defect)
