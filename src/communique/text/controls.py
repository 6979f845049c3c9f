"""The characters that do harm where a text is shown, sent or stored: controls,
and what turns a line round or hides a part of it.

Knows characters; does not know where a text goes.
"""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]++")  # among them all that ends a line
STEERING = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)


def has_controls(text: str) -> bool:
    """Whether a text that should stand on one line holds a control character or the end of a line."""
    return CONTROL.search(text) is not None


def without_controls(text: str) -> str:
    """The text on one line, each run of control characters and line ends a blank."""
    return CONTROL.sub(" ", text).strip()


def on_one_line(text: str) -> str:
    """The text on one line, with single blanks; what turns it round, hides or steers is shown by numbers."""
    shown = STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", re.sub("[\u2028\u2029]", " ", text))
    return " ".join(shown.split())
