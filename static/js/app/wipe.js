/* One picture over the other, as much of it as the slider says. Loaded only by the page of a comparison.
   <section data-wipe-part hidden><div data-wipe><div><img><img data-wipe-over></div><button data-wipe-by="-10"><input type="range"><button …></div></section> */
(function (youju) {
  "use strict";
  youju.ready(function (root) {
    youju.within(root, "[data-wipe]").forEach(function (part) {
      var over = part.querySelector("[data-wipe-over]");
      var slider = part.querySelector("input[type=range]");
      function show() { over.style.clipPath = "inset(0 0 0 " + (100 - slider.value) + "%)"; }
      slider.addEventListener("input", show);
      part.addEventListener("click", function (event) {
        var button = event.target.closest("[data-wipe-by]");
        if (!button) return;
        slider.value = Number(slider.value) + Number(button.dataset.wipeBy);
        show();
      });
      show();
      part.closest("[data-wipe-part]").hidden = false;
    });
  });
})(window.youju);
