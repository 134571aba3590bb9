"""All routes of the desk."""

from __future__ import annotations

from fastapi import APIRouter

from api.desk import acts, case, files, hours, overview, queue, replies

router = APIRouter()
for _room in (queue, overview, replies, hours, case, acts, files):
    router.include_router(_room.router)
