// Bars upon one another. Pure.

/** The ends of stacked bars for lines of values, day by day: what is above 0 grows up from 0, what is below grows
 * down. `null` stays where nothing is known. */
export function stacked(lines) {
  const up = [];
  const down = [];
  return lines.map((values) =>
    values.map((value, day) => {
      if (value === null) return null;
      const sums = value < 0 ? down : up;
      sums[day] = (sums[day] ?? 0) + value;
      return sums[day];
    }),
  );
}
