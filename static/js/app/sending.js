/* What every file that is sent has: a key, a name that a form can carry, and a session that may have ended. */
(function (youju) {
  "use strict";

  youju.newKey = function () {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  };

  /* A form with a longer name cannot be read. */
  youju.named = function (file) {
    var name = file.name || "image.png", dot = name.lastIndexOf(".");
    if (name.length <= 200) return name;
    return name.slice(0, 190) + (dot > 0 && name.length - dot <= 9 ? name.slice(dot) : "");
  };

  /* All that matches in an answer; nothing of it is shown or run. */
  youju.readOut = function (text, selector) {
    return youju.all(selector, new DOMParser().parseFromString(text, "text/html"));
  };

  youju.isLogin = function (address) {
    return !!address && new URL(address, window.location.href).pathname === youju.word("login");
  };

  /* Signing in again in another tab changes the token: asks for this page's anew. Resolves with the address of the
     login page when nobody is signed in, with "" when there is a token. */
  youju.renew = function () {
    return fetch(window.location.href, { credentials: "same-origin" }).then(function (answer) {
      if (youju.isLogin(answer.url)) return answer.url;
      return answer.text().then(function (text) {
        var token = youju.readOut(text, "body")[0].getAttribute("hx-headers");
        if (token) document.body.setAttribute("hx-headers", token);
        return "";
      });
    });
  };

  /* In a tab of its own: this page keeps the files. */
  youju.loginLink = function (address) {
    var link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = youju.word("enter");
    return link;
  };
})(window.youju);
