// The browser's own notification of an answer that ended while no page was in sight.

import { api } from "fragaria/store/api.js";
import { boot, mark } from "fragaria/store/boot.js";
import { addressOf, go } from "fragaria/store/route.js";
import { t } from "fragaria/text/t.js";

// It may have been switched on or off in another page meanwhile.
async function isWanted() {
  try {
    return (await api.get("preferences")).notify_browser;
  } catch {
    return boot.preferences?.notify_browser ?? false;
  }
}

/** Tell of the end that `frame` tells of. Two answers in one conversation, and two pages, are one notification. */
export async function notify({ conversation, title, status }) {
  if (globalThis.Notification?.permission !== "granted" || !(await isWanted())) return;
  const words = status === "failed" ? t("Your answer could not be made") : t("Your answer is ready");
  const options = { body: title, tag: conversation, icon: mark, data: { url: addressOf(conversation) } };
  let shown;
  try {
    shown = new Notification(words, options);
  } catch {
    // Browsers of phones show them only through the page's worker, where there is one.
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(words, options);
    return;
  }
  shown.onclick = () => {
    focus();
    go(conversation);
    shown.close();
  };
}
