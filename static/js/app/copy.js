/* Copying: the async clipboard, then execCommand for web views without it, then selecting the text.
   <button data-copy="#letter" data-copied-url="/…" data-copied-target="#sent"><span data-label>…</span></button> */
(function (youju) {
  "use strict";

  function copyOldWay(text) {
    return new Promise(function (resolve, reject) {
      var box = document.createElement("textarea");
      box.value = text;
      box.readOnly = true;
      box.className = "copy-box";
      // Behind an open dialog everything else is inert and cannot be selected.
      (document.querySelector("dialog[open]") || document.body).appendChild(box);
      box.select();
      box.setSelectionRange(0, text.length);
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { done = false; }
      box.remove();
      if (done) resolve(); else reject();
    });
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () { return copyOldWay(text); });
    }
    return copyOldWay(text);
  }

  /* A letter with one of our own marks in it is not ready; shops put other 【】 into the names of what they sell. */
  function unfilled(text) {
    return youju.word("marks").split("|").some(function (mark) { return mark && text.indexOf("【" + mark + "】") >= 0; });
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* Tells the server that the text was copied; the page may be left at once, hence keepalive. */
  function report(button, text) {
    if (!button.dataset.copiedUrl || !window.fetch) return;
    var body = new URLSearchParams();
    body.append("text", text);
    fetch(button.dataset.copiedUrl, {
      method: "POST",
      keepalive: true,
      credentials: "same-origin",
      headers: { "X-CSRFToken": youju.csrf(), "HX-Request": "true" },
      body: body
    }).then(function (response) {
      return response.ok && response.status !== 204 ? response.text() : "";
    }).then(function (html) {
      var target = button.dataset.copiedTarget && document.querySelector(button.dataset.copiedTarget);
      if (html && target && window.htmx) window.htmx.swap(target, html, { swapStyle: "outerHTML" });
    }).catch(function () { /* offline: the text is copied all the same */ });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) return;
    var source = document.querySelector(button.dataset.copy);
    var label = button.querySelector("[data-label]") || button;
    if (!source) return;
    event.preventDefault();  // a link that copies leads to the text only without this script
    if (!button.dataset.was) button.dataset.was = label.textContent;
    var text = (source.value || source.textContent).trim();
    if (unfilled(text)) {
      label.textContent = youju.word("unfilled");
      youju.say(youju.word("unfilled"));
      setTimeout(function () { label.textContent = button.dataset.was; }, 2400);
      return;
    }
    copy(text).then(function () {
      label.textContent = youju.word("copied");
      youju.say(youju.word("copiedSay"));
      report(button, text);
      setTimeout(function () { label.textContent = button.dataset.was; }, 2400);
    }, function () {
      select(source);
      label.textContent = youju.word("select");
      youju.say(youju.word("select"));
    });
  });
})(window.youju);
