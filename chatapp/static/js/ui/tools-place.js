// Below a message: where what can be done with it stands. Its height is kept free before that is fetched, and of a
// message far out of sight nothing is made.

import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "fragaria/ui/html.js";
import { whenNear } from "fragaria/ui/near.js";

export function ToolsPlace({ far = false, children }) {
  const place = useRef(null);
  const [isNear, setNear] = useState(!far);
  useEffect(() => (isNear ? undefined : whenNear(place.current, () => setNear(true))), []);
  return html`<div class="message-tools" ref=${place}>${isNear && children}</div>`;
}
