/* Adding evidence: every file goes by itself, with its progress; paste and drop work anywhere on a page that takes
   files. A file that did not get through is sent again with the same key, so it is never there twice.
   <form data-upload action=…> with <ul data-upload-list>; <section data-drop="/c/x/evidence/add/"> on other pages. */
(function (youju) {
  "use strict";

  function key() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

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
  var busy = false;
  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    var job = waiting.shift();
    send(job, function () { busy = false; next(); });
  }

  /* Not even begun: the server would read it for nothing. */
  function tooLarge(line, file) {
    var said = document.createElement("span");
    line.textContent = "";
    said.textContent = file.name + " · " + youju.word("large");
    said.className = "bad";
    line.appendChild(said);
    youju.say(said.textContent);
  }

  function failed(job) {
    job.line.textContent = "";
    var said = document.createElement("span");
    said.textContent = job.file.name + " · " + youju.word("offline");
    var again = document.createElement("button");
    again.type = "button";
    again.className = "b ghost sm";
    again.textContent = youju.word("again");
    again.addEventListener("click", function () {
      var fresh = row(job.line.parentNode, job.file);
      job.line.replaceWith(fresh);
      job.line = fresh;
      waiting.push(job);
      next();
    });
    job.line.appendChild(said);
    job.line.appendChild(again);
    youju.say(said.textContent);
  }

  function send(job, done) {
    var request = new XMLHttpRequest();
    var body = new FormData();
    body.append("key", job.key);
    body.append("on", job.on);
    if (job.promise) body.append("promise", job.promise);
    if (job.contact) body.append("contact", job.contact);
    body.append("files", job.file, job.file.name || "image.png");
    request.open("POST", job.url);
    request.setRequestHeader("X-CSRFToken", youju.csrf());
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", function (event) {
      var bar = job.line.querySelector("progress");
      if (bar && event.lengthComputable) bar.value = 100 * event.loaded / event.total;
    });
    request.addEventListener("load", function () {
      var came = request.status === 200 || request.status === 422;
      if (came && window.htmx && job.line.isConnected) {
        window.htmx.swap(job.line, request.responseText, { swapStyle: "outerHTML" });
      } else {
        failed(job);
      }
      done();
    });
    request.addEventListener("error", function () { failed(job); done(); });
    request.addEventListener("abort", function () { failed(job); done(); });
    request.send(body);
  }

  function add(files) {
    var to = place();
    if (!to || !to.list || !files.length) return false;
    var hidden = function (name) {
      var field = to.form && to.form.querySelector('input[type=hidden][name="' + name + '"]');
      return field ? field.value : "";
    };
    Array.prototype.forEach.call(files, function (file) {
      if (file.size > Number(youju.word("most"))) { tooLarge(row(to.list, file), file); return; }
      waiting.push({
        file: file, url: to.url, key: key(), line: row(to.list, file),
        on: to.form ? "gallery" : "case", promise: hidden("promise"), contact: hidden("contact")
      });
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
