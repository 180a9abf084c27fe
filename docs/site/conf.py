"""Sphinx, for docs/make_site.py: everything that a page needs lies beside it."""

project = "grader"
html_title = "grader"
extensions = ["myst_parser"]
myst_heading_anchors = 4  # as GitHub has them, so that one link works in both places
html_theme = "furo"  # its fonts are the system's: nothing is fetched
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_search_summary = False  # it would fetch pages, which file:// forbids
html_use_index = False
html_domain_indices = False
smartquotes = False
nitpicky = True
