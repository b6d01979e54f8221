// A dialog over the page. The browser keeps the focus inside and gives it back.

import { useEffect, useRef } from "preact/hooks";

import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

/** The dialog element for `ref`, opened over the page; when it goes, the focus is where it was before. */
export function useModal() {
  const dialog = useRef(null);
  useEffect(() => {
    const { current } = dialog;
    const before = document.activeElement;
    current.showModal();
    return () => {
      current.close();
      // It has left the page already: the browser gives the focus to nobody.
      if (document.activeElement === document.body) before?.focus?.();
    };
  }, []);
  return dialog;
}

/** `onClose()` is called on Escape, on the cross and on a click beside it. */
export function Dialog({ title, className = "", onClose, children }) {
  const dialog = useModal();
  const cancelled = (event) => {
    event.preventDefault();
    onClose();
  };
  const beside = (event) => event.target === dialog.current && onClose();
  return html`
    <dialog class=${`sheet ${className}`} ref=${dialog} aria-label=${title} onCancel=${cancelled} onMouseDown=${beside}>
      <div class="sheet-inside">
        <header class="sheet-head">
          <h2>${title}</h2>
          <button type="button" class="icon-button small" aria-label=${t("Close")} onClick=${onClose}><${Icon} name="close" /></button>
        </header>
        ${children}
      </div>
    </dialog>
  `;
}
