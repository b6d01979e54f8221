// Moments are written in UTC; where there is JavaScript they are shown in the reader's own time zone.

const now = new Date().toDateString();
const { lang } = document.documentElement;
// Numbers before names: 26 November 2026, 14:32.
const language = lang === "en" ? "en-GB" : lang;
const capital = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
const today = capital(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day"));
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

function said(at, { within, today: withinToday }) {
  const time = at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = at.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
  if (within) return fill(at.toDateString() === now ? withinToday : within, { day, time });
  return at.toDateString() === now ? `${today}, ${time}` : `${day}, ${time}`;
}

// What has no hour is a day, the same everywhere.
for (const element of document.querySelectorAll("time[datetime*='T']")) {
  const at = new Date(element.dateTime);
  if (Number.isNaN(at.valueOf())) continue;
  element.title = element.textContent;
  element.textContent = said(at, element.dataset);
}
