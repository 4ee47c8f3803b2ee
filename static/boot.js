// Starts the page. A file of its own, because the content security policy allows no inline script. It runs before the
// body is read: what was drawn ahead must not flash where the address asks for something else.
(() => {
  const { js, wasm, part, offline } = document.currentScript.dataset;
  const root = document.documentElement;
  const here = (name) => new URL(name, document.baseURI);
  const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));

  root.classList.toggle("is-asked", location.search.length > 1 || location.hash.includes("="));
  const theme = /[?&#]theme=(light|dark)(&|#|$)/.exec(location.search + location.hash);
  if (theme) root.dataset.theme = theme[1];

  async function start() {
    const [{ default: run }] = await Promise.all([import(here(js)), parsed]);
    await run({ module_or_path: here(wasm) });
  }

  async function explain(error) {
    await parsed;
    const why =
      typeof WebAssembly === "object"
        ? "a part of it did not load. Please check the connection and load the page again."
        : "this browser has no WebAssembly. A current Firefox, Chrome, Edge or Safari can show it.";
    const page = document.querySelector('main[data-app="interleave"]');
    const plays = page?.hasAttribute("data-plays");
    const picture = root.classList.contains("is-asked") ? "" : " The picture below stands still.";
    const note = document.getElementById("boot-failure");
    note.textContent = plays
      ? `Only the diagram is here, and plays: ${why}`
      : `Interleave could not start: ${why}${picture}`;
    note.hidden = false;
    root.classList.toggle("is-diagram-only", plays);
    if (!plays) page?.setAttribute("data-status", "error");
    if (!plays) {
      const still = document.createElement("link");
      still.rel = "stylesheet";
      still.href = here("noscript.css");
      document.head.append(still);
    }
    console.error(error);
  }

  // What was drawn ahead is not what is asked for: all of the program is needed before anything is seen.
  if (part && root.classList.contains("is-asked")) {
    const wanted = document.createElement("link");
    Object.assign(wanted, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: here(part) });
    document.head.append(wanted);
  }

  addEventListener("interleave-lost", () => explain(new Error("a part of the program is missing")));
  start().catch(explain);

  // The page works offline after the first visit. A guest in another page leaves nothing behind, and a file cannot.
  const isGuest = window.top !== window || /[?&#]embed=1(&|#|$)/.test(location.search + location.hash);
  if (offline && !isGuest && location.protocol.startsWith("http") && navigator.serviceWorker) {
    addEventListener("load", () => navigator.serviceWorker.register(here(offline)).catch(() => {}), { once: true });
  }
})();
