// A shared conversation, to read.

import { t } from "fragaria/text/t.js";
import { SharedThought } from "fragaria/ui/shared-thought.js";
import { html } from "fragaria/ui/html.js";
import { Prose } from "fragaria/ui/prose.js";

const ENDS = { failed: t("This answer failed."), cancelled: t("This answer was stopped.") };

const Question = ({ text, files }) => html`
  <article class="question" aria-label=${t("Question")}>
    ${files?.length > 0 && html`<p class="shared-files" dir="auto">${t("Attached: {names}", { names: files.join(", ") })}</p>`}
    ${text && html`<p dir="auto">${text}</p>`}
  </article>
`;

const Answer = ({ text, run, thought, replay }) => html`
  <article class="answer" aria-label=${t("Answer")}>
    ${run?.mode === "think" && html`<${SharedThought} run=${run} state=${thought} replay=${replay} />`}
    ${text && html`<${Prose} text=${text} growing=${false} />`}
    ${ENDS[run?.status] && html`<p class="stopped">${ENDS[run.status]}</p>`}
  </article>
`;

export const SharedThread = ({ messages }) =>
  messages.map((message, i) =>
    message.role === "user" ? html`<${Question} key=${i} ...${message} />` : html`<${Answer} key=${i} ...${message} />`,
  );
