// The files of a question that was asked: pictures to look at, and the others by their names.

import { useState } from "preact/hooks";

import { factsOf } from "fragaria/text/files.js";
import { t } from "fragaria/text/t.js";
import { addressOfPicture, FileDialog } from "fragaria/ui/file-dialog.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const Picture = ({ file: { id, name, width, height }, onOpen }) => html`
  <button type="button" class="file-picture" aria-label=${t("Show {name}", { name })} title=${name} onClick=${onOpen}>
    <img src=${addressOfPicture(id)} alt=${name} width=${width || undefined} height=${height || undefined} loading="lazy" decoding="async" />
  </button>
`;

const Named = ({ file, onOpen }) => html`
  <button type="button" class="file-chip" aria-label=${t("Show {name}", { name: file.name })} onClick=${onOpen}>
    <span class="file-face"><${Icon} name=${file.kind === "table" ? "columns" : "file"} /></span>
    <span class="file-facts"><bdi class="file-name" title=${file.name}>${file.name}</bdi><span class="file-meta">${factsOf(file)}</span></span>
  </button>
`;

export function MessageFiles({ files }) {
  const [shown, setShown] = useState(null);
  return html`
    <ul class="message-files" aria-label=${t("Attached files")}>
      ${files.map((file) => {
        const Face = file.kind === "image" ? Picture : Named;
        return html`<li key=${file.id}><${Face} file=${file} onOpen=${() => setShown(file)} /></li>`;
      })}
    </ul>
    ${shown && html`<${FileDialog} file=${shown} onClose=${() => setShown(null)} />`}
  `;
}
