/* A form field by field: the page opens where the shopper left it; the own details are kept on this device only where
   the box for it is ticked. <div id="fp" data-here="f-order">, <input data-own="…">, <input data-own-keep> */
(function (youju) {
  "use strict";
  var progress = document.getElementById("fp"), keep = document.querySelector("[data-own-keep]"), NAME = "own";

  if (progress && progress.dataset.here && !window.location.hash) {
    var here = document.getElementById(progress.dataset.here);
    if (here) here.scrollIntoView();
  }
  if (!keep) return;

  function stored() {
    try { return JSON.parse(window.localStorage.getItem(NAME)); } catch (error) { return null; }
  }

  function store() {
    var values = {};
    youju.all("[data-own]").forEach(function (input) { values[input.dataset.own] = input.value; });
    try {
      if (keep.checked) window.localStorage.setItem(NAME, JSON.stringify(values));
      else window.localStorage.removeItem(NAME);
    } catch (error) { /* a browser that keeps nothing */ }
  }

  var before = stored();
  if (before) {
    keep.checked = true;
    youju.all("[data-own]").forEach(function (input) { input.value = before[input.dataset.own] || ""; });
  }
  keep.addEventListener("change", store);
  document.addEventListener("input", function (event) {
    if (keep.checked && event.target.matches("[data-own]")) store();
  });
})(window.youju);
