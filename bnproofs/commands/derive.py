"""`bnproofs derive`."""

from __future__ import annotations

from pathlib import Path

import click

from bnproofs.commands.output import require_place, write
from bnproofs.commands.progress import working


@click.command()
@click.argument("names", nargs=-1)
@click.option("--list", "as_list", is_flag=True, help="List the derivations and stop.")
@click.option("--all", "everything", is_flag=True, help="Run all of them.")
@click.option("--latex", type=click.Path(path_type=Path), help="Also write the derivations to this LaTeX file.")
@click.option("--pages", type=click.Path(path_type=Path), help="Also write NAME.json for each into this folder.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def derive(
    names: tuple[str, ...], as_list: bool, everything: bool, latex: Path | None, pages: Path | None, quiet: bool
) -> None:
    """Derive closed forms step by step, each step checked.

    Exit status: 0 every step holds, 1 a step fails, 2 bad input.
    """
    import derivations

    titles = derivations.titles()
    if as_list and (names or everything or latex or pages):
        raise click.UsageError("--list stands alone: leave out the names and the other options, or --list")
    if as_list:
        for name, title in titles.items():
            click.echo(f"{name:<28} {title}")
        return
    chosen = list(titles) if everything else list(names)
    if not chosen:
        raise click.UsageError("name a derivation, or use --list or --all")
    unknown = [name for name in chosen if name not in titles]
    if unknown:
        import difflib

        nearest = difflib.get_close_matches(unknown[0], titles, n=1, cutoff=0)[0]
        raise click.UsageError(f"{unknown[0][:40]!r} is no derivation; the nearest is {nearest!r} (see --list)")
    if latex is not None:
        require_place(latex)
    if pages is not None:
        for name in chosen:
            require_place(pages / f"{name}.json")
    done = []
    for number, name in enumerate(chosen, 1):
        try:
            with working(f"{name}, {number} of {len(chosen)}: every step is checked", quiet):
                derivation = derivations.derive(name)
        except derivations.StepFailed as failure:
            click.echo(f"bnproofs: derivation {name} fails: {failure}", err=True)
            raise click.exceptions.Exit(1) from failure
        click.echo(derivations.render_text(derivation))
        if pages is not None:
            from derivations.pages import spelled

            write(pages / f"{name}.json", spelled(derivation).encode())
        done.append(derivation)
    if latex is not None:
        write(latex, derivations.render_latex(done).encode())
