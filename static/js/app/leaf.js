/* Turning a page of an exhibit saves what was done on this one first.
   <a href="?page=2" data-save-first="#f" data-save-go="2">; a form shown again with what was typed has data-typed. */
(function (youju) {
  "use strict";

  /* A row that was added and left empty says nothing. */
  function said(form) {
    return JSON.stringify(Array.from(new FormData(form)).filter(function (field) { return field[1] !== ""; }));
  }

  youju.ready(function (root) {
    youju.within(root, "[data-save-first]").forEach(function (link) {
      var form = document.querySelector(link.dataset.saveFirst);
      var saved = form.hasAttribute("data-typed") ? "" : said(form);
      link.addEventListener("click", function (event) {
        if (said(form) === saved || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        var go = form.querySelector("[name=go]") || form.appendChild(document.createElement("input"));
        go.type = "hidden";
        go.name = "go";
        go.value = link.dataset.saveGo;
        form.requestSubmit();
      });
    });
  });
})(window.youju);
