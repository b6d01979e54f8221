// A text area that is as tall as its content.

import { useEffect, useLayoutEffect } from "preact/hooks";

/** Where the browser cannot size the text area of the ref `area` by its `text`, its scroll height is the content. */
export function useGrowing(area, text) {
  const grow = () => {
    const { style } = area.current;
    style.setProperty("height", "auto");
    style.setProperty("height", `${area.current.scrollHeight}px`);
  };
  useLayoutEffect(grow, [text]);
  // A phone that is turned breaks the lines anew.
  useEffect(() => {
    addEventListener("resize", grow);
    return () => removeEventListener("resize", grow);
  }, []);
}
