"""Our one Rasa component and the parts it is made of.

Importing this package puts the project's folder on the path, so that `bot.text` (cleaning and folding, shared
with the application) is found when Rasa starts in nlu/.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PROJECT = str(Path(__file__).resolve().parent.parent.parent)
if _PROJECT not in sys.path:
    sys.path.append(_PROJECT)
