"""The pages in a real browser: nothing asked for, nothing complained of, everything within reach."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import clocks
import pytest
from PIL import Image

from .pages import HOSTILE, PAGES

pytestmark = pytest.mark.slow
STUDENTS = (
    "optimizers",
    "optimizers_right",
    "backprop",
    "worked_example",
    "training",
    "unreadable",
)
OPEN = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@contextmanager
def opened(chromium: Any, file: Path, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page with everything that went wrong in it, or that it asked for."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.set_default_timeout(clocks.scaled(5000))
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: said.append(f"request: {request.url}"))
    page.goto(file.as_uri())
    said.remove(f"request: {file.as_uri()}")
    try:
        yield page, said
    finally:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_it_loads_without_a_word_and_asks_for_nothing(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name]) as (page, said):
        page.evaluate(OPEN)
        page.wait_for_timeout(clocks.scaled(50))
        assert said == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, pages: Any, axe: str, name: str, scheme: str) -> None:
    with opened(chromium, pages[name], color_scheme=scheme, bypass_csp=True) as (page, _):
        page.evaluate(OPEN)
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found] == []


def test_axe_would_find_something(chromium: Any, pages: Any, axe: str) -> None:
    with opened(chromium, pages["optimizers"], bypass_csp=True) as (page, _):
        page.evaluate("document.querySelector('.note').style.color = '#ddd'")
        page.evaluate("document.querySelector('input[type=range]').removeAttribute('aria-label')")
        page.evaluate(OPEN)
        page.evaluate(axe)
        found = {v["id"] for v in page.evaluate("axe.run()")["violations"]}
        assert {"color-contrast", "label"} <= found


@pytest.mark.parametrize("name", PAGES)
def test_the_html_is_valid(complaints: dict[str, list[str]], name: str) -> None:
    assert complaints[name] == []


@pytest.mark.parametrize("name", ["hostile", "class", "alike"])
def test_hostile_text_stays_text(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name]) as (page, said):
        page.evaluate(OPEN)
        page.wait_for_timeout(clocks.scaled(100))
        assert said == []
        assert "owned" not in page.title()
        assert page.evaluate("document.querySelectorAll('img, iframe, object, form').length") == 0
        assert page.evaluate("document.querySelectorAll('script').length") <= 1
        assert page.evaluate("document.querySelectorAll('h1').length") == 1
        handlers = "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))"
        assert page.evaluate(f"{handlers}.length") == 0
        links = page.evaluate("[...document.links].map(a => a.protocol)")
        assert set(links) <= {"file:"}
        text = page.evaluate("document.body.textContent")
        assert HOSTILE[0] in text
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_the_policy_stops_what_was_smuggled_in(chromium: Any, pages: Any, tmp_path: Path) -> None:
    """If the escaping had a hole, nothing would run and nothing would be asked for."""
    text = pages["optimizers"].read_text("utf-8")
    Image.new("RGB", (3, 3)).save(tmp_path / "x.png")
    smuggled = "<script>document.title='owned'</script><img src='x.png'><b onclick='1'>x</b>"
    file = tmp_path / "smuggled.html"
    file.write_text(text.replace("<main>", f"<main>{smuggled}", 1), "utf-8")
    with opened(chromium, file) as (page, said):
        assert page.title() != "owned"
        assert page.evaluate("document.images[0].naturalWidth") == 0
        assert len([line for line in said if "Content Security Policy" in line]) >= 2


@pytest.mark.parametrize("name", STUDENTS)
def test_without_javascript_everything_can_be_read(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name], java_script_enabled=False) as (page, said):
        assert said == []
        assert page.locator(".controls").count() == page.locator(".controls[hidden]").count()
        last = page.locator("details.exercise").last
        last.locator("summary").first.click()
        assert last.locator("h2").is_visible()
        folds = last.locator("details")
        assert folds.count() == 0 or folds.last.is_visible()


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name != "alike"]
)  # two beside each other
def test_a_phone_does_not_scroll_sideways(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name], viewport={"width": 390, "height": 800}) as (page, _):
        page.evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_tables_of_a_class_fit_on_a_screen(chromium: Any, pages: Any) -> None:
    """With as many exercises as the largest assignment has."""
    with opened(chromium, pages["class"], viewport={"width": 1280, "height": 800}) as (page, _):
        assert page.locator("#lines thead th").count() == 3 + 9
        wider = "[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth)"
        assert page.evaluate(f"{wider}.length") == 0


def test_a_status_is_a_colour_and_a_mark(chromium: Any, pages: Any) -> None:
    looks = """[...document.querySelectorAll('#lines td[class]')].map(cell => [cell.className,
        getComputedStyle(cell).backgroundColor, getComputedStyle(cell, '::before').content,
        cell.textContent])"""
    with opened(chromium, pages["class"]) as (page, _):
        found = {name: rest for name, *rest in page.evaluate(looks)}
        assert set(found) == {"right", "partly", "wrong", "error", "slow", "missing"}
        assert len({mark for _, mark, _ in found.values()}) == len(found)
        assert "none" not in {mark for _, mark, _ in found.values()}
        assert (
            len({colour for colour, _, _ in found.values()}) == 5
        )  # an error, and no end, are one
        assert all(word == name for name, (_, _, word) in found.items())
        assert page.locator("#lines td.right .hide").first.bounding_box()["width"] <= 1


#: How far, in pixels, what stands beside the code ends before the code does.
BLANK = """[...document.querySelectorAll('.columns')].filter(e => e.children.length == 2).map(both => {
  const [left, right] = [...both.children].map(column => {
    const last = column.lastElementChild;
    return last ? last.getBoundingClientRect().bottom : 0;
  });
  return left - right;
})"""


@pytest.mark.parametrize("name", ["long", "backprop", "training", "optimizers"])
def test_beside_long_code_there_is_no_empty_half(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name]) as (page, _):
        assert max(page.evaluate(BLANK)) < 150


REACHABLE = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled)"""


