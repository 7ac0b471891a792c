/* Adding evidence: every file goes by itself, with its progress; paste and drop work anywhere on a page that takes
   files. A file that did not get through is sent again with the same key, so it is never there twice.
   <form data-upload action=…> with <ul data-upload-list>; <section data-drop="/c/x/evidence/add/"> on other pages. */
(function (youju) {
  "use strict";

  function place() {
    var form = document.querySelector("form[data-upload]");
    if (form) return { url: form.getAttribute("action"), form: form, list: form.querySelector("[data-upload-list]") };
    var part = document.querySelector("[data-drop]");
    if (part) return { url: part.dataset.drop, form: null, list: part.querySelector("[data-upload-list]") };
    return null;
  }

  function row(list, file) {
    var line = document.createElement("li");
    var name = document.createElement("span");
    var bar = document.createElement("progress");
    name.textContent = file.name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    line.appendChild(name);
    line.appendChild(bar);
    list.appendChild(line);
    return line;
  }

  /* One after the other: a phone's connection is not split among ten files. */
  var waiting = [];
  var busy = null;
  function next() {
    if (busy || !waiting.length) return;
    busy = waiting.shift();
    send(busy, function () { busy = null; next(); });
  }

  function failed(job) { unsent(job, youju.word("offline"), "failed"); }

  /* The session has ended: the file stays here while the shopper signs in elsewhere. */
  function signedOut(job, address) {
    unsent(job, youju.word("signed"), "failed", youju.loginLink(address));
  }

  function unsent(job, text, state, link) {
    stay(job.line.parentNode);
    job.line.textContent = "";
    var said = document.createElement("span");
    said.textContent = job.file.name + " · " + text;
    var again = document.createElement("button");
    again.type = "button";
    again.className = "b ghost sm";
    again.textContent = youju.word("again");
    again.addEventListener("click", function () {
      var fresh = row(job.line.parentNode, job.file);
      job.line.replaceWith(fresh);
      job.line = fresh;
      job.renewed = false;
      waiting.push(job);
      next();
    });
    job.line.appendChild(said);
    if (link) job.line.appendChild(link);
    job.line.appendChild(again);
    youju.say(said.textContent);
    tell(job, state, { text: text });
  }

  /* For who sent it: "sent" with the refs of what lies in the inbox now, "refused" or "failed" with the sentence. */
  function tell(job, state, said) {
    if (job.told) job.told(state, said);
  }

  /* Returns whether the answer says that this page may not send (any more), and does what there is to do. */
  function turnedAway(job, request, done) {
    var to = request.getResponseHeader("HX-Redirect");
    if (request.status === 204 && to) {
      // Anything but the login page: the case was closed meanwhile, and its page says so.
      if (youju.isLogin(to)) signedOut(job, to); else window.location.assign(to);
      done();
      return true;
    }
    if (request.status === 413) { refused(job, youju.word("large")); done(); return true; }
    if (request.status !== 403 || job.renewed) return false;
    job.renewed = true;
    youju.renew().then(function (login) {
      if (!login) { send(job, done); return; }
      signedOut(job, login);
      done();
    }, function () { failed(job); done(); });
    return true;
  }

  /* What is larger goes in pieces: a broken line costs a piece, and choosing the file again goes on with it. */
  var PIECE = 1024 * 1024;

  function mark(file) { return "youju-part " + [file.name, file.size, file.lastModified].join(" "); }

  /* Files of one name, size and moment that are sent together are not taken for one. */
  function keyOf(file) {
    var found = file.size > PIECE ? keptKey(file) : youju.newKey();
    return (busy ? [busy] : []).concat(waiting).some(function (job) { return job.key === found; }) ? youju.newKey() : found;
  }

  function keptKey(file) {
    try {
      var kept = window.localStorage.getItem(mark(file)) || youju.newKey();
      window.localStorage.setItem(mark(file), kept);
      return kept;
    } catch (error) { return youju.newKey(); }
  }

  function forget(file) {
    try { window.localStorage.removeItem(mark(file)); } catch (error) { /* nothing was kept */ }
  }

  function send(job, done) {
    if (job.file.size <= PIECE) return form(job, done);
    var tries = 0;
    function broken() {
      // A line that comes back within seconds is not worth a word.
      if (++tries > 3 || !navigator.onLine) { failed(job); done(); return; }
      setTimeout(function () { ask(null); }, tries * 1500);
    }
    function ask(offset) {
      var request = new XMLHttpRequest();
      var to = youju.word("part") + "?key=" + job.key + "&size=" + job.file.size;
      var piece = offset === null ? null : job.file.slice(offset, offset + PIECE);
      request.open("POST", offset === null ? to : to + "&offset=" + offset);
      request.setRequestHeader("X-CSRFToken", youju.csrf());
      request.setRequestHeader("HX-Request", "true");
      if (piece) request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.addEventListener("progress", function (event) { show(job, (offset || 0) + event.loaded); });
      request.addEventListener("load", function () {
        if (turnedAway(job, request, done)) return;
        var said = {};
        try { said = JSON.parse(request.responseText); } catch (error) { /* no answer of ours */ }
        if ((request.status === 422 || request.status === 507) && said.text) { refused(job, said.text); done(); return; }
        if (request.status === 409 && typeof said.offset === "number" && ++tries <= 5) {
          // Another piece is just being written, or the file ends elsewhere than thought.
          setTimeout(function () { ask(said.offset); }, 500);
          return;
        }
        if (request.status !== 200 || typeof said.offset !== "number") { broken(); return; }
        if (request.status === 200 && offset !== null && said.offset > offset) tries = 0;
        if (said.offset >= job.file.size) { job.part = true; form(job, done); } else ask(said.offset);
      });
      request.addEventListener("error", broken);
      request.addEventListener("abort", broken);
      request.send(piece);
    }
    ask(null);
  }

  function show(job, sent) {
    var bar = job.line.querySelector("progress");
    if (bar) bar.value = job.file.size ? 100 * Math.min(sent / job.file.size, 1) : 100;
  }

  function refused(job, text) {
    stay(job.line.parentNode);
    var said = document.createElement("span");
    said.className = "bad";
    said.textContent = job.file.name + " · " + text;
    job.line.textContent = "";
    job.line.appendChild(said);
    forget(job.file);
    youju.say(said.textContent);
    tell(job, "refused", { text: text });
  }

  function form(job, done) {
    var request = new XMLHttpRequest();
    var body = new FormData();
    body.append("key", job.key);
    body.append("on", job.on);
    if (job.promise) body.append("promise", job.promise);
    if (job.contact) body.append("contact", job.contact);
    // While more follow, the answer may hold the new tile alone; what the page shows now says whether that is enough.
    if (waiting.length) body.append("more", "1");
    body.append("shown", document.querySelectorAll("#ev-grid .ev > li").length);
    if (job.part) {
      body.append("part", job.key);
      body.append("part_name", youju.named(job.file));
      body.append("part_size", job.file.size);
    } else {
      body.append("files", job.file, youju.named(job.file));
    }
    request.open("POST", job.url);
    request.setRequestHeader("X-CSRFToken", youju.csrf());
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable && !job.part) show(job, job.file.size * event.loaded / event.total);
    });
    request.addEventListener("load", function () {
      if (turnedAway(job, request, done)) return;
      var why = request.status === 422 && youju.readOut(request.responseText, "[data-why]")[0];
      if ((request.status === 200 || why) && window.htmx) {
        forget(job.file);
        if (request.status === 200 && job.form) onward(job.form);
        // Whatever else was changed meanwhile: what has come is never called lost.
        stay(job.line.parentNode);
        var list = job.line.parentNode;
        window.htmx.swap(job.line, request.responseText, { swapStyle: "outerHTML" });
        stay(list);
        if (why) tell(job, "refused", { text: why.textContent });
        else tell(job, "sent", { refs: refsIn(request.responseText) });
      } else {
        failed(job);
      }
      done();
    });
    request.addEventListener("error", function () { failed(job); done(); });
    request.addEventListener("abort", function () { failed(job); done(); });
    request.send(body);
  }

  function refsIn(text) {
    var line = youju.readOut(text, "[data-refs]")[0];
    return line ? line.dataset.refs.split(" ") : [];
  }

  /* The case page changes the whole part the list stands in: what the lines say, and those still on their way, stay.
     Asked again before each word, as a contact logged meanwhile changes that part too. */
  function stay(list) {
    var to = list.isConnected ? null : place();
    if (!to || !to.list) return;
    while (list.firstChild) to.list.appendChild(list.firstChild);
  }

  /* It is kept already: the way on takes the place of the button that keeps. */
  function onward(form) {
    var first = form.querySelector("[data-upload-first]");
    var then = form.querySelector("[data-upload-done]");
    if (!first || !then) return;
    first.hidden = true;
    then.hidden = false;
  }

  function add(files, told) {
    var to = place();
    if (!to || !to.list || !files.length) return false;
    var hidden = function (name) {
      var field = to.form && to.form.querySelector('input[type=hidden][name="' + name + '"]');
      return field ? field.value : "";
    };
    Array.prototype.forEach.call(files, function (file) {
      var job = {
        file: file, url: to.url, key: keyOf(file), told: told, line: row(to.list, file),
        on: to.form ? to.form.dataset.upload || "gallery" : "case", form: to.form, promise: hidden("promise"), contact: hidden("contact")
      };
      // Not even begun: the server would read it for nothing.
      if (file.size > Number(youju.word("most"))) refused(job, youju.word("large")); else waiting.push(job);
    });
    next();
    return true;
  }

  /* An open sheet with a field for files takes what is pasted or dropped, instead of the page below it. */
  function into(field, files) {
    if (!window.DataTransfer) return false;
    var all = new DataTransfer();
    Array.prototype.forEach.call(field.files, function (file) { all.items.add(file); });
    Array.prototype.forEach.call(files, function (file) { all.items.add(file); });
    field.files = all.files;
    youju.say(all.files.length + " · " + (files[0] ? files[0].name : ""));
    return true;
  }

  function take(files) {
    var field = document.querySelector("dialog[open] input[type=file], form:not([data-upload]) > * input[type=file][name=files]");
    return field ? into(field, files) : add(files);
  }

  /* For what waited on the phone: `told` is called for each file, with what came of it (see tell) and again when it is
     tried again. */
  youju.addFiles = add;

  function files(transfer) {
    return (transfer && transfer.files) || [];
  }

  document.addEventListener("paste", function (event) {
    var pasted = files(event.clipboardData);
    if (pasted.length && take(pasted)) event.preventDefault();
  });
  document.addEventListener("dragover", function (event) {
    if (!place() || !event.dataTransfer || event.dataTransfer.types.indexOf("Files") < 0) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", function (event) {
    document.body.classList.remove("dropping");
    var dropped = files(event.dataTransfer);
    if (!dropped.length || event.target.matches("input[type=file]")) return;
    if (take(dropped)) event.preventDefault();
  });
  document.addEventListener("change", function (event) {
    if (!event.target.closest("form[data-upload]") || event.target.type !== "file" || !window.htmx) return;
    if (add(event.target.files)) event.target.value = "";
  });
  /* Nothing is left in the field once the files have gone one by one. */
  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-upload]");
    var field = form && form.querySelector("input[name=files]");
    if (!field || !window.htmx || field.files.length || !form.querySelector("[data-upload-list] li")) return;
    event.preventDefault();
  });
})(window.youju);
