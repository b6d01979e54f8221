// Over the page's corner: answers that ended in other conversations, and the offer to be told of them.

import { useEffect, useState } from "preact/hooks";

import { api } from "fragaria/store/api.js";
import { OFFER, dismiss, toasts } from "fragaria/store/finished.js";
import { go } from "fragaria/store/route.js";
import { announce, complain } from "fragaria/store/status.js";
import { save } from "fragaria/store/storage.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const STAYS = 12_000; // milliseconds in sight

function useIsHidden() {
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const look = () => setHidden(document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return hidden;
}

// A toast goes by itself, but not while it is hovered, has the focus, or cannot be seen. The dot in the sidebar stays.
function Finished({ toast }) {
  const [held, setHeld] = useState(false);
  const hidden = useIsHidden();
  const close = () => dismiss(toast.key);
  useEffect(() => {
    if (held || hidden) return undefined;
    const timer = setTimeout(close, STAYS);
    return () => clearTimeout(timer);
  }, [held, hidden, toast]);
  const open = () => {
    close();
    go(toast.conversation);
  };
  const [hold, release] = [() => setHeld(true), () => setHeld(false)];
  return html`
    <li class="toast" onPointerEnter=${hold} onPointerLeave=${release} onFocusIn=${hold} onFocusOut=${release}>
      <p>
        <strong>${toast.failed ? t("An answer failed") : t("An answer is ready")}</strong>
        <span class="toast-title" dir="auto">${toast.title}</span>
      </p>
      <button type="button" class="button quiet" onClick=${open}>${t("Open")}</button>
      <button type="button" class="icon-button small" aria-label=${t("Dismiss")} onClick=${close}><${Icon} name="close" /></button>
    </li>
  `;
}

function Offer() {
  const answer = (words) => {
    save(OFFER, words);
    dismiss("offer");
  };
  const allow = async () => {
    const permission = await Notification.requestPermission();
    answer(permission);
    if (permission !== "granted") {
      announce(t("This browser will show no notifications of this site."));
      return;
    }
    try {
      await api.patch("preferences", { notify_browser: true });
      announce(t("You will be notified."));
    } catch {
      complain(t("This could not be saved. You can switch it on in Settings, Notifications."));
    }
  };
  return html`
    <li class="toast">
      <p>${t("Long thoughts take a while. Shall this browser tell you when one is done and you look at something else?")}</p>
      <div class="toast-actions">
        <button type="button" class="button primary" onClick=${allow}>${t("Notify me")}</button>
        <button type="button" class="button" onClick=${() => answer("no")}>${t("Not now")}</button>
      </div>
    </li>
  `;
}

export const Toasts = () => html`
  <section class="toasts" aria-label=${t("New answers")}>
    <ul>${toasts.value.map((toast) => (toast.key === "offer" ? html`<${Offer} key="offer" />` : html`<${Finished} key=${toast.key} toast=${toast} />`))}</ul>
  </section>
`;
