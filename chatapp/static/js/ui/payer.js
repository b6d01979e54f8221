// At the sidebar's foot, for who has several accounts: which one pays for new conversations.

import { choosePayer, payers } from "fragaria/store/payer.js";
import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

function label({ name, seated }) {
  const account = name || t("Your own account");
  return seated ? account : t("{account} (no seat)", { account });
}

export function PayerChoice() {
  if (payers.value.length < 2) return null;
  const chosen = payers.value.find((payer) => payer.chosen);
  const choose = ({ target }) =>
    choosePayer(target.value).catch(() => {
      target.value = chosen.id;
      complain(t("Who pays could not be changed. Please try again."));
    });
  return html`
    <p class="payer">
      <label for="payer">${t("New chats are paid by")}</label>
      <select id="payer" value=${chosen.id} onChange=${choose}>
        ${payers.value.map((payer) => html`<option key=${payer.id} value=${payer.id}>${label(payer)}</option>`)}
      </select>
      ${!chosen.seated && html`<span>${t("Without a seat there, your own account pays.")}</span>`}
    </p>
  `;
}
