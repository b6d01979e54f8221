// What an executed check has found out.

import { html } from "fragaria/ui/html.js";

export const Finding = ({ outcome, title, evidence }) => html`
  <div class=${`finding ${outcome === "failed" ? "against" : "for"}`}>
    <p>${title}</p>
    <pre tabindex="0" dir="auto">${evidence}</pre>
  </div>
`;
