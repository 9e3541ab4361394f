"""Sphinx's settings for the pages of the course; pages.py prepares what it reads."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

project = "Backpropagation"
author = "The authors of the course"
copyright = "the authors of the course. MNIST: Yann LeCun, Corinna Cortes, Christopher J. C. Burges"
language = "en"
extensions = ["myst_nb", "sphinx.ext.mathjax", "terms"]
root_doc = "index"
exclude_patterns = []

# --- Lessons: as they were saved; nothing is executed ---
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Unfold the code"
nb_code_prompt_hide = "Fold the code"
myst_enable_extensions = ["dollarmath", "attrs_inline"]
myst_heading_anchors = 4
# An import path: a function written here would be pickled, which fails.
myst_heading_slug_func = "pages.slug"
myst_links_external_new_tab = False
suppress_warnings = ["config.cache", "mystnb.unknown_mime_type"]

# --- Everything from this folder, also where a page is opened as a file ---
# MathJax 3.2 draws formulas as SVG from one file. (4 fetches its fonts from elsewhere.)
mathjax_path = "tex-svg.js"
mathjax3_config = {
    # The menu could load further parts of MathJax, which are not here.
    "options": {"enableMenu": False},
}
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]

html_theme = "sphinx_book_theme"
html_title = "Backpropagation, from one neuron to a network that reads handwriting"
html_favicon = "static/favicon.svg"
html_copy_source = True
html_show_sourcelink = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_repository_button": False,
    "show_toc_level": 2,
    "logo": {"text": "Backpropagation"},
    "navbar_persistent": [],  # the search stands in the sidebar
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
