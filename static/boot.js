// Starts the page. It is a file of its own because the content security policy
// allows no inline script, and it says so in the page when starting fails.
const boot = document.getElementById("boot");

function explain(error) {
  const note = document.getElementById("boot-failure");
  const why =
    typeof WebAssembly === "object"
      ? "Interleave could not start: a part of it did not load. Please check the connection and load the page again."
      : "Interleave could not start: this browser has no WebAssembly. A current Firefox, Chrome, Edge or Safari can show it.";
  note.textContent = why;
  note.hidden = false;
  document.querySelector('main[data-app="interleave"]')?.setAttribute("data-status", "error");
  console.error(error);
}

try {
  const page = new URL(boot.dataset.js, document.baseURI);
  const { default: start } = await import(page);
  await start({ module_or_path: new URL(boot.dataset.wasm, document.baseURI) });
} catch (error) {
  explain(error);
}
