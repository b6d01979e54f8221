// English needs no catalogue.

export const plural = (n) => Number(n !== 1);

export default {};
