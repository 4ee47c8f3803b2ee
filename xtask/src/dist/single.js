// Starts the program that stands in this very document.
const root = document.documentElement;
try {
  const text = atob(document.getElementById("program").textContent);
  await START({ module_or_path: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) });
  root.classList.remove("is-asked");
} catch (error) {
  const note = document.getElementById("boot-failure");
  note.textContent = "Interleave could not start: this browser has no WebAssembly, or forbids it to files.";
  note.hidden = false;
  document.querySelector('main[data-app="interleave"]')?.setAttribute("data-status", "error");
  console.error(error);
}
