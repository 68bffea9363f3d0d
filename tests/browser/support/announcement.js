// An announcement around today, in the office's own notation: `serve` runs on the real clock.

const weekdays = ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"];
const months = [
  ...["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"],
  ...["lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
];

const inWarsaw = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Warsaw", dateStyle: "short", timeStyle: "short" });
// Looked up once: midnight may pass while the tests run.
const [today] = inWarsaw.format(new Date()).split(" ");

/** The date so many days from the day on which the tests began in Warsaw, at noon UTC. */
export function day(ahead) {
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

/**
 * Duties of these extensions whenever the tests run: around the clock on the day on which they began and the next, for
 * midnight may pass meanwhile.
 */
export function aroundTheClock(phones) {
  const halves = [["0.00", "12.00"], ["12.00", "24.00"]];
  return [0, 1].flatMap((ahead) => halves.map((hours) => ({ date: day(ahead), hours, phones })));
}

/** Date and hours, today or tomorrow, of a duty that has a whole hour or more until it begins and less than a day. */
export function duty() {
  const halfADay = 12 * 60 * 60 * 1000;
  const [date, time] = inWarsaw.format(new Date(Date.now() + halfADay)).split(" ");
  const hour = Number(time.slice(0, 2));
  return { date: new Date(`${date}T12:00:00Z`), hours: [`${hour}.00`, `${hour + 1}.00`] };
}

/**
 * A duty that runs now and ends at a whole minute, at least so many seconds from now; and the instant of that end.
 */
export function endingSoon(seconds) {
  const minute = 60_000;
  const ends = new Date(Math.ceil((Date.now() + 1000 * seconds) / minute) * minute);
  const [date] = inWarsaw.format(new Date()).split(" ");
  const [, end] = inWarsaw.format(ends).split(" ");
  const [, last] = inWarsaw.format(new Date(ends - minute)).split(" ");
  const clock = (time) => time.replace(/^0/, "").replace(":", ".");
  // Past midnight it ends on the next day, and begins late enough for that.
  const overnight = inWarsaw.format(new Date(ends - minute)).split(" ")[0] !== date;
  const hours = [overnight ? "12.00" : "0.00", last === "23:59" ? "24.00" : clock(end)];
  return { ends, row: { date: new Date(`${date}T12:00:00Z`), hours } };
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
