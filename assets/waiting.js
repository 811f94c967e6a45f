// Asks how far the queue has got, and opens the page that was asked for when it is one's turn.
(function () {
  var main = document.querySelector("main");
  var said = "";

  function show(id, words) {
    document.getElementById(id).textContent = words;
    return words;
  }

  function told(place) {
    var ahead = place.ahead ? main.dataset.ahead.replace("[n]", place.ahead) : main.dataset.first;
    var words = show("ahead", ahead) + " " + show("minutes", main.dataset.minutes.replace("[n]", place.minutes));
    if (words !== said) document.getElementById("told").textContent = said = words;
  }

  function again() {
    var seconds = Number(main.dataset.seconds);
    setTimeout(ask, 1000 * seconds * (1 + Math.random() / 2));
  }

  function ask() {
    fetch("/waiting/status", { cache: "no-store" })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (place) {
        if (place.inside) return location.reload();
        told(place);
        again();
      })
      .catch(function () {
        document.getElementById("told").textContent = main.dataset.away;
        again();
      });
  }

  again();
})();
