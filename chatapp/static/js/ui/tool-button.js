// One quiet icon below a message.

import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

export const ToolButton = ({ icon, label, pressed, disabled, onClick }) => html`
  <button type="button" class="icon-button small" aria-label=${label} title=${label} aria-pressed=${pressed} disabled=${disabled} onClick=${onClick}>
    <${Icon} name=${icon} />
  </button>
`;
