"""Jinja2 as every page here uses it: others' words are text, and nothing is undefined.

A page asks for nothing: its style and its script stand in it, and its Content-Security-Policy
allows these two by their hashes and nothing else, whatever a submission may have smuggled in.
"""

import base64
import hashlib
import re
from collections.abc import Hashable
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from ..language import current, translated

__all__ = ["render", "visible"]

#: Parts of pages that are kept, the last that were asked for, of 1 to 17 kB each.
FRAGMENTS = 1000
#: What has no form of its own, or changes the direction of what follows: terminal escapes, marks
#: that turn text around, and halves of characters, which no file can hold.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def render(package: str, template: str, **values: Any) -> str:
    """The template of that name in package/templates, with these values."""
    return _environment(package).get_template(template).render(**values)


def visible(value: Any) -> Any:
    """Text whose invisible characters stand as their numbers; anything else as it is."""
    if type(value) is str and _HIDDEN.search(value):
        return _HIDDEN.sub(lambda found: f"⟨{ord(found[0]):X}⟩", value)
    return value


@cache
def _environment(package: str) -> jinja2.Environment:
    """Made once: a batch renders thousands of pages."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
        extensions=["jinja2.ext.i18n"],
    )
    install = environment.install_gettext_callables  # type: ignore[attr-defined]  # the extension's
    install(translated, _plural, newstyle=True)
    environment.globals["language"] = current
    environment.globals["inline"] = partial(_inline, package)
    environment.globals["fragment"] = partial(_fragment, package)
    return environment


def _fragment(package: str, template: str, **values: Hashable) -> Markup:
    """A part of a page; what is right is the same for all of a class, and is rendered once."""
    return _rendered(package, template, current(), tuple(values.items()))


@lru_cache(maxsize=FRAGMENTS)
def _rendered(
    package: str, template: str, _language: str, values: tuple[tuple[str, Hashable], ...]
) -> Markup:
    """In the language in use, which is part of what is asked for."""
    return Markup(render(package, template, **dict(values)))


@cache
def _plural(one: str, several: str, count: int) -> str:
    """No template here has two forms for a number."""
    return translated(one if count == 1 else several)


@cache
def _inline(package: str, style: str, script: str = "") -> Markup:
    """The policy, the style and the script of a page, which are files beside its template."""
    css = _asset(package, style)
    parts = [f"style-src {_hash(css)}"]
    js = _asset(package, script) if script else ""
    if js:
        parts.append(f"script-src {_hash(js)}")
    rest = "img-src data:; base-uri 'none'; form-action 'none'"
    policy = f"default-src 'none'; {'; '.join(parts)}; {rest}"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    head += '<link rel="icon" href="data:,">\n'
    head += f"<style>{css}</style>\n"
    return Markup(head + (f"<script>{js}</script>\n" if js else ""))


def _asset(package: str, name: str) -> str:
    text = files(package).joinpath("templates", name).read_text("utf-8")
    return re.sub(r"\n\s*", "\n", text).strip()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
