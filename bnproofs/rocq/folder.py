"""A folder with all that Rocq needs to check a certificate, for those who want to look and compile themselves."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from bnproofs.rocq import theory
from bnproofs.rocq.assumptions import QUESTION, question
from bnproofs.rocq.export import Export
from bnproofs.rocq.layout import LOGICAL_NAME

PROJECT = "_CoqProject"
"""The file that lists the others in the order to compile, as Rocq's tools read it."""


def require_free(folder: Path) -> None:
    """No result; a check that the folder is missing or empty, in an existing one.

    Raises:
        OSError: it holds something, or the path is that of something else.
    """
    if folder.exists():
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "it is no folder")
        if any(folder.iterdir()):
            raise FileExistsError(errno.EEXIST, "the folder is not empty")
    elif not _resolved(folder).parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder above it is missing")


def write_folder(export: Export, folder: Path) -> tuple[str, ...]:
    """The names of the files in the order to compile, once the folder holds all of them: written whole or not at all.

    Raises:
        OSError: see `require_free`; the disk is full, or the place not writable.
    """
    require_free(folder)
    folder = folder.resolve()
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".part"))
    try:
        order = _fill(export, made)
        made.chmod(0o777 & ~_mask())
        os.replace(made, folder)  # an empty folder is replaced; one that is no longer empty is not
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return order


def _resolved(folder: Path) -> Path:
    """The folder that a path leads to; `OSError` if its links go round in a circle, in every version of Python."""
    try:
        return folder.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _fill(export: Export, folder: Path) -> tuple[str, ...]:
    texts = {f"theory/{name}.v": theory.source(name) for name in theory.needed(export.theory)}
    texts |= {f"certificate/{file.name}.v": file.text for file in export.files}
    texts[f"certificate/{QUESTION}.v"] = question()
    for place in ("theory", "certificate"):
        (folder / place).mkdir()
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")
    roots = f"-R theory {theory.LOGICAL_NAME}\n-R certificate {LOGICAL_NAME}\n"
    (folder / PROJECT).write_text(roots + "".join(f"{path}\n" for path in texts), encoding="utf-8")
    return tuple(texts)
