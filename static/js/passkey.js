/* Starts allauth's passkey scripts from data- attributes, so that no page needs an inline script:
   data-passkey names the function, data-ids the elements it works on, data-options what the server asks for.
   The button (data-passkey-start) comes disabled: a tap before this has run would be lost without a word. */
(function () {
  "use strict";
  var forms = document.querySelectorAll("[data-passkey]");

  function trouble(shown) {
    document.querySelectorAll("[data-passkey-trouble]").forEach(function (note) { note.hidden = !shown; });
  }

  if (!window.PublicKeyCredential) {
    forms.forEach(function (form) { if (form.dataset.passkey === "loginForm") form.remove(); });
    trouble(true);
    return;
  }
  forms.forEach(function (form) {
    var start = window.allauth.webauthn.forms[form.dataset.passkey];
    start({
      ids: JSON.parse(form.dataset.ids),
      data: form.dataset.options ? JSON.parse(form.dataset.options) : undefined
    });
    form.addEventListener("click", function () { trouble(false); }, true);
    form.querySelectorAll("[data-passkey-start]").forEach(function (button) { button.disabled = false; });
  });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    trouble(true);
  });
})();
