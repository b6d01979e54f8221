// One file, looked at: a picture as it was kept, of any other the text that was read out of it.

import { useEffect, useState } from "preact/hooks";

import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";
import { factsOf } from "fragaria/text/files.js";
import { t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

export const addressOf = (id) => `${boot.urls.files}${id}/`;
export const addressOfPicture = (id) => `${addressOf(id)}picture/`;

function Text({ id }) {
  const [found, setFound] = useState(null);
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    api.get(`attachments/${id}/text`).then(setFound, () => setFailed(true));
  };
  useEffect(read, [id]);
  if (failed) return html`<p class="errors" role="alert">${t("The file could not be opened.")} <button type="button" class="link" onClick=${read}>${t("Try again")}</button></p>`;
  if (!found) return html`<p role="status">${t("Opening the file…")}</p>`;
  return html`
    ${found.note && html`<p class="file-note">${found.note}</p>`}
    <pre class="file-text" dir="auto" tabindex="0" role="region" aria-label=${t("What was read out of the file")}>${found.text.replaceAll("\f", "\n\n")}${found.more && "\n…"}</pre>
  `;
}

export function FileDialog({ file, onClose }) {
  const { id, name, kind, width, height } = file;
  return html`
    <${Dialog} title=${name} className="file-sheet" onClose=${onClose}>
      <p class="file-meta">${factsOf(file)}</p>
      ${kind === "image" ? html`<img class="file-large" src=${addressOfPicture(id)} alt=${name} width=${width} height=${height} />` : html`<${Text} id=${id} />`}
      <p class="actions"><a class="button" href=${addressOf(id)} download>${t("Download")}</a></p>
    <//>
  `;
}
