// The roster desk: who is on duty is chosen in the rows, and every change can be undone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser, server, slug;

const people = ["Anna", "Borys", "Celina"];
/** Numbers of nobody's desk: an import gives their duties to nobody. */
const phones = ["12 616 1001", "12 616 1002", "12 616 1003"];

before(async () => {
  browser = await launch();
  server = await serve();
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  await coordinator.addPeople(people);
  const rows = phones.map((phone, index) => ({ date: day(index + 3), hours: ["15.00", "18.00"], phones: [phone] }));
  await coordinator.paste(announcement({ title: "Grafik", first: day(3), last: day(5), rows }));
  slug = await coordinator.makeDraft();
  await hall.close();
});

after(async () => {
  await server?.stop();
  await browser.close();
});

let users = 0;

/** A coordinator of their own, with the roster open. */
async function coordinate(options) {
  const hall = await window(browser, server, options);
  users += 1;
  await signIn(hall.page, await server.addUser(`Koordynator ${users}`, `coordinator-${users}@city.example`, "coordinator"));
  await new Coordinator(hall.page, server.base).openConsultation(slug);
  return { hall, page: hall.page };
}

const pick = (page, index) => page.locator("select.pick").nth(index);
const chosen = (page, index) => pick(page, index).evaluate((select) => select.selectedOptions[0].textContent);
const choose = (page, index, name) =>
  pick(page, index).evaluate((select, name) => {
    select.value = [...select.options].find((option) => option.textContent.startsWith(name))?.value ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, name);

test(`who is on duty is chosen by keyboard and saved at once, on ${backend}`, async () => {
  const { hall, page } = await coordinate();
  assert.equal(await page.locator("select.pick").count(), phones.length);
  await checkPage(page, "roster-picks");
  await pick(page, 0).focus();
  await page.keyboard.type("Borys");
  await page.keyboard.press("Tab");
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  assert.match(await chosen(page, 0), /^Borys – /);
  const next = await page.locator("input.tick").nth(1).getAttribute("id");
  assert.equal(await page.evaluate(() => document.activeElement.id), next, "one goes on where one is");
  await choose(page, 1, "Celina");
  // As the server has it: what was only chosen is lost with the page.
  await page.waitForFunction(() =>
    document.querySelectorAll("select.pick")[1].querySelector("option[selected]")?.textContent.startsWith("Celina"),
  );
  await page.reload();
  assert.match(await chosen(page, 0), /^Borys – /);
  assert.match(await chosen(page, 1), /^Celina – /);
  assert.equal(await chosen(page, 2), word("manage-nobody-yet"));
  await hall.close();
});

test(`what is chosen while something is being saved is saved too, on ${backend}`, async () => {
  const { hall, page } = await coordinate();
  const wanted = ["Celina", "Anna", "Borys"];
  await page.evaluate((wanted) => {
    for (const [index, select] of [...document.querySelectorAll("select.pick")].entries()) {
      select.value = [...select.options].find((option) => option.textContent.startsWith(wanted[index])).value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, wanted);
  await page.waitForFunction(
    (wanted) => {
      const marked = [...document.querySelectorAll("select.pick option[selected]")];
      return wanted.every((name, index) => marked[index]?.textContent.startsWith(name));
    },
    wanted,
    { timeout: 10_000 },
  );
  await page.reload();
  for (const [index, name] of wanted.entries()) assert.match(await chosen(page, index), new RegExp(`^${name} – `));
  await hall.close();
});

test(`without JavaScript a button saves all rows, on ${backend}`, async () => {
  const { hall, page } = await coordinate({ javaScriptEnabled: false });
  for (const [index, name] of people.entries()) {
    const value = await pick(page, index).locator("option", { hasText: name }).getAttribute("value");
    await pick(page, index).selectOption(value);
  }
  await page.getByRole("button", { name: word("manage-pick-save") }).click();
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  for (const [index, name] of people.entries()) {
    assert.match(await pick(page, index).locator("option[selected]").innerText(), new RegExp(`^${name} – `));
  }
  await hall.close();
});

test(`of two who choose at once the second sees both, on ${backend}`, async () => {
  const first = await coordinate();
  const second = await coordinate({ javaScriptEnabled: false });
  await choose(first.page, 0, "Celina");
  await first.page.getByText(word("manage-done-staff-picked")).waitFor();
  const value = await pick(second.page, 0).locator("option", { hasText: "Anna" }).getAttribute("value");
  await pick(second.page, 0).selectOption(value);
  await second.page.getByRole("button", { name: word("manage-pick-save") }).click();
  await second.page.getByText(word("manage-pick-stale")).waitFor();
  assert.match(await pick(second.page, 0).locator("option[selected]").innerText(), /^Anna – /);
  await second.page.getByText(words("manage-pick-stored")).first().waitFor();
  assert.match(await second.page.locator("main").innerText(), /Celina/);
  await second.page.getByRole("button", { name: word("manage-pick-save") }).click();
  await second.page.getByText(word("manage-done-staff-picked")).waitFor();
  await first.hall.close();
  await second.hall.close();
});

test(`a change is undone and made again after signing in anew, on ${backend}`, async () => {
  const { hall, page } = await coordinate();
  const before = await chosen(page, 2);
  await choose(page, 2, before.startsWith("Anna") ? "Borys" : "Anna");
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  const after = await chosen(page, 2);
  await hall.close();
  assert.notEqual(after, before);

  const other = await coordinate();
  await other.page.getByRole("link", { name: word("manage-history-link") }).click();
  await checkPage(other.page, "history");
  await other.page.getByRole("button", { name: words("manage-undo") }).click();
  await other.page.getByText(word("manage-done-undone")).waitFor();
  assert.equal((await chosen(other.page, 2)).split(" – ")[0], before.split(" – ")[0]);
  await other.page.getByRole("link", { name: word("manage-history-link") }).click();
  await other.page.getByRole("button", { name: words("manage-redo") }).click();
  await other.page.getByText(word("manage-done-redone")).waitFor();
  assert.equal((await chosen(other.page, 2)).split(" – ")[0], after.split(" – ")[0]);
  await other.hall.close();
});
