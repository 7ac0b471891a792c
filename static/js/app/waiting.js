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

  function owner() {
    try {
      if (youju.word("owner")) window.localStorage.setItem(WHO, youju.word("owner"));
      return window.localStorage.getItem(WHO) || "";
    } catch (error) { return youju.word("owner"); }
  }
  var mine = owner();

  function keep(item) {
    item.id = youju.newKey();
    item.owner = mine;
    item.at = new Date().toISOString();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    return store("readwrite", function (items) { return items.put(item); });
  }

  function remove(item) {
    return store("readwrite", function (items) { items.delete("of " + item.id); return items.delete(item.id); });
  }

  /* What came of the files stands apart from them, by their number: to write an item down again would copy every
     picture in it. Nothing is noted of what is gone. */
  function change(id, act) {
    return store("readwrite", function (items) {
      var item = items.get(id);
      item.onsuccess = function () {
        if (!item.result) return;
        var asked = items.get("of " + id);
        asked.onsuccess = function () {
          var apart = asked.result || { id: "of " + id, of: id, came: {}, chosen: "", without: [] };
          act(apart);
          items.put(apart);
        };
      };
      return item;
    });
  }

  function all() {
    return store("readonly", function (items) { return items.getAll(); }).then(function (found) {
      var apart = {};
      found.forEach(function (one) { if (one.of) apart[one.of] = one; });
      return found.filter(function (item) { return !item.of && (!item.owner || item.owner === mine); })
        .map(function (item) {
          item.came = (apart[item.id] || {}).came || {};
          item.chosen = (apart[item.id] || {}).chosen || "";
          item.without = (apart[item.id] || {}).without || [];
          return item;
        })
        .sort(function (one, other) { return one.at < other.at ? -1 : 1; });
    });
  }

  /* The numbers of its files that are still only here. */
  function left(item) {
    return item.files.map(function (_, n) { return n; }).filter(function (n) {
      return !item.came[n] || item.came[n].state === "refused" || item.came[n].state === "failed";
    });
  }

  /* Why the file with that number was not taken; "" when nobody has said so. */
  function why(item, n) {
    return item.came[n] && item.came[n].state === "refused" ? item.came[n].text : "";
  }

  /* The numbers of the files that were sent and are not there any more: the shopper says what becomes of each. */
  function gone(item) {
    return Object.keys(item.came).filter(function (n) { return item.came[n].state === "gone"; });
  }

  function value(item, name) {
    var found = item.fields.filter(function (field) { return field[0] === name; })[0];
    return found ? found[1] : "";
  }

  function words(item) {
    var said = value(item, "words") || value(item, "note");
    var names = left(item).filter(function (n) { return !why(item, n); }).map(function (n) { return item.files[n].name; }).join(" ");
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

  /* What is on its way now, and what was said of what stayed (the sentence, and the login page where that is the way). */
  var going = {}, notes = {};

  function line(item) {
    var row = document.importNode(document.getElementById("waiting-row").content, true).querySelector("li");
    row.querySelector("[data-what]").textContent = words(item);
    var choice = row.querySelector("select");
    var label = row.querySelector("[data-which]");
    var needs = item.kind === "contact" && !item.url;
    var go = row.querySelector("[data-send]");
    var drop = row.querySelector("[data-drop-it]");
    if (label) label.hidden = !needs;
    if (choice && item.chosen) choice.value = item.chosen;
    note(row.querySelector("[data-note]"), notes[item.id]);
    left(item).forEach(function (n) {
      if (why(item, n)) row.insertBefore(notTaken(item, n, why(item, n)), row.querySelector("[data-note]"));
    });
    gone(item).forEach(function (n) {
      var part = notTaken(item, n, item.came[n].text);
      part.insertBefore(anew(item, n), part.querySelector("button"));
      row.insertBefore(part, row.querySelector("[data-note]"));
    });
    drop.disabled = !!going[item.id];
    drop.addEventListener("click", function () {
      remove(item).then(function () { youju.say(youju.word("gone")); return draw(); });
    });
    if (!go) return row;
    go.disabled = !!going[item.id];
    go.addEventListener("click", function () {
      if (needs && !choice.value) { choice.focus(); return; }
      if (gone(item).length) {
        row.querySelector("[data-refused] button").focus();
        youju.say(row.querySelector("[data-refused] span").textContent);
        return;
      }
      go.disabled = drop.disabled = going[item.id] = true;
      delete notes[item.id];
      send(item, needs ? choice.selectedOptions[0] : null).catch(function () {
        return { text: youju.word("offline") };
      }).then(function (end) {
        delete going[item.id];
        if (end.text) { notes[item.id] = end; youju.say(end.text); }
        if (!end.done) return draw();
        return remove(item).then(function () {
          youju.say(youju.word("sent"));
          if (end.to) window.location.assign(end.to); else draw();
        });
      });
    });
    return row;
  }

  function note(part, said) {
    if (!said) return;
    part.textContent = said.text;
    if (said.login) part.appendChild(youju.loginLink(said.login));
  }

  /* One file that was not taken, or has gone, with its sentence; the rest goes without it once it is left out. */
  function notTaken(item, n, text) {
    var part = document.createElement("div"), said = document.createElement("span");
    var leave = document.createElement("button");
    part.dataset.refused = "";
    said.className = "bad";
    said.textContent = item.files[n].name + " · " + text;
    leave.type = "button";
    leave.className = "b ghost sm";
    leave.textContent = youju.word("leave");
    leave.disabled = !!going[item.id];
    leave.addEventListener("click", function () {
      settle(item.id, n, "left", {}).then(draw).then(function () { youju.say(youju.word("gone")); });
    });
    part.appendChild(said);
    part.appendChild(leave);
    return part;
  }

  /* The file is still here: it goes again with the rest. */
  function anew(item, n) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "b ghost sm";
    button.textContent = youju.word("anew");
    button.disabled = !!going[item.id];
    button.addEventListener("click", function () {
      change(item.id, function (apart) { delete apart.came[n]; }).then(draw);
    });
    return button;
  }

  /* Notes what came of one file: "sent" (a contact keeps where it lies), "refused" with why, "failed", "left" out, "gone"
     after it was sent. Files of which none is left are gone from here. */
  function settle(id, n, state, said) {
    return change(id, function (apart) {
      apart.came[n] = { state: state, text: said.text || "", refs: said.refs || [] };
    }).then(all).then(function (items) {
      var item = items.filter(function (one) { return one.id === id; })[0];
      return item && item.kind === "files" && !left(item).length ? remove(item) : null;
    });
  }

  /* Files go to the inbox one by one, as everywhere. Resolves with {done} when all have come, else with {text}: what went
     wrong on the way. A refused one says it itself, beside its name. */
  function sendFiles(item) {
    return new Promise(function (resolve) {
      var numbers = left(item), open = numbers.length, end = { done: true };
      if (!open) resolve(end);
      numbers.forEach(function (n) {
        var first = true;
        function over(state, text) {
          if (!first) return; // tried again later
          first = false;
          if (state !== "sent") end.done = false;
          if (state === "failed") end.text = text;
          if (!--open) resolve(end);
        }
        // Under a new key each time, as a refusal uses one up; the inbox knows a file it has by its bytes.
        youju.addFiles([item.files[n]], function (state, said) {
          settle(item.id, n, state, said).then(draw).then(function () { over(state, said.text); }, function () {
            over("failed", youju.word("offline"));
          });
        });
      });
    });
  }

  /* Resolves with {done, to: the page to go to} once the server has all of it, else with {text}: why it stays. */
  function send(item, option) {
    return change(item.id, function (apart) { if (option) apart.chosen = option.value; }).then(function () {
      return sendFiles(item);
    }).then(function (end) {
      return end.done && item.kind === "contact" ? sendContact(item.id, option) : end;
    });
  }

  function sendContact(id, option, renewed) {
    return all().then(function (items) {
      var item = items.filter(function (one) { return one.id === id; })[0];
      if (!item) return {};
      var body = new FormData();
      var to = option ? option.dataset.log : item.url;
      item.fields.forEach(function (field) {
        if (field[0] !== "kept" || item.without.indexOf(field[1]) < 0) body.append(field[0], field[1]);
      });
      Object.keys(item.came).forEach(function (n) {
        (item.came[n].refs || []).forEach(function (ref) { body.append("kept", ref); });
      });
      if (option) body.set("tier", option.dataset.tier);
      var headers = { "X-CSRFToken": youju.csrf(), "HX-Request": "true" };
      return fetch(to, { method: "POST", body: body, headers: headers, credentials: "same-origin" }).then(function (answer) {
        var away = answer.headers.get("HX-Redirect");
        if (answer.status === 200) return { done: true, to: to.replace(/log\/$/, "") };
        if (away && youju.isLogin(away)) return { text: youju.word("signed"), login: away };
        if (answer.status === 204) return { text: youju.word("closed") };
        if (answer.status === 422) return answer.text().then(function (text) { return sentences(item, text); });
        if (answer.status !== 403 || renewed) throw new Error(answer.status);
        return youju.renew().then(function (login) {
          return login ? { text: youju.word("signed"), login: login } : sendContact(id, option, true);
        });
      });
    });
  }

  /* What the log sheet says is wrong with it; of files that have gone since they were sent, beside their names. One that
     is not on this phone is said once, and the contact goes without it the next time. */
  function sentences(item, text) {
    var said = youju.readOut(text, "#errors li").map(function (line) { return line.textContent.trim(); });
    var lost = youju.readOut(text, "[data-gone]");
    return change(item.id, function (apart) {
      lost.forEach(function (one) {
        var ref = one.dataset.gone;
        var n = Object.keys(apart.came).filter(function (n) { return (apart.came[n].refs || []).indexOf(ref) >= 0; })[0];
        if (n === undefined) { apart.without = (apart.without || []).concat(ref); return; }
        apart.came[n] = { state: "gone", text: one.textContent, refs: [] };
        said = said.filter(function (line) { return line.indexOf(one.textContent) < 0; });
      });
    }).then(function () {
      if (lost.length) youju.say(lost[0].textContent);
      return { text: said.join(" ") || (lost.length ? "" : youju.word("offline")) };
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
        fields.push(["key", youju.newKey().slice(0, 20)], ["channel", "chat"], ["direction", "in"]);
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
        going[item.id] = true;
        send(item).catch(function () { return {}; }).then(function () {
          delete going[item.id];
          return draw();
        });
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
