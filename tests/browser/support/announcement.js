// An announcement around today, in the office's own notation: `serve` runs on the real clock.

const weekdays = ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"];
const months = [
  ...["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"],
  ...["lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
];

/** The date so many days from today in Warsaw, at noon UTC. */
export function day(ahead) {
  const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Warsaw" }).format(new Date());
  const date = new Date(`${today}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ahead);
  return date;
}

/** `2024-06-13` */
export function iso(date) {
  return date.toISOString().slice(0, 10);
}

/** `13 czerwca (czwartek)`, as the city writes it. */
export function office(date) {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} (${weekdays[date.getUTCDay()]})`;
}

/** `13 czerwca 2024 r.` */
function full(date) {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} r.`;
}

/** Hours that begin less than a day from now when held tomorrow, and have not begun. */
export function hoursWithinADay() {
  const time = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Warsaw", timeStyle: "short" }).format(new Date());
  const hour = Math.max(0, Number(time.slice(0, 2)) - 1);
  return [hour, Math.min(hour + 3, 23)].map((h) => `${String(h).padStart(2, "0")}.00`);
}

/**
 * The announcement of a consultation.
 * rows: `{ date, hours: ["15.00", "18.00"], phones: ["12 616 5769"] }`
 */
export function announcement({ title, first, last, rows }) {
  const table = rows.map(({ date, hours: [start, end], phones }) =>
    [office(date), `${start}–${end}`, `tel. ${phones.join(", ")}`].join("\t"),
  );
  return [
    `Konsultacje społeczne: ${title}`,
    "",
    `Prezydent Miasta ogłasza konsultacje społeczne projektu programu „${title}”.`,
    `Konsultacje trwają od ${full(first)} do ${full(last)}`,
    "",
    "Dyżury telefoniczne:",
    "",
    ["Dzień", "Godziny", "Telefon"].join("\t"),
    ...table,
    "",
    "Uwagi można składać także pocztą elektroniczną.",
  ].join("\n");
}
