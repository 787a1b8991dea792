"""Settings of Sphinx. The page template, its scripts and its fonts are all local."""

from typing import Any

project = "Overactive nerves"
author = "The neuro_edu authors"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "website.hover",
]
exclude_patterns = ["_static"]
# Not en_GB: its translation lacks the sentence that ends a search, which stops the search page.
language = "en"
html_theme = "furo"
html_title = "Overactive nerves"
html_static_path = ["_static"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"}), ("search.js", {"defer": "defer"})]
html_favicon = "_static/spikes.svg"
html_logo = "_static/spikes.svg"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "announcement": (
        "<strong>For learning, not for patient care.</strong> "
        "No clinician has read this course yet."
    ),
    # The blue of the figures; on a dark ground the paler blue of the same palette.
    "light_css_variables": {
        "color-brand-primary": "#0b5f93",
        "color-brand-content": "#0b5f93",
        "color-brand-visited": "#0b5f93",
        "color-announcement-background": "#1b1f24",
        "color-announcement-text": "#ffffff",
        "font-stack": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7cc4f2",
        "color-brand-content": "#7cc4f2",
        "color-brand-visited": "#7cc4f2",
        "color-announcement-background": "#2a3038",
        "color-announcement-text": "#ffffff",
    },
}
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
autodoc_typehints = "none"
toc_object_entries = False
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
default_role = "code"
# The word for a type in a docstring, such as MotorNerve, may fit several classes.
suppress_warnings = ["ref.python"]
pygments_dark_style = "github-dark"


def _give_headings_their_level(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Say how deep the headings of the sidebar are, which Sphinx leaves open."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app: Any) -> None:
    """Correct what the theme has made of a page."""
    app.connect("html-page-context", _give_headings_their_level, priority=900)
