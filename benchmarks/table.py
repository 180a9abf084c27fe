"""The table of a class page in headless Chromium: how long what a reader does to it takes.

Each act is timed from its event to the end of the layout, fifteen times.
"""

import time
from pathlib import Path

from grader.browser import browser

__all__ = ["measured"]

MEASURE = """(act) => {
  const table = document.getElementById('lines');
  const times = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    act(i);
    table.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}"""
ACTS = {
    "sort by score": "i => document.querySelectorAll('#lines th button')[1].click()",
    "sort by name": "i => document.querySelectorAll('#lines th button')[0].click()",
    "sort by exercise": "i => [...document.querySelectorAll('#lines th button')].pop().click()",
    "filter by a word": "i => { const f = document.getElementById('find'); f.value = 'student ' + (i % 10); f.dispatchEvent(new Event('input')); }",
    "filter by status": "i => { const s = document.getElementById('status'); s.selectedIndex = 1 + i % 8; s.dispatchEvent(new Event('change')); }",
}


def measured(file: Path) -> dict[str, float]:
    """Milliseconds by what was done: to load the page, and the median of each act.

    Without Chromium or playwright, nothing.
    """
    program = browser()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        return {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = chromium.new_page()
        start = time.perf_counter()
        page.goto(file.as_uri(), timeout=0)
        found = {"load": 1000 * (time.perf_counter() - start)}
        for what, act in ACTS.items():
            times = page.evaluate(f"({MEASURE})({act})")
            page.evaluate("document.getElementById('clear').click()")
            found[what] = times[len(times) // 2]
        chromium.close()
    return found
