/* The studio's own: the preview follows what is saved, and a form says when it is not saved yet.
   Loaded by its pages only. Without it every form has its button. */
(function (youju) {
  "use strict";

  function unsaved(shown) {
    youju.all(".st-unsaved").forEach(function (line) { line.hidden = !shown; });
  }

  /* True while something was typed that no request has taken along yet. */
  var dirty = false;

  ["input", "change"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.target.closest("[data-autosave]")) return;
      dirty = true;
      unsaved(true);
    });
  });
  document.body.addEventListener("htmx:configRequest", function (event) {
    if (event.target.matches("[data-autosave]")) dirty = false;
  });
  document.body.addEventListener("htmx:afterSettle", function () { unsaved(dirty); });

  /* <iframe data-preview data-at="step-2">: scrolled to that step inside the frame, never the page around it. */
  function show(frame) {
    try {
      var step = frame.dataset.at && frame.contentDocument.getElementById(frame.dataset.at);
      if (step) frame.contentWindow.scrollTo(0, step.getBoundingClientRect().top + frame.contentWindow.scrollY);
    } catch (error) { /* still loading */ }
  }

  youju.ready(function (root) {
    youju.within(root, "[data-preview]").forEach(function (frame) {
      frame.addEventListener("load", function () { show(frame); });
      show(frame);
    });
  });

  document.body.addEventListener("studio-saved", function () {
    youju.all("[data-preview]").forEach(function (frame) {
      try { frame.contentWindow.location.reload(); } catch (error) { frame.src = frame.src; }
    });
  });

  /* 409: somebody else changed the same part. The server's words take the place of "saved". */
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status !== 409) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
})(window.youju);
