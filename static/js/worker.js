/* The service worker, served from the root as /worker.js. Guides stay readable without a network once they were
   visited; one that was not says so in our words. In place of a shopper's own page there is one to write a contact
   down on. Kept are public pages, fetched without cookies so that nobody's name, number of notices or token is in
   them, and the files they need. Nothing of a case is ever kept here. What is shared to the installed app waits in the
   browser's own store until the inbox has it. */
"use strict";

var PAGES = "guide-pages-1";
var FILES = "guide-files-1";
var GUIDE = /^\/(?:en\/)?guides\/(?!search\/)(?:[\w-]+\/){0,2}$/;
var HASHED = /^\/static\/.*\.[0-9a-f]{12}\.\w+$/;
var OFFLINE = ["/guides/offline/", "/en/guides/offline/"];
var OWN = /^\/(?:en\/)?(?:today|c|capture|new|inbox|me)\//;
var OWN_OFFLINE = ["/capture/offline/", "/en/capture/offline/"];
var SHARE = "/capture/share/";
var FRESH_MS = 3600 * 1000;

function isGuide(url) { return GUIDE.test(url.pathname); }
function isFile(url) { return url.pathname.indexOf("/static/") === 0; }

/* The address without ?platform=…, which only narrows the list. */
function key(url) { return url.origin + url.pathname; }

/* Keeps a copy as a stranger would see it, at most once an hour. */
function keepPage(url) {
  return caches.open(PAGES).then(function (cache) {
    return cache.match(key(url)).then(function (old) {
      if (old && Date.now() - Date.parse(old.headers.get("Date")) < FRESH_MS) return null;
      return fetch(key(url), { credentials: "omit" }).then(function (answer) {
        if (answer.ok && !answer.redirected) return cache.put(key(url), answer);
        return answer.status === 404 ? cache.delete(key(url)) : null;
      });
    });
  }).catch(function () { /* no network: the older copy stays */ });
}

/* The page for a guide that was never read, in both languages. */
function keepOffline() {
  return Promise.all(OFFLINE.concat(OWN_OFFLINE).map(function (path) {
    return keepPage(new URL(path, self.location.origin)).then(function () {
      return OWN_OFFLINE.indexOf(path) < 0 ? null : keepFilesOf(path);
    });
  }));
}

/* The page has to work without ever having been visited: so do its styles and scripts. */
function keepFilesOf(path) {
  return caches.match(self.location.origin + path).then(function (kept) {
    return kept ? kept.text() : "";
  }).then(function (text) {
    var names = text.match(/\/static\/[^"'\s]+\.(?:css|js)/g) || [];
    return Promise.all(names.map(function (name) {
      return caches.match(new URL(name, self.location.origin).href).then(function (kept) {
        return kept || keepFile(new Request(name)).catch(function () { /* another visit will keep it */ });
      });
    }));
  });
}

function offline(url, pages) {
  return caches.match(url.origin + (pages || OFFLINE)[url.pathname.indexOf("/en/") === 0 ? 1 : 0]).then(function (kept) {
    return kept || Response.error();
  });
}

function keepFile(request) {
  return fetch(request).then(function (answer) {
    if (!answer.ok) return answer;
    var copy = answer.clone();
    return caches.open(FILES).then(function (cache) { return cache.put(request.url, copy); }).then(function () { return answer; });
  });
}

/* A hashed file never changes, so the kept one is right; any other is asked for first. */
function file(request, url) {
  return caches.match(request.url).then(function (kept) {
    if (kept && HASHED.test(url.pathname)) return kept;
    return keepFile(request).catch(function () { return kept || Response.error(); });
  });
}

function page(event, url) {
  return fetch(event.request).then(function (answer) {
    if (answer.ok) event.waitUntil(Promise.all([keepPage(url), keepOffline()]));
    return answer;
  }, function () {
    return caches.match(key(url)).then(function (kept) { return kept || offline(url); });
  });
}

/* A shopper's own page, always from the network; without one, the page to write a contact down on. */
function own(event, url) {
  return fetch(event.request).then(function (answer) {
    if (answer.ok) event.waitUntil(keepOffline());
    return answer;
  }, function () { return offline(url, OWN_OFFLINE); });
}

/* Files from the phone's share sheet: put down here, then the inbox is opened and sends them. */
function share(request) {
  return request.formData().then(function (form) {
    var files = form.getAll("files").filter(function (file) { return file instanceof File && file.size; });
    return files.length ? putDown(files) : null;
  }).then(function () { return Response.redirect("/capture/?shared", 303); });
}

function putDown(files) {
  return new Promise(function (resolve, reject) {
    var opening = indexedDB.open("youju-waiting", 1);
    opening.onupgradeneeded = function () { opening.result.createObjectStore("items", { keyPath: "id" }); };
    opening.onerror = function () { reject(opening.error); };
    opening.onsuccess = function () {
      var act = opening.result.transaction("items", "readwrite");
      var key = String(Date.now()) + String(Math.random()).slice(2);
      act.objectStore("items").put({
        id: key, owner: "", kind: "files", url: "", at: new Date().toISOString(), fields: [["key", key.slice(0, 30)]], files: files
      });
      act.oncomplete = function () { opening.result.close(); resolve(); };
      act.onerror = act.onabort = function () { opening.result.close(); reject(act.error); };
    };
  });
}

self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(keepOffline());
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) {
      return name.indexOf("guide-") === 0 && name !== PAGES && name !== FILES;
    }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === self.location.origin && url.pathname === SHARE) {
    event.respondWith(share(event.request));
    return;
  }
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isFile(url)) event.respondWith(file(event.request, url));
  else if (event.request.mode === "navigate" && isGuide(url)) event.respondWith(page(event, url));
  else if (event.request.mode === "navigate" && OWN.test(url.pathname) && !/\/file\//.test(url.pathname)) event.respondWith(own(event, url));
});

/* The page that registered the worker was loaded without it: it says what to keep. */
self.addEventListener("message", function (event) {
  var url = new URL(event.data.page || self.location.href);
  if (url.origin !== self.location.origin || !isGuide(url)) return;
  var files = (event.data.files || []).map(function (name) { return new URL(name); }).filter(function (each) {
    return each.origin === self.location.origin && isFile(each);
  });
  event.waitUntil(Promise.all([keepPage(url)].concat(files.map(function (each) {
    return keepFile(new Request(each.href)).catch(function () { /* another visit will keep it */ });
  }))));
});
