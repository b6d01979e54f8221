// What a person asked, how it was thought, and what was answered: for staff who have opened it.

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Proof } from "fragaria/ui/proof.js";
import { Prose } from "fragaria/ui/prose.js";
import { Replay } from "fragaria/ui/replay.js";

/** As the server tells it (docs/protocol.md): {question, files, answer, run, state, entries}. */
export const WrittenContent = ({ question, files, answer, run, state, entries }) => html`
  <h3>${t("Question")}</h3>
  ${files.length > 0 && html`<p class="explorer-note" dir="auto">${t("Attached: {names}", { names: files.join(", ") })}</p>`}
  <p class="asked" dir="auto">${question}</p>
  <h3>${t("Answer")}</h3>
  ${answer ? html`<${Prose} text=${answer} growing=${false} />` : html`<p class="explorer-note">${t("There is none.")}</p>`}
  ${state.paths.some((path) => path.checks.length > 0) &&
  html`
    <h3>${t("What was checked")}</h3>
    <${Proof} state=${state} verdict=${run.verdict} brief />
  `}
  <h3>${t("Replay")}</h3>
  <${Replay} entries=${entries} run=${run} answer=${answer} autoplay=${false} />
`;
