/* Ticking clocks and countdowns. The server's text is right when the page is made; it is refreshed
   every 30 s from the server's own time (html[data-now]), so a wrong phone clock does not lie.
   Both attributes are seconds since 1970. */
(function (youju) {
  "use strict";
  var server = Number(document.documentElement.dataset.now) * 1000;
  var offset = server ? server - Date.now() : 0;

  youju.now = function () { return Date.now() + offset; };

  /* Returns [[number, unit], …] as the server writes it: 2 天 8 小时, 5 小时 8 分, 23 分钟. */
  function parts(milliseconds) {
    var minutes = Math.floor(Math.abs(milliseconds) / 60000);
    var days = Math.floor(minutes / 1440);
    var hours = Math.floor((minutes % 1440) / 60);
    if (days) return [[days, youju.word("day")], [hours, youju.word("hour")]];
    if (hours) return [[hours, youju.word("hour")], [minutes % 60, youju.word("minute")]];
    return [[minutes || youju.word("under"), youju.word("minutes")]];
  }

  function draw(element, pairs) {
    element.textContent = "";
    pairs.forEach(function (pair) {
      var unit = document.createElement("small");
      unit.textContent = pair[1];
      element.appendChild(document.createTextNode(pair[0]));
      element.appendChild(unit);
    });
  }

  /* The moment passed while the page was open: say so in the label, not only in the number. */
  function lapse(element) {
    var clock = element.closest(".clock");
    var label = clock && clock.querySelector("[data-late]");
    if (!label || clock.classList.contains("is-late")) return;
    clock.classList.remove("is-soon", "is-calm");
    // Only the other side can be late: a window of one's own is over, not overdue.
    clock.classList.add(clock.hasAttribute("data-own") ? "is-calm" : "is-late");
    label.textContent = label.dataset.late;
  }

  function tick() {
    youju.all("[data-due]").forEach(function (element) {
      var left = Number(element.dataset.due) * 1000 - youju.now();
      draw(element, parts(left));
      if (left < 0) lapse(element);
    });
  }

  setInterval(tick, 30000);
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) tick();
  });

  /* <b data-countdown="40">40</b>: seconds until one may try again; then [data-after] is enabled. */
  youju.ready(function (root) {
    youju.within(root, "[data-countdown]").forEach(function (element) {
      var end = Date.now() + Number(element.dataset.countdown) * 1000;
      var timer = setInterval(function () {
        var left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
        element.textContent = left;
        if (left) return;
        clearInterval(timer);
        youju.all("[data-after]").forEach(function (button) { button.disabled = false; });
      }, 1000);
    });
  });
})(window.youju);
