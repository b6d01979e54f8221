// When a message was written.

import { inFull, timeOf } from "fragaria/text/days.js";
import { html } from "fragaria/ui/html.js";

export const MessageTime = ({ iso }) => html`<time class="message-time" datetime=${iso} title=${inFull(iso)}>${timeOf(iso)}</time>`;
