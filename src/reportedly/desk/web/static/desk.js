// The desk's own script; every page works without it. Nothing here writes text of an article as markup.
"use strict";

const rows = () => [...document.querySelectorAll(".row")].filter((row) => row.offsetParent !== null);

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("here"));
  const row = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!row) return;
  all[at]?.classList.remove("here");
  row.classList.add("here");
  const link = row.querySelector('[data-label="what"] a, [data-label="headline"] a, .what > a') ?? row.querySelector("a");
  (link ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function typing(target) {
  return target instanceof HTMLElement && (target.matches("input, select, textarea") || target.isContentEditable);
}

function showKeys() {
  const keys = document.getElementById("keys");
  if (!keys.open) keys.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.querySelector("#words, .find input")?.focus(),
    "?": showKeys,
  };
  if (document.getElementById("keys").open || !(event.key in acts)) return;
  event.preventDefault();
  acts[event.key]();
});

document.getElementById("ask-keys").addEventListener("click", (event) => {
  event.preventDefault();
  showKeys();
});

// The list beside an article lights up a claim's words in the text.
for (const row of document.querySelectorAll("[data-claim]")) {
  const light = (on) => () => {
    for (const mark of document.querySelectorAll(`.mark[data-claims~="${CSS.escape(row.dataset.claim)}"]`)) {
      mark.classList.toggle("lit", on);
    }
  };
  row.addEventListener("pointerenter", light(true));
  row.addEventListener("pointerleave", light(false));
  row.addEventListener("focusin", light(true));
  row.addEventListener("focusout", light(false));
}

// Search as you type: the same page is asked for, and its results put in the place of these.
const words = document.getElementById("words");
if (words && document.getElementById("results")) {
  let waiting;
  let asking;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(words.form.action);
    address.search = new URLSearchParams([...new FormData(words.form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", address);
    if (words.value && !/\s$/.test(words.value)) address.searchParams.set("typing", "1");
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("results");
      document.getElementById("results").replaceWith(found);
      document.getElementById("status").textContent = found.dataset.said;
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  words.form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
}
