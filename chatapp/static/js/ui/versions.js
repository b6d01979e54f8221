// "2 / 3": which version of a question or of an answer is shown, and going to the others.

import { announce } from "fragaria/store/status.js";
import { showVersion, thread } from "fragaria/store/thread.js";
import { versionsOf } from "fragaria/store/tree.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { elementIdOf } from "fragaria/ui/use-jump.js";

// The other version `id` stands where this one stood: its top at `top`, or its buttons where it ends at `bottom`.
function keepInPlace(id, edge, at) {
  const article = document.getElementById(elementIdOf(id));
  if (article) article.closest(".thread").scrollTop += article.getBoundingClientRect()[edge] - at;
}

// The keyboard is on the same button.
function focusOn(id, direction) {
  const buttons = [...(document.getElementById(elementIdOf(id))?.querySelectorAll(".versions button") ?? [])];
  const same = buttons[direction < 0 ? 0 : 1];
  (same?.disabled ? buttons.find((button) => !button.disabled) : same)?.focus({ preventScroll: true });
}

function Step({ direction, to, label, onStep }) {
  return html`
    <button type="button" class="icon-button small" disabled=${!to} aria-label=${label} title=${label} onClick=${(event) => onStep(event, direction)}>
      <${Icon} name="chevron" />
    </button>
  `;
}

export function Versions({ message }) {
  const versions = versionsOf(thread.value.messages, message);
  if (versions.length < 2) return null;
  const at = versions.findIndex(({ id }) => id === message.id);
  const position = { n: at + 1, of: versions.length };
  const step = (event, direction) => {
    const next = versions[at + direction];
    const article = event.currentTarget.closest("article").getBoundingClientRect();
    const frame = event.currentTarget.closest(".thread").getBoundingClientRect();
    // Of an answer whose beginning is out of sight the end stays, and with it the button.
    const edge = article.top >= frame.top ? "top" : "bottom";
    showVersion(next.id);
    announce(t("Version {n} of {of}.", { ...position, n: at + direction + 1 }));
    requestAnimationFrame(() => {
      keepInPlace(next.id, edge, article[edge]);
      focusOn(next.id, direction);
      // Once more, when what is above has its real height.
      requestAnimationFrame(() => keepInPlace(next.id, edge, article[edge]));
    });
  };
  const label = message.role === "user" ? t("Versions of this question") : t("Versions of this answer");
  return html`
    <div class="versions" role="group" aria-label=${label}>
      <${Step} direction=${-1} to=${versions[at - 1]} label=${t("Previous version")} onStep=${step} />
      <span><span aria-hidden="true">${position.n} / ${position.of}</span><span class="hidden-visually">${t("Version {n} of {of}", position)}</span></span>
      <${Step} direction=${1} to=${versions[at + 1]} label=${t("Next version")} onStep=${step} />
    </div>
  `;
}
