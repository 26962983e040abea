"""`bnproofs report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bnproofs.commands.output import require_place, write
from bnproofs.commands.report_all import options, write_atlas

if TYPE_CHECKING:
    from bnproofs.commands.report_material import Sources
    from bnproofs.commands.report_pictures import Maker
    from bnproofs.report.content import Picture, Report

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("certificate", metavar="CERT.json", required=False, type=click.Path())
@click.argument("others", metavar="[RUN.npz ...] [VALIDATION.json ...]", nargs=-1, type=_PATH)
@click.option("--out", required=True, type=_PATH, help="Write the HTML page to this file, or the atlas there.")
@click.option("--latex", type=_PATH, help="Also write a LaTeX fragment.")
@click.option("--markdown", type=_PATH, help="Also write a page in Markdown.")
@options
@click.option("--quiet", is_flag=True, help="No progress, and no names of files.")
def report(
    certificate: str | None,
    others: tuple[Path, ...],
    out: Path,
    latex: Path | None,
    markdown: Path | None,
    quiet: bool,
    everything: bool,
    **atlas: Any,
) -> None:
    """Write what an accepted certificate says as one page that needs no network.

    Runs of `bnproofs simulate` are drawn beside it, and what `bnproofs cross-validate --json` printed is shown. The
    certificate is checked first. With --all: a folder with such a page for every layer of `bnproofs decompose`, and
    its certificate beside it. Exit status: 0 written, 1 refused, 2 bad input, 3 something of the atlas is undecided.
    """
    if everything:
        if certificate is not None or latex is not None or markdown is not None:
            raise click.UsageError("--all makes its own certificates, and HTML alone: leave out the other files")
        write_atlas(out, quiet=quiet, **atlas)
        return
    if any(atlas.values()):
        raise click.UsageError("--batch, --activations and --jobs belong to the atlas: write --all too")
    if certificate is None:
        raise click.UsageError("name a certificate, or write --all for the atlas of all layers")
    targets = [path for path in (out, latex, markdown) if path is not None]
    _require_targets(targets, [Path(certificate), *others])
    content = _content(certificate, others, quiet)
    from bnproofs.report.html import html

    pages = [(out, html(content))]
    if latex is not None:
        from bnproofs.report.latex import latex as as_latex

        pages.append((latex, as_latex(content)))
    if markdown is not None:
        from bnproofs.report.markdown import markdown as as_markdown

        pages.append((markdown, as_markdown(content)))
    for path, text in pages:
        write(path, text.encode())
        if not quiet:
            click.echo(f"wrote {path}")


def _content(certificate: str, others: tuple[Path, ...], quiet: bool) -> Report:
    """The content of the report, once the checker has accepted the certificate."""
    from bnproofs.commands.accepted import accepted_content

    value, checked = accepted_content(certificate)
    return content_of(value, checked.believed, Path(certificate).name, _sources(value, others), quiet)


def content_of(
    value: Any,
    believed: tuple[str, ...],
    file: str,
    sources: Sources,
    quiet: bool,
    draw: Callable[[Maker], Picture | None] | None = None,
) -> Report:
    """The content of the report of an accepted certificate in a file of this name; `draw` may share figures."""
    from bnproofs.commands.report_material import material
    from bnproofs.report import gather

    claims = gather.claims(value, believed)
    return gather.report(value, claims, file, material(value, sources, gather.derivations_of(claims), quiet, draw))


def _sources(value: Any, others: tuple[Path, ...]) -> Sources:
    from bnproofs.commands.report_material import Sources

    for path in others:
        if path.suffix.lower() not in (".npz", ".json"):
            raise click.UsageError(
                f"{path.name[:80]!r} is neither a run nor a cross-validation: name files that end in .npz or .json"
            )
    if others and "batch" not in value:
        raise click.UsageError(
            "the theorem for every batch size has no numbers of one batch to compare with: leave out "
            f"{others[0].name[:80]!r}, or give a certificate of one batch"
        )
    runs = tuple(path for path in others if path.suffix.lower() == ".npz")
    return Sources(runs, tuple(path for path in others if path not in runs))


def _require_targets(targets: list[Path], sources: list[Path]) -> None:
    """No result; a check that different files can be written, and that none of them is read."""
    places = [path.resolve() for path in targets]
    if len(set(places)) < len(places):
        raise click.UsageError("two forms of the report would be the same file: give each a name of its own")
    if set(places) & {path.resolve() for path in sources}:
        raise click.UsageError("the report would replace a file that it is made from: choose another name")
    for path in targets:
        require_place(path)
