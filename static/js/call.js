/* <b data-since="1700000000"></b>: how long a call has been going on, every second; the screen stays on meanwhile. */
(function (youju) {
  "use strict";

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function stayAwake() {
    if (!document.querySelector("[data-since]") || !navigator.wakeLock || document.hidden) return;
    navigator.wakeLock.request("screen").catch(function () { /* low battery: the screen may go dark */ });
  }

  youju.ready(function (root) {
    youju.within(root, "[data-since]").forEach(function (element) {
      var start = Number(element.dataset.since) * 1000;
      function tick() {
        var seconds = Math.max(0, Math.floor((youju.now() - start) / 1000));
        var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
        element.textContent = (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(seconds % 60);
        if (document.contains(element)) setTimeout(tick, 1000);
      }
      tick();
      stayAwake();
    });
  });
  // A lock ends when the page is hidden.
  document.addEventListener("visibilitychange", stayAwake);
})(window.youju);
