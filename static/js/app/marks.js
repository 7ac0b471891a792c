/* Draws boxes, arrows, numbers, texts and blurred areas over a picture: mouse, finger, pen or keyboard.
   Loaded only by pages that mark (not part of app.js). The number fields are the truth: without this file
   they are typed, and posted, as they are. All places are thousandths of the picture's width and height.

   <div data-marks data-word-box="Box" …>
     <button data-marks-tool="box" aria-pressed="false">  <button data-marks-undo>
     <div data-marks-stage><img><svg data-marks-layer></svg></div>
     <ol data-marks-rows>
       <li data-mark="box"><input data-m="x" type="number" name="mark-0-x"> … <button data-mark-nudge="left">
           <button data-mark-remove></li>
     </ol>
     <template data-mark-new="box">one such row with __n__ in its names</template>
   </div> */
(function (youju) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var FULL = 1000, LEAST = 10, SLIP = 5;
  var FIELDS = { box: ["x", "y", "w", "h"], blur: ["x", "y", "w", "h"], arrow: ["x", "y", "x2", "y2"], number: ["x", "y", "n"], text: ["x", "y"] };
  var TEXT = 16;
  var STEPS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
  var KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

  function between(value, low, high) { return Math.min(Math.max(value, low), high); }
  function tenth(value) { return Math.round(value * 10) / 10; }
  function isArea(mark) { return mark.kind === "box" || mark.kind === "blur"; }
  function isPoint(kind) { return kind === "number" || kind === "text"; }
  function shape(name, values, css) {
    var element = document.createElementNS(SVG, name);
    Object.keys(values).forEach(function (key) { element.setAttribute(key, values[key]); });
    if (css) element.setAttribute("class", css);
    return element;
  }

  /* Moves all of a mark, stopping at the edge; `by` is [right, down] in thousandths. */
  function moved(mark, by) {
    var xs = [mark.x], ys = [mark.y], copy = Object.assign({}, mark);
    if (isArea(mark)) { xs.push(mark.x + mark.w); ys.push(mark.y + mark.h); }
    if (mark.kind === "arrow") { xs.push(mark.x2); ys.push(mark.y2); }
    var dx = between(by[0], -Math.min.apply(0, xs), FULL - Math.max.apply(0, xs));
    var dy = between(by[1], -Math.min.apply(0, ys), FULL - Math.max.apply(0, ys));
    copy.x += dx; copy.y += dy;
    if (mark.kind === "arrow") { copy.x2 += dx; copy.y2 += dy; }
    return copy;
  }

  /* Moves one handle: an arrow's end, or the sides a box's handle names ("nw", "e"). */
  function stretched(mark, handle, by) {
    var copy = Object.assign({}, mark);
    if (mark.kind === "arrow") {
      var end = handle === "tip" ? "2" : "";
      copy["x" + end] = between(mark["x" + end] + by[0], 0, FULL);
      copy["y" + end] = between(mark["y" + end] + by[1], 0, FULL);
      return copy;
    }
    if (!isArea(mark)) return moved(mark, by);
    var right = mark.x + mark.w, bottom = mark.y + mark.h;
    if (handle.indexOf("w") >= 0) copy.x = between(mark.x + by[0], 0, right - LEAST);
    if (handle.indexOf("n") >= 0) copy.y = between(mark.y + by[1], 0, bottom - LEAST);
    if (handle.indexOf("e") >= 0) right = between(right + by[0], mark.x + LEAST, FULL);
    if (handle.indexOf("s") >= 0) bottom = between(bottom + by[1], mark.y + LEAST, FULL);
    copy.w = right - copy.x; copy.h = bottom - copy.y;
    return copy;
  }

  function Board(root) {
    this.root = root;
    this.stage = root.querySelector("[data-marks-stage]");
    this.layer = root.querySelector("[data-marks-layer]");
    this.list = root.querySelector("[data-marks-rows]");
    this.tool = ""; this.chosen = null; this.corner = null; this.drag = null; this.past = [];
    this.listen();
    this.draw();
  }

  Board.prototype.word = function (name) {
    return this.root.dataset["word" + name.charAt(0).toUpperCase() + name.slice(1)] || "";
  };
  Board.prototype.rows = function () { return youju.all("[data-mark]", this.list); };

  Board.prototype.read = function (row) {
    var mark = { kind: row.dataset.mark };
    FIELDS[mark.kind].forEach(function (name) {
      var input = row.querySelector("[data-m=" + name + "]");
      mark[name] = Number(input && input.value) || 0;
    });
    if (mark.kind === "text") mark.text = row.querySelector("[data-m=text]").value;
    return mark;
  };

  Board.prototype.write = function (row, mark) {
    FIELDS[mark.kind].forEach(function (name) {
      row.querySelector("[data-m=" + name + "]").value = tenth(mark[name]);
    });
  };

  /* The rows as they are now, so that undo can bring back removed ones with their words. */
  Board.prototype.snapshot = function () {
    return this.rows().map(function (row) {
      return { row: row, values: youju.all("input,select,textarea", row).map(function (input) { return input.value; }) };
    });
  };
  Board.prototype.remember = function (before) {
    this.past.push(before || this.snapshot());
    if (this.past.length > 100) this.past.shift();
    this.tools();
  };
  Board.prototype.undo = function () {
    var before = this.past.pop();
    if (!before) return;
    this.rows().forEach(function (row) { row.remove(); });
    before.forEach(function (kept) {
      youju.all("input,select,textarea", kept.row).forEach(function (input, n) { input.value = kept.values[n]; });
      this.list.appendChild(kept.row);
    }, this);
    this.chosen = null;
    this.changed("undone");
  };

  Board.prototype.changed = function (said) {
    this.draw();
    this.tools();
    if (said) youju.say(this.word(said));
    this.root.dispatchEvent(new Event("change", { bubbles: true }));
  };

  Board.prototype.add = function (mark) {
    // One region: a new one takes the place of the one before.
    var most = Number(this.root.dataset.marksMost) || 0;
    if (most) this.rows().slice(most - 1).forEach(function (row) { row.remove(); });
    var template = this.root.querySelector("[data-mark-new=" + mark.kind + "]");
    var numbers = this.rows().map(function (row) { return Number(row.dataset.n) || 0; });
    var row = template.content.querySelector("[data-mark]").cloneNode(true);
    var next = String(Math.max.apply(0, [-1].concat(numbers)) + 1);
    [row].concat(youju.all("*", row)).forEach(function (element) {
      Array.prototype.slice.call(element.attributes).forEach(function (each) {
        if (each.value.indexOf("__n__") >= 0) element.setAttribute(each.name, each.value.replace("__n__", next));
      });
    });
    if (mark.kind === "number") {
      mark.n = 1 + Math.max.apply(0, [0].concat(this.rows().map(this.read, this).map(function (one) { return one.n || 0; })));
    }
    this.list.appendChild(row);
    this.write(row, mark);
    this.choose(row);
    this.changed("added");
    return row;
  };

  Board.prototype.remove = function (row) {
    this.remember();
    row.remove();
    this.choose(null);
    this.changed("removed");
  };

  Board.prototype.choose = function (row) {
    this.chosen = row;
    this.rows().forEach(function (one) { one.classList.toggle("on", one === row); });
  };

  Board.prototype.take = function (tool) {
    this.tool = this.tool === tool ? "" : tool;
    this.corner = null;
    this.tools();
    if (this.tool) youju.say(this.word("draw"));
  };
  Board.prototype.tools = function () {
    youju.all("[data-marks-tool]", this.root).forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.marksTool === this.tool));
    }, this);
    youju.all("[data-marks-undo]", this.root).forEach(function (button) { button.disabled = !this.past.length; }, this);
    this.root.classList.toggle("drawing", Boolean(this.tool));
    var hint = this.root.querySelector("[data-marks-hint]");
    if (hint) hint.textContent = this.tool ? this.word("draw") : this.word("pick");
  };

  /* ---------- drawing ---------- */
  /* The groups stay, only what is in them is drawn anew: the one that has, or is about to get, the focus keeps it. */
  Board.prototype.draw = function () {
    var width = this.stage.clientWidth || 1, height = this.stage.clientHeight || 1, rows = this.rows();
    this.layer.setAttribute("viewBox", "0 0 " + width + " " + height);
    youju.all("[data-passing]", this.layer).forEach(function (element) { element.remove(); });
    youju.all("[data-at]", this.layer).slice(rows.length).forEach(function (group) { group.remove(); });
    rows.forEach(function (row, n) {
      var mark = this.read(row), group = this.layer.children[n];
      if (!group) {
        group = this.layer.appendChild(shape("g", { tabindex: "0", role: "button" }));
        group.dataset.at = n;
      }
      while (group.firstChild) group.firstChild.remove();
      this.fill(group, mark, width / FULL, height / FULL);
      group.setAttribute("class", "mk mk-" + mark.kind + (row === this.chosen ? " on" : ""));
      group.setAttribute("aria-label", this.word(mark.kind) + " " + (n + 1));
      if ("marksNumbered" in this.root.dataset) {
        this.fill(group, { kind: "number", x: mark.x, y: mark.y, n: n + 1 }, width / FULL, height / FULL);
      }
      if (row === this.chosen) this.handles(group, mark, width / FULL, height / FULL);
      var number = row.querySelector("[data-mark-number]");
      if (number) number.textContent = n + 1;
    }, this);
    if (this.corner) this.pass(shape("circle", { cx: this.corner[0] * width / FULL, cy: this.corner[1] * height / FULL, r: 5 }, "mk-corner"));
    var empty = this.root.querySelector("[data-marks-empty]");
    if (empty) empty.hidden = rows.length > 0;
  };

  /* Shows something until the next drawing. */
  Board.prototype.pass = function (element) {
    element.dataset.passing = "";
    this.layer.appendChild(element);
  };

  Board.prototype.fill = function (group, mark, sx, sy) {
    var d;
    var box = { x: mark.x * sx, y: mark.y * sy, width: Math.max(mark.w * sx, 1) || 1, height: Math.max(mark.h * sy, 1) || 1, rx: 8 };
    if (isArea(mark)) {
      [mark.kind === "blur" ? "mk-veil" : "mk-hit", "mk-under", "mk-line"].forEach(function (css) {
        group.appendChild(shape("rect", box, css));
      });
    } else if (mark.kind === "arrow") {
      var x = mark.x * sx, y = mark.y * sy, x2 = mark.x2 * sx, y2 = mark.y2 * sy, way = Math.atan2(y2 - y, x2 - x);
      d = "M" + x + " " + y + "L" + x2 + " " + y2;
      [2.6, -2.6].forEach(function (turn) {
        d += "M" + (x2 + 16 * Math.cos(way + turn)) + " " + (y2 + 16 * Math.sin(way + turn)) + "L" + x2 + " " + y2;
      });
      ["mk-hit", "mk-under", "mk-line"].forEach(function (css) { group.appendChild(shape("path", { d: d }, css)); });
    } else if (mark.kind === "text") {
      // Where it would run out of the picture it ends here instead; the pictures made of it do the same.
      var said = mark.text || "…", long = said.replace(/[^\u2e80-\uffef]/g, "").length * TEXT * 0.4 + said.length * TEXT * 0.6;
      var ends = mark.x * sx + long > sx * FULL && mark.x > FULL / 2, left = mark.x * sx - (ends ? long : 0);
      group.appendChild(shape("rect", { x: left, y: mark.y * sy - TEXT, width: long, height: TEXT * 2 }, "mk-hit"));
      var words = shape("text", { x: mark.x * sx, y: mark.y * sy + TEXT * 0.36, "text-anchor": ends ? "end" : "start" }, "mk-words");
      words.textContent = said;
      group.appendChild(words);
    } else {
      group.appendChild(shape("circle", { cx: mark.x * sx, cy: mark.y * sy, r: 14 }, "mk-disc"));
      var text = shape("text", { x: mark.x * sx, y: mark.y * sy + 5, "text-anchor": "middle" }, "mk-n");
      text.textContent = mark.n;
      group.appendChild(text);
    }
    return group;
  };

  Board.prototype.handles = function (group, mark, sx, sy) {
    var places = {};
    if (mark.kind === "arrow") places = { tail: [mark.x, mark.y], tip: [mark.x2, mark.y2] };
    if (isArea(mark)) {
      var r = mark.x + mark.w, b = mark.y + mark.h, mx = mark.x + mark.w / 2, my = mark.y + mark.h / 2;
      places = { nw: [mark.x, mark.y], ne: [r, mark.y], sw: [mark.x, b], se: [r, b], n: [mx, mark.y], s: [mx, b], w: [mark.x, my], e: [r, my] };
    }
    Object.keys(places).forEach(function (name) {
      var at = { cx: places[name][0] * sx, cy: places[name][1] * sy };
      [[15, "mk-grab"], [6, "mk-handle"]].forEach(function (one) {
        var dot = shape("circle", Object.assign({ r: one[0] }, at), one[1]);
        dot.dataset.handle = name;
        group.appendChild(dot);
      });
    });
  };

  /* ---------- pointer ---------- */
  Board.prototype.point = function (event) {
    var frame = this.stage.getBoundingClientRect();
    return [
      between((event.clientX - frame.left) / frame.width * FULL, 0, FULL),
      between((event.clientY - frame.top) / frame.height * FULL, 0, FULL)
    ];
  };

  Board.prototype.down = function (event) {
    if (event.button) return;
    var at = this.point(event);
    if (this.tool) {
      event.preventDefault();
      this.drag = { how: "draw", from: this.corner || at, second: Boolean(this.corner), at: [event.clientX, event.clientY] };
      this.layer.setPointerCapture(event.pointerId);
      return;
    }
    var group = event.target.closest("[data-at]");
    this.choose(group ? this.rows()[Number(group.dataset.at)] : null);
    if (group) {
      event.preventDefault();
      var handle = event.target.dataset.handle;
      this.drag = { how: handle ? "stretch" : "move", handle: handle, from: at, mark: this.read(this.chosen), before: this.snapshot() };
      this.layer.setPointerCapture(event.pointerId);
    }
    this.draw();
    if (group) this.layer.querySelector("[data-at='" + group.dataset.at + "']").focus({ preventScroll: true });
  };

  Board.prototype.move = function (event) {
    if (!this.drag) return;
    var at = this.point(event), by = [at[0] - this.drag.from[0], at[1] - this.drag.from[1]];
    if (this.drag.how === "draw") {
      this.draw();
      var frame = this.stage.getBoundingClientRect();
      var made = this.made(this.drag.from, at);
      if (!isPoint(this.tool)) this.pass(this.fill(shape("g", {}, "mk mk-" + made.kind), made, frame.width / FULL, frame.height / FULL));
      return;
    }
    this.drag.went = true;
    var mark = this.drag.how === "move" ? moved(this.drag.mark, by) : stretched(this.drag.mark, this.drag.handle, by);
    this.write(this.chosen, mark);
    this.draw();
  };

  Board.prototype.made = function (from, to) {
    if (this.tool === "arrow") return { kind: "arrow", x: from[0], y: from[1], x2: to[0], y2: to[1] };
    if (this.tool === "number") return { kind: "number", x: to[0], y: to[1], n: 1 };
    if (this.tool === "text") return { kind: "text", x: to[0], y: to[1], text: "" };
    return {
      kind: this.tool, x: Math.min(from[0], to[0]), y: Math.min(from[1], to[1]),
      w: Math.max(Math.abs(to[0] - from[0]), LEAST), h: Math.max(Math.abs(to[1] - from[1]), LEAST)
    };
  };

  Board.prototype.up = function (event) {
    var drag = this.drag, at = this.point(event);
    this.drag = null;
    if (!drag) return;
    if (drag.how !== "draw") {
      if (drag.went) { this.remember(drag.before); this.changed(); }
      return;
    }
    var still = Math.abs(event.clientX - drag.at[0]) + Math.abs(event.clientY - drag.at[1]) < SLIP;
    if (still && !drag.second && !isPoint(this.tool)) {
      // A tap is the first corner; the next one is the second.
      this.corner = at;
      this.draw();
      return;
    }
    this.remember();
    var mark = this.made(drag.from, at);
    this.tool = ""; this.corner = null;
    var row = this.add(moved(mark, [0, 0]));
    if (mark.kind === "text") row.querySelector("[data-m=text]").focus();
  };

  /* ---------- keyboard, fields, buttons ---------- */
  Board.prototype.nudge = function (row, way, far, stretch) {
    var by = STEPS[way].map(function (step) { return step * (far ? 10 : 1); });
    var mark = this.read(row);
    this.remember();
    this.write(row, stretch ? stretched(mark, mark.kind === "arrow" ? "tip" : "se", by) : moved(mark, by));
    this.changed();
  };

  Board.prototype.key = function (event) {
    var group = event.target.closest("[data-at]"), way = KEYS[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.matches("input,textarea")) {
      event.preventDefault();
      return this.undo();
    }
    if (event.key === "Escape" && this.tool) { this.take(this.tool); return this.draw(); }
    if (event.target.matches("input[type=number][data-m]") && event.shiftKey && (way === "up" || way === "down")) {
      event.preventDefault();
      event.target.value = tenth(between(Number(event.target.value) + (way === "up" ? 10 : -10), 0, FULL));
      return event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (!group) return;
    var row = this.rows()[Number(group.dataset.at)];
    if (way) { event.preventDefault(); this.choose(row); this.nudge(row, way, event.shiftKey, event.altKey); }
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); this.remove(row); }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.choose(row); this.draw();
      row.querySelector("[data-m]").focus();
    }
  };

  Board.prototype.click = function (event) {
    var button = event.target.closest("button"), row = button && button.closest("[data-mark]");
    if (!button) return;
    if (button.dataset.marksTool) this.take(button.dataset.marksTool);
    if ("marksUndo" in button.dataset) this.undo();
    if (button.dataset.markNudge) { this.choose(row); this.nudge(row, button.dataset.markNudge, event.shiftKey); }
    if ("markRemove" in button.dataset) { event.preventDefault(); this.remove(row); }
    if (button.dataset.marksAdd) {
      // With the keyboard: a mark in the middle, its first field focused.
      event.preventDefault();
      this.remember();
      var kind = button.dataset.marksAdd;
      var places = { arrow: { x: 300, y: 700, x2: 450, y2: 550 }, number: { x: 500, y: 500, n: 1 }, text: { x: 300, y: 500, text: "" } };
      var added = this.add(Object.assign({ kind: kind }, places[kind] || { x: 350, y: 400, w: 300, h: 120 }));
      added.querySelector("[data-m]").focus();
    }
  };

  Board.prototype.listen = function () {
    var board = this, layer = this.layer, before = null;
    layer.addEventListener("pointerdown", function (event) { board.down(event); });
    layer.addEventListener("pointermove", function (event) { board.move(event); });
    layer.addEventListener("pointerup", function (event) { board.up(event); });
    layer.addEventListener("pointercancel", function () { board.drag = null; board.draw(); });
    layer.addEventListener("focusin", function (event) {
      var group = event.target.closest("[data-at]");
      if (group && !board.drag) board.choose(board.rows()[Number(group.dataset.at)]);
    });
    this.root.addEventListener("keydown", function (event) { board.key(event); });
    this.root.addEventListener("click", function (event) { board.click(event); });
    this.list.addEventListener("focusin", function (event) {
      before = board.snapshot();
      board.choose(event.target.closest("[data-mark]"));
      board.draw();
    });
    this.list.addEventListener("input", function () { board.draw(); });
    this.list.addEventListener("change", function () {
      if (before) board.remember(before);
      before = board.snapshot();
      board.draw();
    });
    if (window.ResizeObserver) new ResizeObserver(function () { board.draw(); }).observe(this.stage);
    this.tools();
  };

  youju.ready(function (root) {
    youju.within(root, "[data-marks]").forEach(function (element) {
      if (!element.board) element.board = new Board(element);
    });
  });
})(window.youju);
