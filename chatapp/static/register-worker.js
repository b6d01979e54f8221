// Lets this site be installed and say something when it cannot be reached. Only where the page is secure: the browser
// offers no service workers elsewhere.

async function register() {
  const registration = await navigator.serviceWorker.register("/sw.js");
  registration.waiting?.postMessage("take over");
}

if ("serviceWorker" in navigator) {
  // After the page is there: keeping files must not hold up its own.
  addEventListener("load", () => setTimeout(() => register().catch(() => {}), 1000));
}