@pytest.mark.parametrize("name", ["optimizers", "backprop", "worked_example", "class", "alike"])
def test_the_keyboard_reaches_everything(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name]) as (page, _):
        page.evaluate(OPEN)
        page.evaluate(f"window.wanted = new Set({REACHABLE}); window.bare = []")
        count = page.evaluate("wanted.size")
        assert count > 4
        for _ in range(count + 5):
            page.keyboard.press("Tab")
            page.evaluate("""() => {
                const here = document.activeElement;
                wanted.delete(here);
                const style = getComputedStyle(here);
                if (here !== document.body && style.outlineStyle === 'none') bare.push(here.outerHTML);
            }""")
        assert page.evaluate("[...wanted].map(e => e.outerHTML.slice(0, 120))") == []
        assert page.evaluate("bare") == []


def wait(page: Any, expression: str, seconds: float = 10.0) -> None:
    """Until it is true.  (Playwright's own way evaluates text, which the page's policy forbids.)"""
    end = time.monotonic() + clocks.scaled(seconds)
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


def _lengths(figure: Any) -> list[int]:
    lines = figure.locator("polyline.way").all()
    return [len(line.get_attribute("points").split()) for line in lines]


def test_the_animation_plays_pauses_and_scrubs(chromium: Any, pages: Any) -> None:
    with opened(chromium, pages["optimizers"]) as (page, said):
        figure = page.locator("section.race figure")
        whole = _lengths(figure)
        assert max(whole) == 41
        play, slider = figure.locator(".play"), figure.locator("input[type=range]")
        play.focus()
        page.keyboard.press("Space")
        wait(page, "document.querySelector('.race .playing') !== null")
        wait(page, "+document.querySelector('.race input[type=range]').value > 2")
        assert max(_lengths(figure)) < 41
        page.keyboard.press("Space")
        assert figure.get_attribute("class") == "anim"
        at = slider.input_value()
        page.wait_for_timeout(clocks.scaled(300))
        assert slider.input_value() == at
        assert "play" in play.text_content()
        slider.focus()
        page.keyboard.press("Home")
        assert set(_lengths(figure)) == {1}
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert figure.locator("output").text_content() == "step 2 of 40"
        assert set(_lengths(figure)) == {3}
        figure.locator(".on").click()
        figure.locator(".back").click()
        figure.locator(".back").click()
        assert figure.locator("output").text_content() == "step 1 of 40"
        page.keyboard.press("Tab")
        slider.focus()
        page.keyboard.press("End")
        assert _lengths(figure) == whole
        assert said == []


