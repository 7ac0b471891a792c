/* The pages for sellers: drawing a mark on one's own screenshot fills its number fields; printing.
   Everything can be typed as well. */
(function () {
  "use strict";
  var FULL = 1000;

  function field(row, name) { return row.querySelector('[name$="_' + name + '"]'); }

  function free() {
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-mark]"));
    return rows.find(function (row) { return !field(row, "x").value; }) || rows[rows.length - 1];
  }

  function place(figure, event) {
    var box = figure.getBoundingClientRect();
    function within(value, size) { return Math.min(Math.max(Math.round(value / size * FULL), 0), FULL); }
    return { x: within(event.clientX - box.left, box.width), y: within(event.clientY - box.top, box.height) };
  }

  function between(a, b) {
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
  }

  /* htmx sends a form where its last pressed button pointed: after a download that would be the file again. */
  document.addEventListener("htmx:configRequest", function (event) {
    var form = event.target.closest("form[hx-post]");
    if (form) event.detail.path = form.getAttribute("hx-post");
  });

  document.addEventListener("pointerdown", function (event) {
    var figure = event.target.closest("[data-marker]");
    if (!figure || event.button) return;
    event.preventDefault();
    var from = place(figure, event);
    var shown = document.createElement("div");
    shown.className = "kit-draw";
    figure.appendChild(shown);

    function move(moved) {
      var area = between(from, place(figure, moved));
      // The policy forbids style attributes in the page, not setting properties from a script of ours.
      shown.style.left = area.x / 10 + "%";
      shown.style.top = area.y / 10 + "%";
      shown.style.width = area.w / 10 + "%";
      shown.style.height = area.h / 10 + "%";
    }

    function end(ended) {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      shown.remove();
      var row = free();
      if (!row || ended.type === "pointercancel") return;
      var area = between(from, place(figure, ended));
      // A tap points, a stroke goes round.
      var tapped = area.w < 15 && area.h < 15;
      var kind = field(row, "kind");
      if (!kind.value) kind.value = tapped ? "arrow" : "box";
      field(row, "x").value = area.x;
      field(row, "y").value = area.y;
      field(row, "w").value = tapped ? "" : area.w;
      field(row, "h").value = tapped ? "" : area.h;
      kind.dispatchEvent(new Event("change", { bubbles: true }));
    }
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
