// Illness on the morning of a duty: it is offered from a phone, a colleague takes it, the desk and the roster show it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { eventually, mailServer } from "./support/mail.js";
import { Coordinator, Desk, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const people = [
  { name: "Anna", desk: "12 616 1001" },
  { name: "Borys", desk: "12 616 1002" },
  { name: "Celina", desk: "12 616 1003" },
].map((person) => ({ ...person, email: `${person.name.toLowerCase()}@city.example` }));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A published roster in which Anna, Borys and Celina have a duty each, Anna's first. */
async function office(options) {
  const server = await serve(options);
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  for (const person of people) await coordinator.addStaff(person);
  const rows = people.map(({ desk }, index) => ({ date: day(index + 1), hours: ["15.00", "18.00"], phones: [desk] }));
  await coordinator.paste(announcement({ title: "Park na skarpie", first: day(1), last: day(3), rows }));
  const slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
  return { server, hall, coordinator, slug };
}

/** Somebody's phone, signed in. */
async function phoneOf(server, { email }, options = {}) {
  const hand = await window(browser, server, { ...phone, ...options });
  await signIn(hand.page, await server.linkFor(email));
  return hand;
}

const cannot = (page) => page.getByRole("link", { name: word("desk-cannot") }).first();
const take = (page) => page.getByRole("button", { name: word("desk-offered-take") });

for (const javaScriptEnabled of [true, false]) {
  const how = `on ${backend}, JavaScript ${javaScriptEnabled ? "on" : "off"}`;

  test(`illness on the morning of a duty is solved by a swap, ${how}`, async () => {
    const mail = await mailServer();
    const { server, hall, coordinator, slug } = await office({ smtpUrl: mail.url });
    const [anna, borys, celina] = people;
    const look = javaScriptEnabled ? checkPage : async () => {};

    const ill = await phoneOf(server, anna, { javaScriptEnabled });
    const desk = new Desk(ill.page, server.base);
    await desk.open();
    await cannot(ill.page).click();
    await ill.page.getByRole("heading", { name: word("offer-title") }).waitFor();
    await look(ill.page, "offer");
    assert.equal(await ill.page.locator("textarea, input[type=text]").count(), 0, "no reason is asked");
    await ill.page.getByRole("button", { name: word("offer-send") }).click();
    await ill.page.getByText(word("manage-done-duty-offered")).waitFor();
    await ill.page.getByText(word("desk-offer-stays")).waitFor();
    await look(ill.page, "desk-offered");
    for (const { email } of [borys, celina]) {
      await eventually(() => mail.to(email).find(({ raw }) => /\/pl\/desk/.test(raw)), `${email} is asked`);
    }

    const colleague = await phoneOf(server, borys, { javaScriptEnabled });
    const slow = await phoneOf(server, celina, { javaScriptEnabled });
    for (const { page } of [colleague, slow]) await page.goto(`${server.base}/pl/desk`);
    await colleague.page.getByText(words("desk-offered-asks")).waitFor();
    await look(colleague.page, "desk-asked");
    const { height } = await take(colleague.page).boundingBox();
    assert.ok(height >= 48, `a thumb hits ${height} px`);
    await take(colleague.page).click();
    await colleague.page.getByText(word("manage-done-duty-taken")).waitFor();
    assert.equal(await take(colleague.page).count(), 0);
    assert.equal(await colleague.page.locator(".duties > li").count(), 2, "it is among their own");
    await take(slow.page).click();
    await slow.page.getByText(word("problem-swap-taken")).waitFor();
    await look(slow.page, "desk-too-late");
    await desk.open();
    assert.equal(await ill.page.locator(".duties > li").count(), 0, "it is not Anna's any more");
    await eventually(() => mail.to(anna.email).length > 0, "Anna is told");

    await coordinator.openConsultation(slug);
    assert.match(await hall.page.locator("select.pick").first().locator("option[selected]").innerText(), /^Borys /);
    await hall.page.getByRole("link", { name: word("manage-nav-swaps") }).click();
    await hall.page.getByRole("cell", { name: "Anna", exact: true }).waitFor();
    await hall.page.getByText(words("manage-swap-done")).waitFor();
    await checkPage(hall.page, "swaps");
    for (const { close } of [ill, colleague, slow, hall]) await close();
    await server.stop();
    await mail.stop();
  });
}

test(`a coordinator finds a stand-in for somebody who is ill, on ${backend}`, async () => {
  const { server, hall, coordinator, slug } = await office();
  const [, , celina] = people;
  await coordinator.openConsultation(slug);
  await hall.page.getByRole("link", { name: word("manage-row-stand-in") }).first().click();
  await hall.page.getByRole("heading", { name: word("manage-swap-title") }).waitFor();
  await checkPage(hall.page, "stand-ins");
  await hall.page.getByRole("button", { name: new RegExp(`^${word("manage-swap-give")}.*${celina.name}`) }).click();
  await hall.page.getByText(word("manage-done-duty-given")).waitFor();
  const stand = await phoneOf(server, celina);
  await stand.page.goto(`${server.base}/pl/desk`);
  assert.equal(await stand.page.locator(".duties > li").count(), 2);
  await coordinator.openConsultation(slug);
  assert.match(await hall.page.locator("select.pick").first().locator("option[selected]").innerText(), /^Celina /);
  for (const { close } of [stand, hall]) await close();
  await server.stop();
});
