"""Administration: accounts, channels, failed messages, blocked senders, the pause, the audit log, the counts."""

from fastapi import APIRouter

from api.admin import accounts, audit, insight, service

routers: tuple[APIRouter, ...] = (service.router, accounts.router, audit.router, insight.router)
"""All of them, for `api.app`."""
