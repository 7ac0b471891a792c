/* Small things of single pages: the look, refreshing 今天, showing a password. */
(function (youju) {
  "use strict";

  /* <input type="radio" name="look" data-set-look value="dark">: seen at once, kept by the form or the cookie. */
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-set-look]")) return;
    var look = event.target.value;
    var root = document.documentElement;
    if (look === "light" || look === "dark") root.setAttribute("data-theme", look);
    else root.removeAttribute("data-theme");
    document.cookie = "look=" + encodeURIComponent(look) + ";path=/;max-age=31536000;samesite=lax" +
      (window.location.protocol === "https:" ? ";secure" : "");
  });

  /* <div id="today" data-refresh="/today/?part=1">: fetched again when one comes back after a minute,
     never while the focus is inside. */
  var hiddenAt = 0;
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { hiddenAt = Date.now(); return; }
    var part = document.querySelector("[data-refresh]");
    if (!part || !part.id || !window.htmx || !hiddenAt || Date.now() - hiddenAt < 60000) return;
    if (part.contains(document.activeElement)) return;
    window.htmx.ajax("GET", part.dataset.refresh, { target: "#" + part.id, swap: "outerHTML" });
  });

  /* <button type="button" class="js-only" data-show="#id_password" aria-pressed="false"> */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-show]");
    var input = button && document.querySelector(button.dataset.show);
    if (!input) return;
    var shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });

  /* <p data-count="#text" data-most="200"><span data-n>86</span> <b data-over hidden>…</b></p>: how long a text is. */
  youju.ready(function (root) {
    youju.within(root, "[data-count]").forEach(function (element) {
      var box = document.querySelector(element.dataset.count);
      if (!box) return;
      box.addEventListener("input", function () {
        // As the server counts: without the blanks around it, one for each character beyond the first plane too.
        var length = Array.from(box.value.trim()).length;
        element.querySelector("[data-n]").textContent = length;
        var over = element.querySelector("[data-over]");
        if (over) over.hidden = length <= Number(element.dataset.most);
      });
    });
  });
})(window.youju);
