// One panel's chart. uPlot is a global of the page.

import { stacked } from "fragaria/dashboard/stacks.js";
import { short, told } from "fragaria/dashboard/values.js";

const HALF_A_DAY = 43_200; // seconds
const HEIGHT = 230; // pixels
const COLOURS = 8;
const WHOLE = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Draws a chart into `place`, with a legend after it that follows the pointer. Returns what takes it away. */
export function draw(place, { kind, days, series }) {
  const styles = getComputedStyle(place);
  const colour = (name) => styles.getPropertyValue(name).trim();
  const colours = series.map((_, index) => colour(`--chart-${(index % COLOURS) + 1}`));
  const { unit } = series[0];
  const lines = series.map(({ values }) => values);
  const piled = kind === "stack";
  // The topmost bar is the longest: it is drawn first, and the others over it.
  const order = [...series.keys()];
  if (piled) order.reverse();
  const ends = piled ? stacked(lines) : lines;
  const bars = globalThis.uPlot.paths.bars({ size: [0.72, 36], align: 0 });
  const legend = new Legend(place, series);
  const last = days.length - 1;

  const axis = {
    stroke: colour("--ink-faint"),
    font: `11px ${styles.fontFamily}`,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const plot = new globalThis.uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      padding: [10, 8, 0, 0],
      tzDate: (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: !piled } },
      scales: {
        x: { range: (_, min, max) => (piled ? [min - HALF_A_DAY, max + HALF_A_DAY] : [min, max]) },
        y: { range: (_, min, max) => [Math.min(0, min ?? 0) * 1.08, Math.max(0, max ?? 0) * 1.08 || 1] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 28, space: 64, values: dayNames },
        { ...axis, size: 58, space: 36, ...(unit === "count" && { incrs: WHOLE }), values: (_, ticks) => ticks.map((value) => short(value, unit)) },
      ],
      series: [
        {},
        ...order.map((index) =>
          piled
            ? { stroke: colours[index], fill: colours[index], width: 0, paths: bars, points: { show: false } }
            : { stroke: colours[index], width: 2, points: { show: days.length === 1 ? true : undefined, size: 5 } },
        ),
      ],
      hooks: { setCursor: [({ cursor }) => legend.say(cursor.idx ?? last, days)] },
    },
    [days, ...order.map((index) => ends[index])],
    place,
  );
  legend.say(last, days);
  return {
    resize: () => plot.setSize({ width: place.clientWidth, height: HEIGHT }),
    remove: () => {
      plot.destroy();
      legend.remove();
    },
  };
}

/** `26 Nov` below days, without the year: the dates above the panels have it. */
function dayNames(_, ticks) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });
  return ticks.map((seconds) => (seconds % 86_400 ? "" : format.format(new Date(seconds * 1000))));
}

/** What each colour is, with the values of one day. */
class Legend {
  constructor(place, series) {
    this.series = series;
    this.list = document.createElement("ul");
    this.list.className = "legend";
    this.day = this.list.appendChild(document.createElement("li"));
    this.day.className = "legend-day";
    this.values = series.map(({ label }, index) => {
      const item = this.list.appendChild(document.createElement("li"));
      item.className = `c${(index % COLOURS) + 1}`;
      item.append(`${label} `);
      return item.appendChild(document.createElement("b"));
    });
    place.after(this.list);
  }

  say(day, days) {
    this.day.textContent = iso(days[day]);
    for (const [index, { values, unit }] of this.series.entries()) {
      this.values[index].textContent = told(values[day], unit);
    }
  }

  remove() {
    this.list.remove();
  }
}
