// A classic script right after the site's banner, so that one that was put away is gone before the first paint. The chat
// page keeps the same number (store/site.js): what is put away there is put away here.

{
  const banner = document.currentScript.previousElementSibling;
  const key = "fragaria:banner-read";
  const button = banner.querySelector("button");
  try {
    banner.hidden = JSON.parse(localStorage.getItem(key)) === Number(banner.dataset.banner);
    button.hidden = false;
    button.addEventListener("click", () => {
      banner.hidden = true;
      localStorage.setItem(key, banner.dataset.banner);
    });
  } catch {
    // Storage is refused: it stays.
  }
}
