// Parts of the page that few need at once: fetched once one is shown.

import { useEffect, useState } from "preact/hooks";

import { complain } from "fragaria/store/status.js";
import { styles } from "fragaria/text/lazy.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const failed = () => complain(t("This part of the page could not be loaded. Check your connection and try again."));

/** A component that shows what `load()` resolves to, a component, as soon as it and the stylesheets css/`names`.css are
 * there. Where they cannot be fetched it says so; the next time that it is shown they are tried again. */
export function later(load, names) {
  let found = null;
  const fetched = async () => {
    [found] = await Promise.all([load(), styles(names)]);
    return found;
  };
  return function Later(props) {
    const [Inside, setInside] = useState(() => found);
    useEffect(() => {
      // Not `found`: another of its kind may have fetched it since this one was drawn without it.
      if (!Inside) fetched().then((component) => setInside(() => component), failed);
    }, []);
    return Inside && html`<${Inside} ...${props} />`;
  };
}
