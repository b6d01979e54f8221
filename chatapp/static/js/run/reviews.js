// What was found out by comparing drafts, and where a path comes from, in words.

const name = (path) => `path ${path + 1}`;
const capital = (words) => words[0].toUpperCase() + words.slice(1);

/** Each comparison: {title, remarks}; the remarks name the draft that they are about. */
export const comparisons = (state) =>
  state.reviews.map(({ first, second, winner, critique, other, best }) => ({
    title:
      winner === null
        ? `${capital(name(first))} and ${name(second)}: neither was better in both orders`
        : `${capital(name(winner))} was better than ${name(winner === first ? second : first)} in both orders`,
    remarks: [
      critique && `${capital(name(first))}: ${critique}`,
      other && `${capital(name(second))}: ${other}`,
      best && `Worth taking over: ${best}`,
    ].filter(Boolean),
  }));

/** "From path 1, after step 2": where a branch begins; empty for a path that begins with the question. */
export function origin(path) {
  if (path.parent === null) return "";
  return path.shared ? `From ${name(path.parent)}, after step ${path.shared}` : `${capital(name(path.parent))} written anew`;
}
