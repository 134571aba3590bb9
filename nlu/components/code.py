"""The fingerprint of the code and word lists behind the component."""

from __future__ import annotations

import hashlib
from pathlib import Path

_NLU = Path(__file__).resolve().parent.parent


def code_hash() -> str:
    """Hash what makes a trained model besides its data: components, encoder, cleaning and folding, word lists."""
    files = [_NLU.parent / "bot" / "text.py"]
    for folder in ("components", "encoder"):
        files += sorted((_NLU / folder).glob("*.py")) + sorted((_NLU / folder).glob("*.txt"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
