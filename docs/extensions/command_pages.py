"""The commands of a click group as a page: synopsis, help, arguments and options of each, from click itself."""

from __future__ import annotations

from collections.abc import Iterator

import click


def page(group: click.Group, program: str) -> str:
    """The page in MyST Markdown: a section for each command, in the order of the group."""
    context = click.Context(group, info_name=program)
    return "\n".join(line for name in group.commands for line in _section(group.commands[name], name, context))


def _section(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"## {parent.command_path} {name}\n"
    yield f"```text\n{context.command_path} {pieces}\n```\n"
    yield f"{_paragraphs(command.help or '')}\n"
    records = [record for item in command.get_params(context) if (record := _record(item, context)) is not None]
    if records:
        yield "| option | what it does |\n|---|---|"
        yield from (f"| {spelled} | {about} |" for spelled, about in records)
        yield ""


def _record(parameter: click.Parameter, context: click.Context) -> tuple[str, str] | None:
    """The option as it is typed, and its help; None for arguments, which the synopsis has."""
    found = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
    if found is None:
        return None
    spelled, about = found
    return f"`{_cell(spelled)}`", escaped(_cell(about))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def escaped(text: str) -> str:
    """The text with the signs that Markdown would read as mark-up made plain, but for code between backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _plain(text)
    return "".join(f"`{piece}`" if at % 2 else _plain(piece) for at, piece in enumerate(pieces))


def _plain(text: str) -> str:
    for sign in "`*_<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text


def _paragraphs(text: str) -> str:
    """The help text, paragraph by paragraph."""
    parts = text.replace("\b", "").split("\n\n")
    return "\n\n".join(escaped(" ".join(part.split())) for part in parts)
