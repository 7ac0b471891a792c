/* What happens around htmx: focus and speech after a swap, lines that hide, and what to say when a
   request fails. That 422 is swapped in is configured in base.html (htmx-config). */
(function (youju) {
  "use strict";

  youju.ready(function (root) {
    var first = youju.within(root, "[data-focus]")[0];
    if (first) {
      if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
      first.focus();
    }
    youju.within(root, "[data-hide-after]").forEach(function (element) {
      setTimeout(function () {
        // Somebody who is in it is not interrupted.
        if (element.contains(document.activeElement) && document.activeElement !== element) return;
        element.textContent = "";
      }, Number(element.dataset.hideAfter) * 1000);
    });
  });

  /* HX-Trigger: {"say": "已记下，周三 15:20 到点"} */
  document.body.addEventListener("say", function (event) {
    youju.say(event.detail.value);
  });

  /* HX-Trigger: {"flash": "…"}: something of the whole page changed elsewhere; what is being written stays. */
  document.body.addEventListener("flash", function (event) {
    youju.flash(event.detail.value);
  });

  function failed() { youju.flash(youju.word("offline")); }
  document.body.addEventListener("htmx:sendError", failed);
  document.body.addEventListener("htmx:timeout", failed);
  document.body.addEventListener("htmx:responseError", failed);
})(window.youju);
