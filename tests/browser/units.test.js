// Two offices on one installation: each has its own consultations, one calendar of extensions, and nothing of the other.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, aroundTheClock, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, Desk, Residents, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

const phones = ["12 616 5769", "12 616 7821"];
const said = "Scena plenerowa przy szkole.";

function about(title, phone) {
  return announcement({ title, first: day(0), last: day(1), rows: aroundTheClock([phone]) });
}

/** Titles without what stands before them in every announcement, by the alphabet. */
function plain(titles) {
  return titles.map((title) => title.replaceAll("\u00a0", " ").replace("Konsultacje społeczne: ", "")).sort();
}

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test(`two offices, each with its own story, on ${backend}`, async () => {
  const server = await serve();
  await server.command("unit", "add", "kultura", "--name", "Wydział Kultury");
  const ofCulture = await server.addUser("Koordynator", "kultura@city.example", "coordinator", "--unit", "kultura");
  const [green, culture, hall, street] = await Promise.all([1, 2, 3, 4].map(() => window(browser, server)));
  const first = new Coordinator(green.page, server.base);
  const second = new Coordinator(culture.page, server.base);
  await signIn(green.page, server.coordinatorLink);
  await signIn(culture.page, ofCulture);

  await first.addStaff({ name: "Anna Zielona", email: "anna@city.example", desk: phones[0] });
  await first.paste(about("Zielony skwer", phones[0]));
  const slug = await first.makeDraft();
  await first.publish(slug);

  // Of the other office there is nothing: no person, no consultation, not even under its address.
  assert.deepEqual(await second.consultations(), []);
  await second.open("/staff");
  assert.ok(!(await culture.page.content()).includes("Anna Zielona"));
  for (const path of ["", "/publish", "/register", "/settings", "/days", "/table"]) {
    const answer = await culture.page.goto(`${server.base}/pl/manage/c/${slug}${path}`);
    assert.equal(answer.status(), 404, path);
  }
  await checkPage(culture.page, "not-found");

  // Its extension is busy, and by what is not said.
  await second.paste(about("Scena w parku", phones[0]));
  await culture.page.getByRole("button", { name: word("manage-import-draft") }).click();
  await culture.page.getByRole("alert").waitFor();
  assert.deepEqual(await second.wrongFields(), [0, 1, 2, 3].map((row) => `row-${row}-phones`));
  assert.ok(!(await culture.page.content()).includes("Zielony skwer"));
  await checkPage(culture.page, "import-taken");
  await second.addStaff({ name: "Jan Scena", email: "jan@city.example", desk: phones[1] });
  await second.paste(about("Scena w parku", phones[1]));
  const other = await second.makeDraft();
  await second.publish(other);

  // Residents find each office's consultations by themselves, and all of them together.
  const residents = new Residents(street.page, server.base);
  for (const [path, titles] of [
    ["/units/city", ["Zielony skwer"]],
    ["/units/kultura", ["Scena w parku"]],
    ["/consultations", ["Scena w parku", "Zielony skwer"]],
  ]) {
    assert.deepEqual(plain(await residents.listed(path)), titles, path);
    await checkPage(street.page, path);
  }
  await residents.open(other);
  assert.equal(await residents.numbers().first().getAttribute("href"), "tel:+48126167821");

  // A call is in the register of the office whose duty it came in on.
  const desk = new Desk(hall.page, server.base);
  await signIn(hall.page, await server.linkFor("jan@city.example"));
  await desk.newCall();
  await desk.fill({ kind: "contribution", contribution: said });
  await desk.save();
  await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
  assert.equal((await second.register(other)).length, 1);
  assert.equal((await first.register(slug)).length, 0);
  const closed = await hall.page.goto(`${server.base}/pl/manage/c/${slug}/register`);
  assert.ok([403, 404].includes(closed.status()), `${closed.status()}`);
  const calls = async (...unit) => {
    const headers = { authorization: `Bearer ${await server.token("coordinator", ...unit)}` };
    return (await (await fetch(`${server.base}/api/v1/calls`, { headers })).json()).calls.length;
  };
  assert.equal(await calls("--unit", "city"), 0);
  assert.equal(await calls("--unit", "kultura"), 1);

  // Who works for both sees both, and says for which an announcement is.
  await server.command("user", "join", "kultura@city.example", "--role", "coordinator", "--unit", "city");
  assert.deepEqual(plain(await second.consultations()), ["Scena w parku\nWydział Kultury", "Zielony skwer\nUrząd miasta"]);
  await second.paste(about("Ogród deszczowy", "12 616 7804"));
  await culture.page.getByRole("button", { name: word("manage-import-draft") }).click();
  await culture.page.getByRole("alert").waitFor();
  assert.deepEqual(await second.wrongFields(), ["unit"], "an office has to be chosen");
  await checkPage(culture.page, "import-unit");
  await second.chooseUnit("city");
  const third = await second.makeDraft();
  await first.openConsultation(third);

  for (const one of [green, culture, hall, street]) await one.close();
  await server.stop();
});
