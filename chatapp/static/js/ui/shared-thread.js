// A shared conversation, to read.

import { SharedThought } from "fragaria/ui/shared-thought.js";
import { html } from "fragaria/ui/html.js";
import { Prose } from "fragaria/ui/prose.js";

const ENDS = { failed: "This answer failed.", cancelled: "This answer was stopped." };

const Question = ({ text }) => html`<article class="question" aria-label="Question"><p dir="auto">${text}</p></article>`;

const Answer = ({ text, run, thought }) => html`
  <article class="answer" aria-label="Answer">
    ${run?.mode === "think" && html`<${SharedThought} run=${run} state=${thought} />`}
    ${text && html`<${Prose} text=${text} growing=${false} />`}
    ${ENDS[run?.status] && html`<p class="stopped">${ENDS[run.status]}</p>`}
  </article>
`;

export const SharedThread = ({ messages }) =>
  messages.map((message, i) =>
    message.role === "user" ? html`<${Question} key=${i} ...${message} />` : html`<${Answer} key=${i} ...${message} />`,
  );
