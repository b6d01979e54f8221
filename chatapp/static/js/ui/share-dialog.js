// Links to a conversation: a new one, and those that are out there.

import { useEffect, useState } from "preact/hooks";

import { addressOfShare, revoke, share, sharesOf } from "fragaria/store/sharing.js";
import { shown, thread } from "fragaria/store/thread.js";
import { day } from "fragaria/text/dates.js";
import { api } from "fragaria/store/api.js";
import { branch } from "fragaria/store/tree.js";
import { t } from "fragaria/text/t.js";
import { CopyButton } from "fragaria/ui/copy-button.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

const AGAIN = t("This did not work. Try again in a moment.");

// What is shared is what is shown; of a conversation that is not open, its newest branch.
async function branchOf(id) {
  if (thread.value.id === id && thread.value.status === "ready") return shown.value;
  return branch((await api.get(`conversations/${id}`)).messages);
}

function Link({ link, onRevoke }) {
  const address = addressOfShare(link);
  return html`
    <li class="share-link">
      <input readonly value=${address} aria-label=${t("Address of the link")} onFocus=${(event) => event.target.select()} />
      <${CopyButton} text=${address} label=${t("Copy the link")} />
      <button type="button" class="button quiet danger" onClick=${onRevoke}>${t("Revoke")}</button>
      <p class="share-note">${link.with_thinking ? t("From {day}, with the thinking", { day: day(link.created_at) }) : t("From {day}, without the thinking", { day: day(link.created_at) })}</p>
    </li>
  `;
}

export function ShareDialog({ item, onClose }) {
  const [links, setLinks] = useState([]);
  const [messages, setMessages] = useState(null);
  const [withThinking, setWithThinking] = useState(false);
  const [error, setError] = useState("");
  const attempt = (work) => work().catch((failure) => setError(failure.said || AGAIN));
  useEffect(() => {
    attempt(async () => {
      const [known, found] = await Promise.all([sharesOf(item.id), branchOf(item.id)]);
      setLinks(known);
      setMessages(found);
    });
  }, [item.id]);
  const make = () => {
    setError("");
    attempt(async () => {
      const made = await share(item.id, messages.at(-1).id, withThinking);
      setLinks((before) => [made, ...before]);
    });
  };
  const remove = (link) => () =>
    attempt(async () => {
      await revoke(link.id);
      setLinks((before) => before.filter(({ id }) => id !== link.id));
    });
  return html`
    <${Dialog} title=${t("Share this conversation")} onClose=${onClose}>
      <p>${t("Whoever has the link can read what has been said up to now, without your name. What you say later is not in it. You can revoke a link at any time.")}</p>
      ${messages?.some(({ run }) => run?.mode === "think") &&
      html`
        <label class="check">
          <input type="checkbox" checked=${withThinking} onChange=${() => setWithThinking(!withThinking)} />
          ${t("Show the thinking too")}
        </label>
      `}
      <p class="actions"><button type="button" class="button primary" disabled=${!messages?.length} onClick=${make}>${t("Create a link")}</button></p>
      ${error && html`<p class="errors" role="alert">${error}</p>`}
      ${links.length > 0 && html`
        <h3>${t("Links to this conversation")}</h3>
        <ul class="share-links">${links.map((link) => html`<${Link} key=${link.id} link=${link} onRevoke=${remove(link)} />`)}</ul>
      `}
    <//>
  `;
}
