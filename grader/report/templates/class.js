"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const PAGE = 200;
  const table = document.getElementById("lines");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const find = document.getElementById("find");
  const exercise = document.getElementById("exercise");
  const status = document.getElementById("status");
  const mistake = document.getElementById("mistake");
  const said = document.getElementById("shown");
  const more = document.getElementById("more");
  const order = new Map([...status.options].slice(1).map((option, i) => [option.text, i]));
  const lines = [...body.rows].map((row, i) => {
    const texts = [...row.cells].map((cell) => cell.textContent);
    return {
      row, i, texts,
      text: (texts[0] + " " + decodeURIComponent(row.querySelector("a").getAttribute("href"))).toLowerCase(),
      mistakes: (row.dataset.m || "").split(" "),
    };
  });
  let shown = lines;
  let count = PAGE;
  let by = { column: -1, up: true };

  function key(line, column) {
    const text = line.texts[column];
    if (column === 1) return text === "–" ? -1 : Number(text);
    return order.has(text) && column > 2 ? order.get(text) : text.toLowerCase();
  }

  function draw() {
    body.replaceChildren(...shown.slice(0, count).map((line) => line.row));
    said.textContent = `${shown.length} of ${lines.length}`;
    more.hidden = shown.length <= count;
    more.textContent = `show ${Math.min(PAGE, shown.length - count)} more`;
  }

  function apply() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const column = exercise.value === "" ? -1 : Number(exercise.value) + 3;
    const wanted = status.value && status.selectedIndex ? status.value : "";
    shown = lines.filter((line) =>
      words.every((word) => line.text.includes(word)) &&
      (!wanted || (column < 0 ? line.texts.slice(3).includes(wanted) : line.texts[column] === wanted)) &&
      (mistake.value === "" || line.mistakes.includes(mistake.value)));
    if (by.column >= 0) {
      const keyed = shown.map((line) => [key(line, by.column), line]);
      const sign = by.up ? 1 : -1;
      keyed.sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1].i - b[1].i));
      shown = keyed.map((pair) => pair[1]);
    }
    count = PAGE;
    draw();
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      by = { column, up: by.column === column ? !by.up : true };
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", by.up ? "ascending" : "descending");
      apply();
    });
  });
  find.addEventListener("input", apply);
  for (const choice of [exercise, status, mistake]) choice.addEventListener("change", apply);
  document.getElementById("clear").addEventListener("click", () => {
    find.value = "";
    for (const choice of [exercise, status, mistake]) choice.selectedIndex = 0;
    apply();
  });
  more.addEventListener("click", () => { count += PAGE; draw(); });
  document.querySelectorAll("button.pick").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      mistake.value = button.dataset.mistake;
      apply();
      document.getElementById("all").scrollIntoView();
      mistake.focus();
    });
  });
  document.querySelector(".filters").hidden = false;
  draw();
});
