// Below a fast answer that the server doubts: an offer to think about its question.

import { isBusy, thinkAbout } from "fragaria/store/asking.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const DOUBTS = {
  refuted: t("A check found a mistake in this answer."),
  unsure: t("The model was not sure of this answer."),
};

function ThinkAbout({ question }) {
  const think = () => {
    thinkAbout(question);
    focusQuestion();
  };
  return html`
    <button type="button" class="button quiet" disabled=${isBusy.value} onClick=${think}>
      <${Icon} name="paths" />${t("Think about this")}
    </button>
  `;
}

/** What speaks against the answer of `run`, and, where its `question` is to be thought about, a button for that. A
 * mistake that was found stays named, a mere doubt goes with its button. */
export function Offer({ run, question }) {
  const doubt = Object.hasOwn(DOUBTS, run?.doubt) && DOUBTS[run.doubt];
  if (!doubt || (!question && run.doubt !== "refuted")) return null;
  return html`
    <div class="offer" role="group" aria-label=${t("This answer may be wrong")}>
      <p>${doubt}</p>
      ${question && html`<${ThinkAbout} question=${question} />`}
    </div>
  `;
}
