// What the example page does with its first diagram: it says where the playhead is, and its buttons move it.
const diagram = document.getElementById("first");
const moment = document.getElementById("moment");

diagram.addEventListener("interleave:ready", () => {
  moment.textContent = "Move the playhead.";
});
diagram.addEventListener("interleave:time", ({ detail }) => {
  moment.textContent = `The playhead is at ${Math.round(detail.t * 10) / 10} ms.`;
});
diagram.addEventListener("interleave:finished", () => {
  moment.textContent = "The playhead is at the end.";
});
for (const button of document.querySelectorAll("[data-seek]")) {
  button.addEventListener("click", () => diagram.seek(button.dataset.seek));
}
