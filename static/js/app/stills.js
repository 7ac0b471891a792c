/* Draws a poster and six stills of a film and sends them, once, where the server has no program for that.
   A film the browser cannot play stays without. <video data-stills="/c/x/evidence/2/stills/"> */
(function (youju) {
  "use strict";
  var COUNT = 6, SIDE = 960;

  function at(video, second) {
    return new Promise(function (done, failed) {
      video.addEventListener("seeked", done, { once: true });
      setTimeout(failed, 8000);
      video.currentTime = second;
    });
  }

  function drawn(video) {
    var share = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
    var canvas = document.createElement("canvas");
    canvas.width = Math.round(video.videoWidth * share);
    canvas.height = Math.round(video.videoHeight * share);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) { canvas.toBlob(done, "image/jpeg", 0.85); });
  }

  async function take(shown) {
    // A copy: the one on the page may be playing.
    var video = document.createElement("video"), body = new FormData();
    video.muted = true;
    video.preload = "auto";
    video.src = shown.src;
    await new Promise(function (done, failed) {
      video.addEventListener("loadeddata", done, { once: true });
      video.addEventListener("error", failed, { once: true });
    });
    if (!video.videoWidth || !isFinite(video.duration)) return;
    for (var n = 0; n <= COUNT; n += 1) {
      await at(video, n ? video.duration * (2 * n - 1) / (2 * COUNT) : Math.min(0.1, video.duration / 2));
      body.append("files", await drawn(video), "still-" + n + ".jpg");
    }
    var answer = await fetch(shown.dataset.stills, { method: "POST", body: body, headers: { "X-CSRFToken": youju.csrf() } });
    if (answer.status === 204) location.reload();
  }

  youju.ready(function (root) {
    youju.within(root, "video[data-stills]").forEach(function (video) { take(video).catch(function () {}); });
  });
})(window.youju);
