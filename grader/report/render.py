"""Jinja2 as every page here uses it: others' words are text, and nothing is undefined."""

from functools import cache
from typing import Any

import jinja2

__all__ = ["render"]


def render(package: str, template: str, **values: Any) -> str:
    """The template of that name in package/templates, with these values."""
    return _environment(package).get_template(template).render(**values)


@cache
def _environment(package: str) -> jinja2.Environment:
    """Made once: a batch renders thousands of pages."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
