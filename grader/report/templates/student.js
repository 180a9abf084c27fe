"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const MS = 90;

  function animate(figure) {
    const steps = Number(figure.dataset.steps);
    const ways = [...figure.querySelectorAll("polyline.way")].map((line) => ({
      line,
      head: line.parentNode.querySelector(".head"),
      points: line.getAttribute("points").split(" "),
    }));
    const charts = [...figure.querySelectorAll("svg.chart")].map((chart) => ({
      cursor: chart.querySelector(".cursor"),
      left: Number(chart.dataset.left),
      right: Number(chart.dataset.right),
      steps: Number(chart.dataset.steps),
    }));
    const controls = figure.querySelector(".controls");
    const play = controls.querySelector(".play");
    const slider = controls.querySelector("input");
    const said = controls.querySelector("output");
    let timer = 0;

    function show(step) {
      slider.value = step;
      said.textContent = `step ${step} of ${steps}`;
      for (const { line, head, points } of ways) {
        const last = Math.min(step, points.length - 1);
        line.setAttribute("points", points.slice(0, last + 1).join(" "));
        const [x, y] = points[last].split(",");
        head.setAttribute("cx", x);
        head.setAttribute("cy", y);
      }
      for (const { cursor, left, right, steps: own } of charts) {
        const x = left + ((right - left) * Math.min(step, own)) / (own || 1);
        cursor.setAttribute("x1", x);
        cursor.setAttribute("x2", x);
      }
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = "▶ play";
      figure.classList.remove("playing");
    }

    function start() {
      if (still.matches) return;
      if (Number(slider.value) >= steps) show(0);
      play.textContent = "❚❚ pause";
      figure.classList.add("playing");
      timer = setInterval(() => {
        const next = Number(slider.value) + 1;
        show(Math.min(next, steps));
        if (next >= steps) stop();
      }, MS);
    }

    function go(by) {
      stop();
      show(Math.max(0, Math.min(steps, Number(slider.value) + by)));
    }

    play.addEventListener("click", () => (timer ? stop() : start()));
    slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
    controls.querySelector(".back").addEventListener("click", () => go(-1));
    controls.querySelector(".on").addEventListener("click", () => go(1));
    controls.hidden = false;
    play.hidden = still.matches;
    still.addEventListener("change", () => { stop(); play.hidden = still.matches; });
  }

  document.querySelectorAll("figure.anim").forEach(animate);

  // Newer browsers open the fold around a link's target themselves, also without a script.
  const opened = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", opened);
  opened();
});
