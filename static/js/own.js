/* What is the shopper's own (name, phone, address) is put into a text as it is copied; it has no name in any form,
   so it is never sent. <input data-own="【姓名】" data-own-drop="sentence that goes when it stays empty"> */
(function (youju) {
  "use strict";

  /* Returns the text with the inputs put in, null when one that is needed is still empty (and goes there). */
  youju.withOwn = function (text) {
    var empty = null;
    youju.all("[data-own]").forEach(function (input) {
      var mark = input.dataset.own, value = input.value.trim();
      if (text.indexOf(mark) < 0) return;
      if (!value && input.dataset.ownDrop) text = text.split(input.dataset.ownDrop).join("");
      else if (!value) empty = empty || input;
      else text = text.split(mark).join(value);
    });
    if (!empty) return text;
    empty.focus();
    youju.say(empty.labels[0].textContent);
    return null;
  };
})(window.youju);
