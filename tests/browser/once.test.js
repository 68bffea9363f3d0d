// Back, reload, a second tab and a second click store nothing twice.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, aroundTheClock, day, iso } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, Desk, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser, server, office, slug;

const deskLink = () => server.linkFor("desk@city.example");

before(async () => {
  browser = await launch();
  server = await serve();
  office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.addStaff({ name: "Stanowisko 5769", email: "desk@city.example", desk: "12 616 5769" });
  const rows = aroundTheClock(["12 616 5769"]);
  await coordinator.paste(announcement({ title: "Raz", first: day(0), last: day(2), rows }));
  slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
});

after(async () => {
  await office?.close();
  await server?.stop();
  await browser.close();
});

/** How many calls of the register have these words. */
async function logged(said) {
  const register = await new Coordinator(office.page, server.base).register(slug);
  return register.filter((row) => row.includes(said)).length;
}

for (const javaScriptEnabled of [true, false]) {
  const how = `on ${backend}, JavaScript ${javaScriptEnabled ? "on" : "off"}`;
  // axe itself needs JavaScript.
  const look = javaScriptEnabled ? checkPage : async () => {};
  const named = (said) => `${said} (${javaScriptEnabled ? "z" : "bez"} JS)`;

  test(`going back after a call was saved leads to it, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, await deskLink());
    await desk.newCall();
    const form = hall.page.url();
    assert.match(form, /[?&]id=[0-9a-f-]{36}/);
    await hall.page.reload();
    assert.equal(hall.page.url(), form, "reloaded, it is the same call");
    await desk.fill({ kind: "contribution", contribution: named("Wstecz.") });
    await desk.save();
    await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
    await hall.page.reload();
    await hall.page.goBack();
    await hall.page.getByRole("heading", { name: word("saved-before-title") }).waitFor();
    await hall.page.getByText(named("Wstecz.")).waitFor();
    await look(hall.page, "call-saved-before");
    await hall.page.getByRole("link", { name: word("saved-next") }).click();
    await desk.contribution().waitFor();
    assert.notEqual(hall.page.url(), form);
    assert.equal(await logged(named("Wstecz.")), 1);
    await hall.close();
  });

  test(`one form in two tabs is one call, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, await deskLink());
    await desk.newCall();
    const second = await hall.context.newPage();
    await second.goto(hall.page.url());
    for (const page of [hall.page, second]) {
      const desk = new Desk(page, server.base);
      await desk.fill({ kind: "contribution", contribution: named("Dwie karty.") });
      await desk.save();
      await page.getByRole("heading", { name: word("saved-title") }).waitFor();
    }
    assert.equal(second.url(), hall.page.url());
    assert.equal(await logged(named("Dwie karty.")), 1);
    await hall.close();
  });

  test(`a second click saves nothing more, and the next form is another call, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, await deskLink());
    await desk.newCall();
    const form = hall.page.url();
    await desk.fill({ kind: "contribution", contribution: named("Dwa kliknięcia.") });
    await hall.page.getByRole("button", { name: word("call-save-new"), exact: true }).dblclick();
    await hall.page.getByText(word("saved-notice")).waitFor();
    assert.notEqual(hall.page.url(), form);
    assert.equal(await logged(named("Dwa kliknięcia.")), 1);
    await desk.fill({ kind: "contribution", contribution: named("Następna.") });
    await desk.save();
    await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
    assert.equal(await logged(named("Następna.")), 1);
    await hall.close();
  });

  test(`a new duty and a new person sent again are there once, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const coordinator = new Coordinator(hall.page, server.base);
    await signIn(hall.page, await server.addUser("Druga", `office-${javaScriptEnabled}@city.example`, "coordinator"));
    const start = javaScriptEnabled ? "08:00" : "10:00";
    const phone = javaScriptEnabled ? "12 616 7821" : "12 616 7825";
    const duty = { date: iso(day(1)), start, end: "12:00", phones: phone };
    const address = await coordinator.typeDuty(slug, duty);
    await coordinator.save({ clicks: 2 });
    await hall.page.waitForURL((url) => url.pathname === `/pl/manage/c/${slug}`);
    const rows = (await coordinator.roster(slug)).filter((row) => row.includes(phone));
    assert.equal(rows.length, 1, rows.join("\n"));
    await hall.page.goto(address);
    await hall.page.getByText(word("manage-done-slot-there")).waitFor();
    await hall.page.getByRole("link", { name: word("manage-slot-another") }).waitFor();
    await look(hall.page, "slot-there");

    const name = `Osoba ${phone}`;
    await coordinator.open("/staff/new");
    const person = hall.page.url();
    await hall.page.getByLabel(word("manage-field-name"), { exact: true }).fill(name);
    await coordinator.save({ clicks: 2 });
    await hall.page.getByRole("row", { name }).waitFor();
    assert.equal(await hall.page.getByRole("row", { name }).count(), 1);
    await hall.page.goBack();
    await hall.page.getByText(word("manage-done-staff-there")).waitFor();
    await look(hall.page, "person-there");
    await hall.close();
  });

  test(`a duty sent again with other hours is not stored beside, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const coordinator = new Coordinator(hall.page, server.base);
    await signIn(hall.page, await server.addUser("Trzecia", `third-${javaScriptEnabled}@city.example`, "coordinator"));
    const phone = javaScriptEnabled ? "12 616 7829" : "12 616 7820";
    const duty = { date: iso(day(1)), start: "13:00", end: "14:00", phones: phone };
    const address = await coordinator.typeDuty(slug, duty);
    const second = await hall.context.newPage();
    await second.goto(address);
    await coordinator.save();
    await hall.page.waitForURL((url) => url.pathname === `/pl/manage/c/${slug}`);
    const late = new Coordinator(second, server.base);
    await late.fillDuty({ ...duty, end: "15:00" });
    await late.save();
    await second.getByText(words("manage-slot-there")).waitFor();
    assert.equal(await second.getByLabel(word("manage-field-end"), { exact: true }).inputValue(), "15:00");
    await look(second, "slot-sent-before");
    const rows = (await coordinator.roster(slug)).filter((row) => row.includes(phone));
    assert.equal(rows.length, 1, rows.join("\n"));
    assert.ok(rows[0].includes("13.00–14.00"), rows[0]);
    await hall.close();
  });
}
