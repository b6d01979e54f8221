// What an answer took, read when somebody asks.

import { useEffect, useState } from "preact/hooks";

import { api } from "fragaria/store/api.js";
import { detailsOf } from "fragaria/run/details.js";
import { t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

export function DetailsDialog({ message, onClose }) {
  const [facts, setFacts] = useState(null);
  const [error, setError] = useState("");
  const read = () => {
    setError("");
    api.get(`messages/${message.id}/details`).then(setFacts, (failure) => setError(failure.said || t("The details could not be loaded.")));
  };
  useEffect(read, [message.id]);
  return html`
    <${Dialog} title=${t("Details of this answer")} className="details-dialog" onClose=${onClose}>
      ${!facts && !error && html`<p role="status">${t("Loading…")}</p>`}
      ${error && html`<p class="errors" role="alert">${error} <button type="button" class="link" onClick=${read}>${t("Try again")}</button></p>`}
      ${facts && html`<dl class="details">${detailsOf(facts).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
    <//>
  `;
}
