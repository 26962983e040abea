"""Files that commands write, and what they say when they cannot."""

from __future__ import annotations

from pathlib import Path

import click


def write(path: Path, data: bytes) -> None:
    """No result; the file with these bytes.

    Raises:
        click.UsageError: it cannot be written.
    """
    from bnproofs.files import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        raise unwritable(path, error) from error


def require_place(path: Path) -> None:
    """No result; a check, before any work is done, that a file may be written there.

    Raises:
        click.UsageError: it may not.
    """
    from bnproofs.files import require_regular

    try:
        require_regular(path)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> click.UsageError:
    """The error that says why a file cannot be written."""
    return click.UsageError(f"cannot write {path}: {error.strerror or error}; choose another file")
