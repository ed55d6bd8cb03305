"""How the documentation is built."""

from importlib.metadata import version as installed_version

project = "detente"
author = "the detente developers"
copyright = "the detente developers, Apache-2.0"
release = version = installed_version("detente")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"

html_theme = "furo"
html_title = "detente"
html_copy_source = False
html_show_sphinx = False
