/* Native dialogs. <a href="/c/x/log/" data-dialog="#log">: the link's own page is fetched as a fragment
   and shown in the sheet; without dialogs, htmx or a network the link is simply followed. */
(function (youju) {
  "use strict";

  function show(dialog) {
    if (!dialog.open) dialog.showModal();
    var heading = dialog.querySelector("[autofocus]");
    if (heading) heading.focus();
  }

  /* On a slow line a link is tapped twice: the second answer would wipe out what was typed into the first. */
  var coming = "";

  function open(link, dialog) {
    if (dialog.firstElementChild && dialog.dataset.from === link.href) return show(dialog);
    if (coming === link.href) return;
    coming = link.href;
    dialog.textContent = "";
    window.htmx.ajax("GET", link.href, { target: dialog, swap: "innerHTML" }).then(function () {
      coming = "";
      if (!dialog.firstElementChild) { window.location.assign(link.href); return; }
      dialog.dataset.from = link.href;
      show(dialog);
    }, function () { window.location.assign(link.href); });
  }

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    var link = event.target.closest("[data-dialog]");
    var dialog = link && document.querySelector(link.dataset.dialog);
    if (dialog && dialog.showModal && (window.htmx || dialog.firstElementChild)) {
      event.preventDefault();
      if (link.href) open(link, dialog); else show(dialog);
      return;
    }
    var closer = event.target.closest("[data-close]");
    var around = closer && closer.closest("dialog");
    if (around) {
      event.preventDefault();
      around.close();
    }
  });

  /* The server ends a sheet with HX-Trigger: {"done": true}; the next opening starts from a fresh form. */
  document.body.addEventListener("done", function () {
    youju.all("dialog[open]").forEach(function (dialog) {
      dialog.close();
      dialog.textContent = "";
    });
  });

  youju.ready(function (root) {
    youju.within(root, "dialog[data-auto]").forEach(function (dialog) {
      if (dialog.showModal && !dialog.open) show(dialog);
    });
  });
})(window.youju);
