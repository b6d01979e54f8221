// Below an answer in which the built-in demo model said that the question is beyond it.

import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

export const DEMO_MODEL =
  t("This is the built-in demo model. It knows arithmetic, word problems, equations, number puzzles and small Python functions.");

export const DemoCard = () => html`
  <aside class="demo-card" aria-label=${t("About the demo model")}>
    <p>${DEMO_MODEL} ${t("This answer was not counted.")}</p>
    ${boot.urls.connect
      ? html`<a class="button primary" href=${boot.urls.connect}>${t("Connect a model")}</a>`
      : html`<p>${t("Ask your administrator to connect a larger model.")}</p>`}
  </aside>
`;
