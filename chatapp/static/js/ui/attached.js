// The files above the composer: on their way, ready or refused; and where files may be dropped.

import { useEffect } from "preact/hooks";

import { draft, editDraft, isSendingDraft, mode } from "fragaria/store/asking.js";
import { attached } from "fragaria/store/attachments.js";
import { boot } from "fragaria/store/boot.js";
import { modelFor, modelsFor } from "fragaria/store/models.js";
import { thread } from "fragaria/store/thread.js";
import { again, canTryAgain, remove, verify } from "fragaria/store/uploading.js";
import { factsOf, wordFor } from "fragaria/text/files.js";
import { t, tn } from "fragaria/text/t.js";
import { pasted, take } from "fragaria/ui/attach-button.js";
import { addressOfPicture } from "fragaria/ui/file-dialog.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const FACES = { image: "picture", table: "columns" };

const Face = ({ file }) =>
  file.state === "ready" && file.kind === "image"
    ? html`<img class="file-thumb" src=${addressOfPicture(file.id)} alt="" />`
    : html`<span class="file-face"><${Icon} name=${FACES[file.kind] ?? "file"} /></span>`;

function Progress({ file }) {
  const sent = file.progress ?? 0;
  return html`
    <span class="file-progress">
      <progress max="1" value=${sent < 1 ? sent : undefined} aria-label=${t("Upload of {name}", { name: file.name })}></progress>
      <span>${sent < 1 ? `${Math.floor(sent * 100)} %` : t("Reading…")}</span>
    </span>
  `;
}

function State({ file }) {
  if (file.state === "uploading") return html`<${Progress} file=${file} />`;
  if (file.state === "failed") return html`<span class="file-word">${wordFor(file, boot.limits)}</span>`;
  return html`<span class="file-meta">${factsOf(file)}</span>${file.note && html`<span class="file-note">${file.note}</span>`}`;
}

// The keyboard goes on to the next file, or to where another can be attached.
function focusAfter(place) {
  requestAnimationFrame(() => {
    const buttons = document.querySelectorAll(".file-remove");
    (buttons[Math.min(place, buttons.length - 1)] ?? document.getElementById("attach"))?.focus();
  });
}

function Chip({ file, place }) {
  const { id } = thread.value;
  const { key, name, state } = file;
  const isGoing = state === "uploading";
  const away = () => {
    remove(id, key);
    focusAfter(place);
  };
  return html`
    <li class=${`file-chip ${state}`}>
      <${Face} file=${file} />
      <span class="file-facts"><bdi class="file-name" title=${name}>${name}</bdi><${State} file=${file} /></span>
      ${state === "failed" && file.again && canTryAgain(key) &&
      html`<button type="button" class="icon-button small" aria-label=${t("Try {name} again", { name })} title=${t("Try again")} onClick=${() => again(id, key)}><${Icon} name="retry" /></button>`}
      <button type="button" class="icon-button small file-remove" disabled=${isSendingDraft.value} aria-label=${isGoing ? t("Cancel {name}", { name }) : t("Remove {name}", { name })}
        title=${isGoing ? t("Cancel") : t("Remove")} onClick=${away}><${Icon} name="close" /></button>
    </li>
  `;
}

function sees(how) {
  if (how === "auto") return sees("fast") || sees("think");
  const chosen = modelsFor(how).find(({ name }) => name === modelFor(how));
  return (chosen ?? boot.models?.[how])?.vision ?? false;
}

// What the model that is chosen makes of such files, where that is less than people expect.
function caution() {
  const ready = attached.value.filter(({ state }) => state === "ready");
  if (ready.some(({ kind }) => kind === "image") && !sees(mode.value)) {
    if (sees("auto")) return t("The model that is chosen cannot see pictures: choose another mode or model.");
    return t("No model here can see pictures. Remove them, or ask your administrator for a model that can.");
  }
  if (boot.demo && ready.length) return t("The demo model reads very short texts only: little or nothing of a file reaches it.");
  return "";
}

export function Attached() {
  const files = attached.value;
  useEffect(() => {
    verify(thread.value.id).catch(() => {});
  }, [thread.value.id]);
  if (!files.length) return null;
  const word = caution();
  return html`
    <div class="attached" role="group" aria-label=${t("Attached files")}>
      <ul class="file-list">${files.map((file, place) => html`<${Chip} key=${file.key} file=${file} place=${place} />`)}</ul>
      ${word && html`<p class="file-caution" role="status">${word}</p>`}
    </div>
  `;
}

/** Offers to make a file of a long text that was pasted. */
export function PasteOffer() {
  const { text, conversation } = pasted.value ?? {};
  const stands = text && conversation === thread.value.id && draft.value.includes(text);
  const done = () => {
    pasted.value = null;
  };
  if (!stands) return null;
  const turn = () => {
    editDraft(draft.value.replace(text, () => "").trim());
    take([new File([text], t("pasted text") + ".txt", { type: "text/plain" })]);
    done();
  };
  return html`
    <div class="notice file-offer" role="status">
      <p>${tn("You have pasted {n} character.", "You have pasted {n} characters.", text.length)}</p>
      <button type="button" class="button quiet" onClick=${turn}><${Icon} name="clip" />${t("Attach as a file")}</button>
      <button type="button" class="icon-button small" aria-label=${t("Leave it as text")} title=${t("Leave it as text")} onClick=${done}><${Icon} name="close" /></button>
    </div>
  `;
}

export const DropZone = () => html`
  <div class="drop-zone"><p><${Icon} name="clip" />${t("Drop files here to attach them")}</p></div>
`;
