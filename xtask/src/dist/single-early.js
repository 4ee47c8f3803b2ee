// What was drawn ahead must not flash where the address asks for something else.
(() => {
  const root = document.documentElement;
  const theme = /[?&#]theme=(light|dark)(&|#|$)/.exec(location.search + location.hash);
  if (theme) root.dataset.theme = theme[1];
  root.classList.toggle("is-asked", location.search.length > 1 || location.hash.includes("="));
})();
