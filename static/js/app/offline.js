/* <main data-offline>: this page may be kept for reading without a network (static/js/worker.js does it). */
(function (youju) {
  "use strict";
  var page = document.querySelector("[data-offline]");
  if (!page || !navigator.serviceWorker || !window.isSecureContext) return;

  window.addEventListener("load", function () {
    navigator.serviceWorker.register("/worker.js").then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (registration) {
      var files = performance.getEntriesByType("resource").map(function (entry) { return entry.name; });
      youju.all("link[rel=stylesheet], link[rel=icon]").forEach(function (link) { files.push(link.href); });
      registration.active.postMessage({ page: window.location.href, files: files });
    }).catch(function () { /* the page works without */ });
  });
})(window.youju);
