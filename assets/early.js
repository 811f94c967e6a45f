// Runs before the first paint. A form that only the page's script can send waits here for it: nothing
// typed goes into the address, nothing is lost, and it is sent by itself once the page lives.
(function () {
  var told = document.currentScript.dataset;
  var waiting = null;
  var note = null;

  function say() {
    if (note) return;
    note = document.createElement("div");
    note.setAttribute("role", "status");
    note.className = told.look;
    document.body.append(note);
    var language = document.documentElement.dataset.pendingLanguage || "ja";
    note.textContent = told[language === "ja-easy" ? "jaEasy" : language];
  }

  function hold(event) {
    if (event.target.getAttribute("action") !== told.action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.target;
    say();
  }

  function release() {
    document.removeEventListener("submit", hold, true);
    if (note) note.remove();
    if (waiting && waiting.isConnected) waiting.requestSubmit();
    waiting = null;
  }

  document.addEventListener("submit", hold, true);
  document.addEventListener("forms-alive", release, { once: true });
})();
