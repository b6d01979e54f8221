// Diagrams that an answer writes in the language mermaid. They are drawn in a frame of an origin of its own, which
// can reach neither this page nor any server: what draws them is large, and what they say is a model's.

import { render } from "preact";

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const PATIENCE = 20_000; // milliseconds, the fetching of the drawing program included
const TALLEST = 4_000;
const LONGEST = 20_000; // characters; the frame refuses more as well

const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark";

function frameAt(address) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.referrerPolicy = "no-referrer";
  frame.title = t("Diagram");
  frame.src = address;
  return frame;
}

// Draws `source` into `place`; `fail(why)` is called at most once, with words or none.
function draw(place, address, source, fail) {
  const frame = frameAt(address);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const send = () => frame.contentWindow?.postMessage({ type: "draw", source, dark: isDark() }, "*");
  const themes = new MutationObserver(send);
  const end = (why) => {
    clearTimeout(timer);
    removeEventListener("message", heard);
    system.removeEventListener("change", send);
    themes.disconnect();
    frame.remove();
    if (why !== null) fail(why);
  };
  const TOLD = {
    ready: send,
    drawn({ height }) {
      clearTimeout(timer);
      frame.style.blockSize = `${Math.min(TALLEST, Math.max(40, Number(height) || 0))}px`;
      place.classList.add("drawn");
    },
    failed: ({ message }) => end(typeof message === "string" ? message.slice(0, 300) : ""),
  };
  const heard = ({ source: from, data }) => {
    if (!frame.isConnected) end(null);
    else if (from === frame.contentWindow && Object.hasOwn(TOLD, data?.type)) TOLD[data.type](data);
  };
  const timer = setTimeout(() => end(t("It took too long.")), PATIENCE);
  addEventListener("message", heard);
  system.addEventListener("change", send);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  place.append(frame);
}

function Failure({ why }) {
  const reason = why && html` <span class="diagram-why">${why}</span>`;
  return html`<p>${t("This diagram could not be drawn; its source is below.")}${reason}</p>`;
}

function sourceButton(box) {
  const button = document.createElement("button");
  const show = (on) => {
    box.classList.toggle("source-shown", on);
    button.textContent = on ? t("Hide source") : t("Show source");
    button.setAttribute("aria-expanded", String(on));
  };
  const turn = () => show(!box.classList.contains("source-shown"));
  Object.assign(button, { type: "button", className: "code-tool", onclick: turn });
  show(false);
  return button;
}

async function turnInto(box, code) {
  const place = document.createElement("div");
  place.className = "diagram";
  const button = sourceButton(box);
  const fail = (why) => {
    box.classList.remove("has-diagram");
    button.remove();
    place.className = "diagram-failed";
    place.setAttribute("role", "note");
    render(html`<${Failure} why=${why} />`, place);
  };
  box.classList.add("has-diagram");
  box.querySelector(".code-language").textContent = "diagram";
  box.querySelector(".code-wrap").before(button);
  box.querySelector("pre").before(place);
  const source = code.textContent;
  if (source.length > LONGEST) return fail(t("It is too long."));
  try {
    // Only here: other pages that show prose know no address to draw at.
    const { boot } = await import("fragaria/store/boot.js");
    if (!boot.urls?.diagram) return fail("");
    draw(place, boot.urls.diagram, source, fail);
  } catch {
    fail("");
  }
}

export function drawDiagrams(block) {
  for (const code of block.querySelectorAll("code.language-mermaid")) {
    const box = code.closest(".code");
    if (box && !box.classList.contains("has-diagram")) turnInto(box, code);
  }
}
