// Attaching files: by a button, by pasting and by dropping them anywhere. What takes them in is fetched with the first.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";

// Without HEIC, so that phones turn their photographs into JPEG.
const ACCEPTED =
  "image/jpeg,image/png,image/webp,image/gif,application/pdf,text/*,application/json,.csv,.tsv,.md,.txt,.log,.tex,.toml,.yaml,.yml,.xml,.svg,.sql,.sh,.py,.js,.ts,.tsx,.jsx,.java,.c,.h,.cpp,.rs,.go,.rb,.php,.ipynb";
const LONG = 4000; // characters of a pasted text that may be meant as a file

/** True while files are dragged over the page. */
const dragging = signal(false);

/** A long text that was pasted: {text, conversation}, or null. */
export const pasted = signal(null);

const DropZone = later(async () => (await import("fragaria/ui/attached.js")).DropZone, ["attachments"]);

/** Attach `files` to what is being written. */
export async function take(files) {
  const { id } = thread.value;
  if (!files.length) return;
  try {
    const { attach } = await import("fragaria/store/uploading.js");
    attach(files, id);
  } catch {
    complain(t("The files could not be attached. Check your connection and try again."));
  }
}

const isElsewhere = () => thread.value.status !== "ready" || document.querySelector("dialog[open]");
const hasFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");

function drop(event) {
  dragging.value = false;
  if (!hasFiles(event)) return;
  event.preventDefault();
  if (isElsewhere()) return;
  const { items, files } = event.dataTransfer;
  const isFolder = [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
  if (isFolder) complain(t("Folders cannot be attached: choose the files in them."));
  else take([...files]);
}

function drag(event) {
  if (!hasFiles(event)) return;
  event.preventDefault();
  if (!isElsewhere()) dragging.value = true;
}

// Out of the window, not onto another element of it.
const leave = ({ relatedTarget }) => {
  if (!relatedTarget) dragging.value = false;
};

function paste(event) {
  const { target, clipboardData } = event;
  const text = clipboardData?.getData("text/plain") ?? "";
  const inBox = target.id === "question";
  if (isElsewhere() || (!inBox && target.matches?.("input, textarea, [contenteditable]"))) return;
  // A table or a text that was copied comes with a picture of itself.
  if (clipboardData?.files.length && !text) {
    event.preventDefault();
    take([...clipboardData.files]);
  } else if (inBox && text.length > LONG) pasted.value = { text: text.replace(/\r\n?/g, "\n"), conversation: thread.value.id };
}

const EVENTS = { dragenter: drag, dragover: drag, dragleave: leave, drop, paste };

export function AttachButton() {
  const input = useRef(null);
  useEffect(() => {
    for (const [name, does] of Object.entries(EVENTS)) addEventListener(name, does);
    return () => Object.entries(EVENTS).forEach(([name, does]) => removeEventListener(name, does));
  }, []);
  const chosen = ({ target }) => {
    take([...target.files]);
    target.value = ""; // the same file may be chosen again
  };
  return html`
    <input type="file" multiple hidden accept=${ACCEPTED} ref=${input} onChange=${chosen} />
    <button type="button" class="icon-button" id="attach" aria-label=${t("Attach files")} title=${t("Attach files")} onClick=${() => input.current.click()}>
      <${Icon} name="clip" />
    </button>
    ${dragging.value && html`<${DropZone} />`}
  `;
}
