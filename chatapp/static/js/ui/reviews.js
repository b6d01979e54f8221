// Drafts that were compared: who was better, and what was said of each.

import { comparisons } from "fragaria/run/reviews.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

export function Reviews({ state }) {
  const compared = comparisons(state);
  if (!compared.length) return null;
  return html`
    <ol class="reviews" aria-label=${t("Comparisons")}>
      ${compared.map(
        ({ title, remarks }, i) => html`
          <li key=${i}>
            ${title}
            ${remarks.map((remark, n) => html`<p key=${n} class="critique" dir="auto">${remark}</p>`)}
          </li>
        `,
      )}
    </ol>
  `;
}
