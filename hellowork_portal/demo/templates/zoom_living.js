(() => {
  const live = document.getElementById("live");
  const said = document.getElementById("said");
  const lost = document.getElementById("lost");
  let turn = 0;

  // Keep the keyboard where it was; a new screen begins at its heading.
  function show(answer) {
    if (!answer.html || answer.version === live.dataset.version) return;
    const before = live.firstElementChild.dataset;
    const focused = live.contains(document.activeElement) ? document.activeElement.id : null;
    live.innerHTML = answer.html;
    live.dataset.version = answer.version;
    const now = live.firstElementChild.dataset;
    document.title = now.title;
    if (now.said !== before.said) said.textContent = now.said;
    if (now.state !== before.state) live.querySelector("h1").focus();
    else if (focused !== null) (document.getElementById(focused) || live.querySelector("h1")).focus();
  }

  function complain(text) {
    if (lost.textContent !== text) lost.textContent = text;
    lost.hidden = !text;
  }

  async function ask(address, options) {
    const response = await fetch(address, options);
    if (response.status === 403 || response.status === 404) {
      complain(lost.dataset.closed);
      return null;
    }
    if (!response.ok) throw new Error(response.status);
    complain("");
    return response.json();
  }

  async function poll() {
    const begun = turn;
    const address = new URL(live.dataset.now, location.href);
    address.searchParams.set("version", live.dataset.version);
    try {
      const answer = await ask(address);
      if (answer === null) return;
      if (begun === turn) show(answer);
    } catch {
      complain(lost.dataset.lost);
    }
    setTimeout(poll, 1000);
  }

  document.addEventListener("submit", async (event) => {
    if (!live.contains(event.target)) return;
    event.preventDefault();
    turn += 1;
    // Not form.action: the field named "action" hides it.
    const address = event.target.getAttribute("action");
    const body = new URLSearchParams(new FormData(event.target));
    try {
      const answer = await ask(address, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer !== null) show(answer);
    } catch {
      complain(lost.dataset.lost);
    }
  });

  setTimeout(poll, 1000);
})();
