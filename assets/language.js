// Runs before the first paint. At the first visit the browser's languages choose: Japanese where the first
// of ours among them is Japanese, else English; the buttons on top of every page choose from then on.
// Pages are made in Japanese, so others would see it flash: portal.css hides the page until its words
// have changed, for two seconds at most.
(function () {
  var match = /(?:^|;\s*)lang=("?)([\w-]+)\1(?:;|$)/.exec(document.cookie);
  var chosen = match && match[2];
  if (!chosen) {
    var first = (navigator.languages || []).find(function (one) { return /^(ja|en)\b/i.test(one); });
    if (!navigator.languages || !navigator.languages.length || /^ja/i.test(first || "")) return;
    chosen = "en";
    document.cookie = "lang=en; path=/; max-age=31536000; samesite=lax";
  }
  if (chosen !== "ja-easy" && chosen !== "en") return;
  document.documentElement.dataset.pendingLanguage = chosen;
  document.documentElement.lang = chosen === "en" ? "en" : "ja";
})();
