"""How a case ends. The code is kept for good; nothing of what was said is."""

from __future__ import annotations

from bot.desk.errors import BadInput

OUTCOMES = {
    "solved": "Answered: no more help needed",
    "appointment": "An appointment was made",
    "referred": "Referred to another organisation",
    "called": "Called back and helped",
    "not_reached": "Could not be reached",
    "no_answer": "The person stopped answering",
    "not_legal": "Not a question for an adviser",
    "abuse": "Abuse of the service",
}
"""What an adviser chooses from: code → English wording."""

BY_PERSON = {
    "withdrawn": "The person went back to the automatic answers",
    "erased": "The person deleted the conversation",
}
"""What comes about by itself."""

ALL = {**OUTCOMES, **BY_PERSON}


def check_outcome(outcome: str) -> str:
    """The outcome, if an adviser may choose it; else `BadInput`."""
    if outcome not in OUTCOMES:
        raise BadInput("outcome", f"must be one of {', '.join(OUTCOMES)}")
    return outcome