def test_it_plays_to_the_end_and_stops(chromium: Any, pages: Any) -> None:
    with opened(chromium, pages["optimizers_right"]) as (page, _):
        page.locator("details.exercise summary").first.click()
        figure = page.locator("figure.way").first
        cursor = figure.locator("svg.chart .cursor").first
        end = float(cursor.get_attribute("x1"))
        figure.locator(".play").click()
        wait(page, "document.querySelector('figure.way.playing') !== null")
        assert float(cursor.get_attribute("x1")) < end
        wait(page, "document.querySelector('figure.way.playing') === null")
        assert figure.locator("output").text_content() == "step 40 of 40"
        assert float(cursor.get_attribute("x1")) == end


def test_with_reduced_motion_it_stands_still(chromium: Any, pages: Any) -> None:
    with opened(chromium, pages["optimizers"], reduced_motion="reduce") as (page, _):
        figure = page.locator("section.race figure")
        assert not figure.locator(".play").is_visible()
        assert max(_lengths(figure)) == 41
        figure.locator(".back").click()
        assert figure.locator("output").text_content() == "step 39 of 40"


def test_a_racer_can_be_taken_out(chromium: Any, pages: Any) -> None:
    with opened(chromium, pages["optimizers"], java_script_enabled=False) as (page, _):
        way = page.locator("section.race g.r0").first
        assert way.is_visible()
        page.get_by_label("SGD", exact=True).uncheck()
        assert not way.is_visible()
        assert page.locator("section.race g.r1").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_to_what_is_next_opens_it(chromium: Any, pages: Any, scripts: bool) -> None:
    with opened(chromium, pages["optimizers"], java_script_enabled=scripts) as (page, _):
        fold = page.locator("details.exercise", has=page.locator("#SGD"))
        assert fold.get_attribute("open") is None
        page.locator("a.chip", has_text="SGD").click()
        fold.locator("h3").first.wait_for(state="visible")
        assert fold.get_attribute("open") is not None


def test_the_table_of_a_class_sorts_and_filters(chromium: Any, pages: Any) -> None:
    with opened(chromium, pages["class"]) as (page, said):
        scores = (
            "[...document.querySelectorAll('#lines tbody tr')].map(r => r.cells[1].textContent)"
        )
        head = page.locator("#lines thead th")
        head.nth(1).locator("button").click()
        found = page.evaluate(scores)
        assert head.nth(1).get_attribute("aria-sort") == "ascending"
        assert found[0] == "–"
        assert [float(s) for s in found[1:]] == sorted(float(s) for s in found[1:])
        head.nth(1).locator("button").click()
        assert page.evaluate(scores)[-1] == "–"
        head.nth(3).locator("button").click()
        words = page.evaluate(scores.replace("cells[1]", "cells[3]"))
        order = ["error", "slow", "wrong", "partly", "missing", "right"]
        assert words == sorted(words, key=order.index)
        page.locator("#find").fill("student 0041")
        assert page.locator("#shown").text_content() == "1 of 60"
        page.locator("#clear").click()
        page.locator("#exercise").select_option("0")
        page.locator("#status").select_option("wrong")
        assert set(page.evaluate(scores.replace("cells[1]", "cells[3]"))) == {"wrong"}
        page.locator("#clear").click()
        page.locator("details.group summary").first.click()
        page.locator("button.pick").first.click()
        named = page.locator("details.group").first.locator("p").nth(1).locator("a").count()
        assert page.locator("#shown").text_content() == f"{named} of 60"
        assert page.locator("#lines tbody tr").count() == named
        assert said == []


@pytest.mark.parametrize("name", ["optimizers", "class"])
def test_on_paper_every_fold_is_open(chromium: Any, pages: Any, name: str) -> None:
    with opened(chromium, pages[name]) as (page, _):
        page.emulate_media(media="print")
        hidden = """[...document.querySelectorAll('details')].filter(
            fold => ![...fold.children].every(c => c.checkVisibility({contentVisibilityAuto: true})))"""
        assert page.evaluate(f"{hidden}.length") == 0
        assert not page.locator(".controls:visible").count()
