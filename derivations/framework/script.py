"""A derivation run as a script: its text, or the step that failed."""

from __future__ import annotations

import sys
from collections.abc import Callable

from derivations.framework.model import Derivation, StepFailed
from derivations.framework.render import render_text


def run_as_script(derive: Callable[[], Derivation]) -> None:
    """Nothing; prints the derivation, or reports the failed step and exits with status 1."""
    try:
        derivation = derive()
    except StepFailed as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        raise SystemExit(1) from failure
    print(render_text(derivation), end="")
