// The whole story on the real program: announcement → draft → published → resident → call → register.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, aroundTheClock, day, iso } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, Desk, Residents, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

const phones = ["12 616 5769", "12 616 7821"];
const said = "Więcej ławek przy przystanku, proszę.";

/** A week: somebody is on duty whenever this runs, and then for hours as wide as hours get. */
function week() {
  const later = [2, 3, 4, 5, 6].map((ahead) => ({ date: day(ahead), hours: ["0.01", "23.59"], phones: [phones[ahead % 2]] }));
  const rows = [...aroundTheClock([phones[0]]), ...later];
  return announcement({ title: "Zielony skwer", first: day(0), last: day(6), rows });
}

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const javaScriptEnabled of [true, false]) {
  const how = `on ${backend}, JavaScript ${javaScriptEnabled ? "on" : "off"}`;

  test(`from the announcement to the register, ${how}`, async () => {
    const server = await serve();
    const office = await window(browser, server, { javaScriptEnabled });
    const hall = await window(browser, server, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    const street = await window(browser, server, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    // axe is itself a script; what it finds does not depend on ours.
    const look = javaScriptEnabled ? checkPage : async () => {};

    const coordinator = new Coordinator(office.page, server.base);
    await office.page.goto(server.coordinatorLink);
    await look(office.page, "sign-in-link");
    await signIn(office.page, server.coordinatorLink);
    await look(office.page, "manage-empty");
    for (const [index, phone] of phones.entries()) {
      const desk = phone.slice(-4);
      await coordinator.addStaff({ name: `Stanowisko ${desk}`, email: `desk${desk}@city.example`, desk: phone });
      if (index === 0) await look(office.page, "staff");
    }

    await coordinator.paste(week());
    await look(office.page, "import-preview");
    assert.equal(await coordinator.previewRows().count(), 9, "two rows for each of the first two days, one for the others");
    const slug = await coordinator.makeDraft();
    await look(office.page, "roster-draft");
    await coordinator.openConsultation(slug, "/publish");
    await look(office.page, "publish");
    await coordinator.publish(slug);
    await look(office.page, "roster-published");

    const residents = new Residents(street.page, server.base);
    for (const locale of ["pl", "en", "uk"]) {
      const answer = await residents.open(slug, locale);
      const status = await residents.status().innerText();
      assert.ok(status.includes(word("status-now", locale).split(" ")[0]), `${locale}: ${status}`);
      assert.ok(status.replaceAll("\u00a0", " ").includes(phones[0]), status);
      assert.equal(await residents.numbers().first().getAttribute("href"), "tel:+48126165769");
      assert.equal(await street.page.locator("script").count(), 1, "the one that waits for the next change");
      assert.equal(answer.headers()["set-cookie"], undefined);
      assert.ok(answer.headers().etag);
      await look(street.page, `residents-${locale}`);
    }
    assert.deepEqual(await street.context.cookies(), [], "no cookie for residents");

    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, await server.linkFor("desk5769@city.example"));
    await desk.open();
    await look(hall.page, "desk");
    await desk.newCall();
    await look(hall.page, "call-form");
    await desk.fill({ kind: "contribution", contribution: said });
    await desk.save();
    await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
    await look(hall.page, "call-saved");

    const register = await coordinator.register(slug);
    assert.equal(register.length, 1);
    assert.ok(register[0].includes(said), register[0]);
    await look(office.page, "register");
    const told = await fetch(`${server.base}/api/v1/calls`, {
      headers: { authorization: `Bearer ${await server.token("coordinator")}` },
    });
    const { calls } = await told.json();
    assert.deepEqual(calls.map((call) => call.contributions.map(({ text }) => text)), [[said]]);

    await street.close();
    await hall.close();
    await office.close();
    await server.stop();
  });
}

test(`the API tells the same, on ${backend}`, async () => {
  const server = await serve();
  const office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.paste(week());
  const slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
  const get = async (path) => (await fetch(`${server.base}/api/v1/consultations/${slug}${path}`)).json();
  const slots = await get("/slots");
  assert.deepEqual(slots.map((slot) => slot.date), [0, 0, 1, 1, 2, 3, 4, 5, 6].map((ahead) => iso(day(ahead))));
  assert.deepEqual(slots[0].phones, ["+48126165769"]);
  const { on_duty } = await get("/on-duty");
  assert.equal(on_duty.length, 1);
  await office.close();
  await server.stop();
});
