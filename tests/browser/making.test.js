// A roster made from nothing: by keyboard alone, by the program in three steps, by hand in one choice per duty.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser, server;

const people = ["Anna", "Borys", "Celina"];
/** Fifteen working days without a public holiday, far enough ahead. */
const february = { title: "Zielone podwórka", first: "2099-02-02", last: "2099-02-20", hours: "15.00–18.00", phone: "12 616 1001" };
const march = { title: "Ciche ulice", first: "2099-03-02", last: "2099-03-20", hours: "10.00–12.00", phone: "12 616 1002" };
const duties = 15;

before(async () => {
  browser = await launch();
  server = await serve();
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  await coordinator.addPeople(people);
  await hall.close();
});

after(async () => {
  await server?.stop();
  await browser.close();
});

/** Goes on with Tab until the focus is there. Whoever is past it comes round again. */
async function reach(page, locator) {
  await locator.waitFor();
  for (let step = 0; step < 400; step += 1) {
    if (await locator.evaluate((element) => document.activeElement === element)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never comes to ${locator}`);
}

/** Reaches a link or a button and presses it. */
async function press(page, locator) {
  await reach(page, locator);
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== before);
}

/** Reaches a field and types. The parts of a date come in the order of the browser's own language, which is English. */
async function type(page, id, text) {
  const field = page.locator(`#${id}`);
  await reach(page, field);
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  await page.keyboard.type(date ? `${date[2]}${date[3]}${date[1]}` : text);
  assert.equal(await field.inputValue(), text);
}

const link = (page, key) => page.getByRole("link", { name: word(key), exact: true });
const button = (page, key) => page.getByRole("button", { name: words(key) });

/** From the list of consultations to one with duties that nobody has, by keyboard. */
async function make(page, { title, first, last, hours, phone }) {
  await page.goto(`${server.base}/pl/manage`);
  await press(page, link(page, "manage-new-link"));
  await type(page, "title", title);
  await type(page, "first_day", first);
  await type(page, "last_day", last);
  await type(page, "hours", hours);
  await press(page, button(page, "manage-new-add"));
  await page.getByText(word("manage-done-consultation-added")).waitFor();
  await press(page, link(page, "manage-generate-link"));
  await type(page, "phones", phone);
  await press(page, button(page, "manage-generate-show"));
  assert.equal(await page.locator("main tbody tr").count(), duties);
  return page.locator("form[method=post] button[type=submit]", { hasText: String(duties) });
}

const holders = (page) =>
  page.locator("select.pick").evaluateAll((all) => all.map((select) => select.selectedOptions[0].textContent.split(" – ")[0]));

test(`a roster is made, shared out and published by keyboard alone, on ${backend}`, async () => {
  const hall = await window(browser, server);
  const { page } = hall;
  await signIn(page, await server.addUser("Koordynatorka", "making@city.example", "coordinator"));
  const create = await make(page, february);
  await checkPage(page, "generate");
  await press(page, create);
  await page.getByText(word("manage-done-slots-generated")).waitFor();

  // Fifteen duties in three steps: look at the proposal, take it, publish it.
  await press(page, link(page, "manage-share-link"));
  await page.getByText(word("manage-share-fairest")).waitFor();
  await press(page, page.locator("form[action$='/share'][method=post] button[type=submit]"));
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  const given = await holders(page);
  assert.equal(given.length, duties);
  for (const name of people) assert.equal(given.filter((one) => one === name).length, duties / people.length, name);
  await press(page, link(page, "manage-check-and-publish"));
  await checkPage(page, "publish");
  await press(page, button(page, "manage-publish-button"));
  await page.getByText(word("manage-done-published")).waitFor();
  const answer = await page.request.get(`${server.base}/api/v1/consultations/zielone-podworka/slots`);
  assert.equal((await answer.json()).length, duties);
  await hall.close();
});

test(`fifteen duties are given by hand in fifteen choices on one page, on ${backend}`, async () => {
  const hall = await window(browser, server);
  const { page } = hall;
  await signIn(page, await server.addUser("Koordynator", "making-2@city.example", "coordinator"));
  await press(page, await make(page, march));
  await page.getByText(word("manage-done-slots-generated")).waitFor();
  const address = page.url();
  const wanted = Array.from({ length: duties }, (_, index) => people[index % people.length]);
  for (const [index, name] of wanted.entries()) {
    await reach(page, page.locator("select.pick").nth(index));
    await page.keyboard.type(name);
  }
  await page.keyboard.press("Tab");
  await page.waitForFunction(
    (count) => document.querySelectorAll("select.pick option[selected]:not([value=''])").length === count,
    duties,
  );
  assert.equal(page.url(), address, "nothing but the rows");
  await page.reload();
  assert.deepEqual(await holders(page), wanted);
  await hall.close();
});
