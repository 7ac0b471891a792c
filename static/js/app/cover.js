/* Covering by pointer. The number fields hold the truth: what is drawn fills a row, what is typed moves a rectangle.
   <div data-cover="#boxes"><img><svg viewBox="0 0 1000 1000"></svg></div>
   Turning a page saves what was drawn on this one first (leaf.js). */
(function (youju) {
  "use strict";
  var SIDES = ["x", "y", "w", "h"];

  youju.ready(function (root) {
    youju.within(root, "[data-cover]").forEach(function (picture) {
      var list = document.querySelector(picture.dataset.cover);
      var layer = picture.querySelector("svg");
      var form = list.closest("form");
      var start = null;

      function field(row, side) { return row.querySelector("[name=" + side + "]"); }
      function values(row) { return SIDES.map(function (side) { return field(row, side).value.replace(",", "."); }); }

      function ticked() {
        return youju.all("input[name=found]:checked", form).map(function (box) { return box.value.split(","); });
      }

      function draw(now) {
        while (layer.firstChild) layer.removeChild(layer.firstChild);
        youju.all("li", list).map(values).concat(ticked(), now ? [now] : []).forEach(function (box) {
          if (box.some(function (value) { return value === "" || isNaN(Number(value)); })) return;
          var shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          ["x", "y", "width", "height"].forEach(function (name, place) { shape.setAttribute(name, box[place]); });
          if (box === now) shape.setAttribute("class", "now");
          layer.appendChild(shape);
        });
      }

      function add(box) {
        var row = youju.all("li", list).filter(function (each) { return values(each).join("") === ""; })[0];
        if (!row) {
          row = document.importNode(document.getElementById("box-row").content, true).querySelector("li");
          list.appendChild(row);
        }
        SIDES.forEach(function (side, place) { field(row, side).value = box ? box[place] : ""; });
        draw();
        return row;
      }

      function at(event) {
        var frame = layer.getBoundingClientRect();
        return [
          Math.min(Math.max((event.clientX - frame.left) / frame.width, 0), 1) * 1000,
          Math.min(Math.max((event.clientY - frame.top) / frame.height, 0), 1) * 1000
        ];
      }

      function between(one, other) {
        return [
          Math.min(one[0], other[0]), Math.min(one[1], other[1]),
          Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])
        ].map(function (value) { return Math.round(value * 10) / 10; });
      }

      picture.addEventListener("pointerdown", function (event) {
        if (event.button) return;
        event.preventDefault();
        start = at(event);
        picture.setPointerCapture(event.pointerId);
      });
      picture.addEventListener("pointermove", function (event) {
        if (start) draw(between(start, at(event)));
      });
      picture.addEventListener("pointerup", function (event) {
        if (!start) return;
        var box = between(start, at(event));
        start = null;
        if (box[2] >= 4 && box[3] >= 4) add(box); else draw();
      });
      picture.addEventListener("pointercancel", function () { start = null; draw(); });
      form.addEventListener("input", function () { draw(); });
      form.addEventListener("click", function (event) {
        if (event.target.closest("[data-box-add]")) {
          event.preventDefault();
          field(add(null), "x").focus();
        }
        var remover = event.target.closest("[data-box-remove]");
        if (!remover) return;
        var row = remover.closest("li");
        if (list.children.length > 1) row.remove();
        else SIDES.forEach(function (side) { field(row, side).value = ""; });
        draw();
        var first = list.querySelector("input");
        if (first) first.focus();
      });
      draw();
    });
  });
})(window.youju);
