/* Everything under js/app/ is an enhancement: each page works with these files missing.
   The parts share one name, `youju`, and are joined into js/app.js (config/bundles.py).
   Words come from #words in the page, so they are translated there. No HTML is ever built from text. */
window.youju = {};

(function (youju) {
  "use strict";
  var words = document.getElementById("words");

  youju.word = function (name) {
    return (words && words.dataset[name]) || "";
  };

  youju.all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };

  /* Says a sentence to screen readers. Emptied first, so that the same sentence is read twice. */
  youju.say = function (text) {
    var live = document.getElementById("live");
    if (!live || !text) return;
    live.textContent = "";
    setTimeout(function () { live.textContent = text; }, 40);
  };

  /* Shows and says a sentence for a few seconds; for what went wrong without a page of its own. */
  youju.flash = function (text) {
    var box = document.createElement("p");
    box.className = "flash";
    box.textContent = text;
    (document.querySelector("dialog[open]") || document.body).appendChild(box);
    youju.say(text);
    setTimeout(function () { box.remove(); }, 6000);
  };

  youju.csrf = function () {
    try {
      return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] || "";
    } catch (error) {
      return "";
    }
  };

  /* Calls start(root) for the page and for every piece htmx brings in later. */
  youju.ready = function (start) {
    start(document.body);
    document.body.addEventListener("htmx:load", function (event) {
      if (event.detail.elt !== document.body) start(event.detail.elt);
    });
  };

  /* The root itself and everything in it that matches. */
  youju.within = function (root, selector) {
    var found = youju.all(selector, root);
    if (root.matches && root.matches(selector)) found.unshift(root);
    return found;
  };
})(window.youju);
