// Runs before the first paint: pages are made in Japanese, so one who chose another
// language would see Japanese flash. portal.css hides the page until its words have
// changed, for two seconds at most.
(function () {
  var match = /(?:^|;\s*)lang=("?)(ja-easy|en)\1(?:;|$)/.exec(document.cookie);
  if (!match) return;
  document.documentElement.dataset.pendingLanguage = match[2];
  document.documentElement.lang = match[2] === "en" ? "en" : "ja";
})();
