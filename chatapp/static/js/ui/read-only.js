// Where the composer would be, for staff who see the page as another person.

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

export const ReadOnly = () => html`<p class="read-only" id="question" tabindex="-1">${t("Read-only: you see this chat as its person does, and change nothing.")}</p>`;
