// The text of a step as a numbered list shows it.

const NUMBER = /^\s*(?:step\s+)?\d{1,3}\s*[.):]\s+/im;

/** The step without the number that the model gave it, on whichever line it stands: the list has its own. */
export const unnumbered = (text) => text.replace(NUMBER, "").trim();
