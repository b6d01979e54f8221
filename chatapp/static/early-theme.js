// A classic script in the head, so that a chosen theme is there before the first paint.
try {
  const theme = JSON.parse(localStorage.getItem("fragaria:theme"));
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused: the system's theme stands.
}
