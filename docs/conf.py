"""The configuration of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

import command_pages
import docstrings
import mathematics

from bnproofs import __version__

project = "bnproofs"
author = "The bnproofs authors"
version = release = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
default_role = "code"
smartquotes_action = "q"  # two hyphens are an option here, and no dash

html_theme = "furo"
html_title = "bnproofs"
html_static_path = ["static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_math_renderer = "mathml"

toc_object_entries = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False, "ignore-module-all": True}

suppress_warnings = ["ref.python"]  # a name that two modules define, in an annotation that only mypy resolves

myst_enable_extensions = ["dollarmath", "amsmath", "deflist", "colon_fence"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_timeout = 60
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_merge_streams = True


class Commands(SphinxDirective):
    """The commands of `bnproofs` with their options, read from the program when the page is made."""

    def run(self) -> list[nodes.Node]:
        """The sections of the commands."""
        from bnproofs.cli import cli

        return self.parse_text_to_nodes(command_pages.page(cli, "bnproofs"), allow_section_headings=True)


def setup(app: Any) -> None:
    """No result; the directive, the formulas and the reader of docstrings, known to Sphinx."""
    app.add_directive("commands", Commands)
    app.connect("autodoc-process-docstring", docstrings.prepared)
    app.add_html_math_renderer(
        "mathml", inline_renderers=(mathematics.inline, None), block_renderers=(mathematics.block, None)
    )
