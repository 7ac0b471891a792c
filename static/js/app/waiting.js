/* What waits on this phone: contacts written down without a network, and pictures shared to the app (worker.js puts
   those here). Nothing is sent before the shopper taps; what is sent twice has the same key and is there once. */
(function (youju) {
  "use strict";
  var BASE = "youju-waiting", STORE = "items", WHO = "youju-owner";
  if (!window.indexedDB || !window.Promise) return;

  function store(mode, act) {
    return new Promise(function (resolve, reject) {
      var opening = window.indexedDB.open(BASE, 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore(STORE, { keyPath: "id" }); };
      opening.onerror = function () { reject(opening.error); };
      opening.onsuccess = function () {
        var base = opening.result;
        var asked = act(base.transaction(STORE, mode).objectStore(STORE));
        asked.transaction.oncomplete = function () { base.close(); resolve(asked.result); };
        asked.transaction.onerror = asked.transaction.onabort = function () { base.close(); reject(asked.error); };
      };
    });
  }

  function newId() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  function owner() {
    try {
      if (youju.word("owner")) window.localStorage.setItem(WHO, youju.word("owner"));
      return window.localStorage.getItem(WHO) || "";
    } catch (error) { return youju.word("owner"); }
  }
  var mine = owner();

  function keep(item) {
    item.id = newId();
    item.owner = mine;
    item.at = new Date().toISOString();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    return store("readwrite", function (items) { return items.put(item); });
  }

  function remove(item) { return store("readwrite", function (items) { return items.delete(item.id); }); }

  function all() {
    return store("readonly", function (items) { return items.getAll(); }).then(function (found) {
      return found.filter(function (item) { return !item.owner || item.owner === mine; })
        .sort(function (one, other) { return one.at < other.at ? -1 : 1; });
    });
  }

  function value(item, name) {
    var found = item.fields.filter(function (field) { return field[0] === name; })[0];
    return found ? found[1] : "";
  }

  function words(item) {
    var said = value(item, "words") || value(item, "note");
    var names = item.files.map(function (file) { return file.name; }).join(" ");
    return [new Date(item.at).toLocaleString(document.documentElement.lang), said, names].filter(Boolean).join(" · ");
  }

  function draw() {
    var part = document.querySelector("[data-waiting]");
    return all().then(function (items) {
      banner(part ? 0 : items.length);
      if (!part) return;
      var list = part.querySelector("ul");
      list.textContent = "";
      part.hidden = !items.length;
      items.forEach(function (item) { list.appendChild(line(item)); });
    }, function () { /* a browser that keeps nothing: the page works as without */ });
  }

  function line(item) {
    var row = document.importNode(document.getElementById("waiting-row").content, true).querySelector("li");
    row.querySelector("[data-what]").textContent = words(item);
    var choice = row.querySelector("select");
    var label = row.querySelector("[data-which]");
    var needs = item.kind === "contact" && !item.url;
    if (label) label.hidden = !needs;
    var go = row.querySelector("[data-send]");
    if (go) go.addEventListener("click", function () {
      if (needs && !choice.value) { choice.focus(); return; }
      go.disabled = true;
      send(item, needs ? choice.selectedOptions[0] : null).then(function (to) {
        return remove(item).then(function () {
          youju.say(youju.word("sent"));
          if (to) window.location.assign(to); else window.location.reload();
        });
      }).catch(function () {
        go.disabled = false;
        row.querySelector("[data-note]").textContent = youju.word("offline");
        youju.say(youju.word("offline"));
      });
    });
    row.querySelector("[data-drop-it]").addEventListener("click", function () {
      remove(item).then(function () { youju.say(youju.word("gone")); return draw(); });
    });
    return row;
  }

  /* Resolves with the page to go to once the server has it; rejects otherwise, and the item stays. */
  function send(item, option) {
    var body = new FormData();
    item.fields.forEach(function (field) { body.append(field[0], field[1]); });
    item.files.forEach(function (file) { body.append("files", file, youju.named(file)); });
    var to = item.kind === "files" ? youju.word("capture") : item.url;
    if (option) {
      to = option.dataset.log;
      body.set("tier", option.dataset.tier);
    }
    var headers = { "X-CSRFToken": youju.csrf(), "HX-Request": "true" };
    return fetch(to, { method: "POST", body: body, headers: headers, credentials: "same-origin" }).then(function (answer) {
      if (answer.status !== 200) throw new Error(answer.status);
      return item.kind === "files" ? "" : to.replace(/log\/$/, "");
    });
  }

  function banner(number) {
    var old = document.getElementById("waits");
    if (old) old.remove();
    if (!number || !youju.word("owner")) return;
    var line = document.createElement("p");
    var link = document.createElement("a");
    line.id = "waits";
    line.className = "wrap waits";
    link.href = youju.word("capture");
    link.textContent = youju.word("waits") + " " + number;
    line.appendChild(link);
    document.getElementById("main").prepend(line);
  }

  /* The log sheet when the line is gone: what was typed and photographed stays here. */
  function sheet(form) {
    var fields = [], files = [];
    new FormData(form).forEach(function (given, name) {
      if (given instanceof File) { if (given.size) files.push(given); }
      else if (name !== "csrfmiddlewaretoken" && name !== "asked") fields.push([name, given]);
    });
    fields.push(["asked", "running,unclear,time,reason,agent"]);
    if (!fields.some(function (field) { return field[0] === "at" && field[1]; })) {
      fields = fields.filter(function (field) { return field[0] !== "at"; });
      fields.push(["at", localNow()]);
    }
    return keep({ kind: "contact", url: form.getAttribute("action"), fields: fields, files: files }).then(function () {
      var around = form.closest("dialog");
      if (around) { around.close(); around.textContent = ""; } else form.reset();
      youju.flash(youju.word("kept"));
      return draw();
    });
  }

  function localNow() {
    // The server's forms speak Shanghai's clock.
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 16);
  }

  document.body.addEventListener("htmx:sendError", function (event) {
    var form = event.detail.elt;
    if (form && form.id === "log-form") { event.stopImmediatePropagation(); sheet(form); }
  }, true);
  document.addEventListener("submit", function (event) {
    if (event.target.id !== "log-form" || navigator.onLine || event.target.hasAttribute("hx-post")) return;
    event.preventDefault();
    sheet(event.target);
  });

  youju.ready(function (root) {
    youju.within(root, "[data-offline-contact]").forEach(function (form) {
      var at = form.querySelector("[name=at]");
      if (at && !at.value) at.value = localNow();
      form.querySelector("[data-keep]").addEventListener("click", function () {
        var fields = [], files = [];
        new FormData(form).forEach(function (given, name) {
          if (given instanceof File) { if (given.size) files.push(given); } else fields.push([name, given]);
        });
        if (!files.length && !value({ fields: fields }, "words").trim()) { form.querySelector("[name=words]").focus(); return; }
        fields.push(["promise", value({ fields: fields }, "words").trim() ? "words" : "none"]);
        fields.push(["key", newId().slice(0, 20)], ["channel", "chat"], ["direction", "in"]);
        fields.push(["asked", "running,unclear,time,reason,agent"]);
        keep({ kind: "contact", url: "", fields: fields, files: files }).then(function () {
          form.reset();
          at.value = localNow();
          youju.flash(youju.word("kept"));
          return draw();
        });
      });
    });
  });

  /* Sharing was the tap: what has just been shared goes at once, if there is a network. */
  function shared() {
    if (!/[?&]shared\b/.test(window.location.search) || !navigator.onLine || !youju.word("owner")) return Promise.resolve();
    return all().then(function (items) {
      items.filter(function (item) { return item.kind === "files"; }).forEach(function (item) {
        var left = item.files.length;
        youju.addFiles(item.files, function (state) { if (state === "sent" && !--left) remove(item).then(draw); });
      });
      window.history.replaceState(null, "", window.location.pathname);
    });
  }

  shared().then(draw);
  if (youju.word("owner") && navigator.serviceWorker && window.isSecureContext) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/worker.js").catch(function () { /* the app works without */ });
    });
  }
})(window.youju);
