// A classic script in the head, so that a chosen theme is there before the first paint. What a signed-in person has
// chosen comes with the page, and stays for the pages that they see when signed out.
try {
  const { dataset } = document.documentElement;
  const key = "fragaria:theme";
  if (dataset.chosenTheme === "system") localStorage.removeItem(key);
  else if (dataset.chosenTheme) localStorage.setItem(key, JSON.stringify(dataset.chosenTheme));
  else {
    const theme = JSON.parse(localStorage.getItem(key));
    if (theme === "light" || theme === "dark") dataset.theme = theme;
  }
} catch {
  // Storage is refused: the system's theme stands.
}
