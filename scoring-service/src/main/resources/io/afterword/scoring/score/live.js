// Follows the answers: asks every second whether the middle of the page has changed, and replaces it
// when it has. Without this script the page is complete, only still.
(() => {
  "use strict";
  const region = document.getElementById("live");
  if (!region) {
    return;
  }
  const said = document.getElementById("said");
  const EVERY = 1000;
  const AFTER_FAILURE = 5000;
  let tag = null;

  const show = (html) => {
    const before = region.querySelector("[data-said]")?.dataset.said;
    region.innerHTML = html;
    const now = region.querySelector("[data-said]")?.dataset.said;
    // Read out what changed, and only that.
    if (now && now !== before) {
      said.textContent = now;
    }
  };

  const look = async () => {
    // Nobody looks, or somebody reads a table with the keyboard just now.
    if (document.hidden || region.contains(document.activeElement)) {
      return EVERY;
    }
    const answer = await fetch(region.dataset.source, {
      headers: tag ? { "If-None-Match": tag } : {},
      cache: "no-store",
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return null; // The session has ended; the next click leads to the sign-in page.
    }
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      show(await answer.text());
    } else if (answer.status !== 304) {
      throw new Error("answer " + answer.status);
    }
    return EVERY;
  };

  const go = (pause) => {
    setTimeout(async () => {
      let next;
      try {
        next = await look();
        region.removeAttribute("data-offline");
      } catch {
        if (!region.hasAttribute("data-offline")) {
          said.textContent = region.dataset.offlineText;
          region.setAttribute("data-offline", "");
        }
        next = AFTER_FAILURE;
      }
      if (next !== null) {
        go(next);
      }
    }, pause);
  };
  go(EVERY);
})();
