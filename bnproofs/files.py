"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path


def require_regular(path: Path) -> None:
    """No result; a check that the path is free, or that of a regular file in an existing folder.

    Raises:
        OSError: a folder, a device or a pipe has that path, or its folder is missing.
    """
    path = _resolved(path)
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is no regular file")
    if not path.parent.is_dir():
        code = errno.ENOTDIR if path.parent.exists() else errno.ENOENT
        raise OSError(code, os.strerror(code), str(path.parent))


def write_atomically(path: Path, data: bytes) -> None:
    """No result; the file with these bytes. If anything fails, the old file, or none, stays.

    A symbolic link stays, and the file that it leads to is written.

    Raises:
        OSError: the folder is missing or not writable, the disk is full, or the path is that of a folder, a device or
            a pipe.
    """
    path = _resolved(path)
    require_regular(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _resolved(path: Path) -> Path:
    """The file that a path leads to; `OSError` if its links go round in a circle, in every version of Python."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
