// The roster as a grid, by keyboard and without JavaScript; and all duties of an office on one page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day, iso } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

let browser, server, slug;

const people = ["Anna", "Antoni", "Celina"];
/** Numbers of nobody's desk: an import gives their duties to nobody. */
const phones = ["12 616 1001", "12 616 1002", "12 616 1003"];
const first = day(3);

before(async () => {
  browser = await launch();
  server = await serve();
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  await coordinator.addPeople(people);
  const rows = phones.map((phone) => ({ date: first, hours: ["15.00", "18.00"], phones: [phone] }));
  await coordinator.paste(announcement({ title: "Siatka", first, last: first, rows }));
  slug = await coordinator.makeDraft();
  await hall.close();
});

after(async () => {
  await server?.stop();
  await browser.close();
});

let users = 0;

/** A coordinator of their own, with a view of the roster open. */
async function coordinate(view, options) {
  const hall = await window(browser, server, options);
  users += 1;
  await signIn(hall.page, await server.addUser(`Koordynator ${users}`, `grid-${users}@city.example`, "coordinator"));
  await new Coordinator(hall.page, server.base).openConsultation(slug);
  await hall.page.getByRole("link", { name: word(`manage-view-${view}`) }).click();
  await hall.page.getByRole("link", { name: word(`manage-view-${view}`), exact: true }).and(hall.page.locator("[aria-current=page]")).waitFor();
  return { hall, page: hall.page };
}

/** The column of the duties, from 0 for Monday. */
const column = (first.getUTCDay() + 6) % 7;
const cell = (page, row, at = column) => page.locator(`#cell-${row}-${at}`);
const focused = (page) => page.evaluate(() => document.activeElement.id);
const line = (page, name) => page.locator(".grid tbody tr", { has: page.getByRole("rowheader", { name }) });

test(`a duty is given by arrows and the letters of a name, on ${backend}`, async () => {
  const { hall, page } = await coordinate("extensions", { viewport: { width: 1280, height: 720 } });
  await checkPage(page, "grid-extensions");
  assert.equal(await page.getByRole("grid").count(), 1);
  // From the first cell, which is in the way of the Tab key, to the duty of the second number.
  await cell(page, 0, 0).focus();
  for (let step = 0; step < column; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), `cell-1-${column}`);
  await page.keyboard.press("Home");
  assert.equal(await focused(page), "cell-1-0");
  await page.keyboard.press("End");
  assert.equal(await focused(page), "cell-1-6");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(page), "cell-1-6", "there is no eighth day");
  await cell(page, 1).focus();
  // Two names begin with An: the one that is typed is saved, and nobody in between.
  await page.keyboard.type("Anto", { delay: 150 });
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  assert.equal(await cell(page, 1).locator(".who").innerText(), "Antoni");
  assert.equal(await focused(page), await cell(page, 1).locator("select").getAttribute("id"), "one stays where one is");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), `cell-1-${column}`);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), await cell(page, 1).locator("select").getAttribute("id"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), `cell-0-${column}`);
  await page.reload();
  assert.equal(await cell(page, 1).locator(".who").innerText(), "Antoni");
  await new Coordinator(page, server.base).openConsultation(slug, "/history");
  assert.equal(await page.locator("main tbody tr").count(), 2, "the import, and one name");
  await hall.close();
});

test(`without JavaScript a button saves the cells, and a duty goes to the line of its person, on ${backend}`, async () => {
  const { hall, page } = await coordinate("people", { viewport: { width: 1280, height: 720 }, javaScriptEnabled: false });
  const nobody = line(page, word("manage-nobody-yet")).locator("select");
  const value = await nobody.first().locator("option", { hasText: "Celina" }).getAttribute("value");
  await nobody.first().selectOption(value);
  await page.getByRole("button", { name: word("manage-pick-save") }).click();
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  assert.equal(await line(page, "Celina").locator("select").count(), 1);
  await hall.close();
});

test(`a cell leads to a new duty with its day and its line filled in, on ${backend}`, async () => {
  const { hall, page } = await coordinate("people", { viewport: { width: 1280, height: 720 } });
  await checkPage(page, "grid-people");
  const add = line(page, "Anna").locator("td").nth(column).locator("a.add");
  await add.click();
  assert.equal(await page.getByLabel(word("manage-field-date"), { exact: true }).inputValue(), iso(first));
  assert.equal(await page.getByLabel(word("manage-field-staff"), { exact: true }).locator("option:checked").innerText(), "Anna");
  await page.goBack();
  await page.getByRole("link", { name: word("manage-view-extensions") }).click();
  await line(page, phones[2]).locator("td").nth(column).locator("a.add").click();
  assert.equal(await page.getByLabel(word("manage-field-phones"), { exact: true }).inputValue(), phones[2]);
  await hall.close();
});

test(`all duties of the office stand on one page, and a clash is named, on ${backend}`, async () => {
  const { hall, page } = await coordinate("people");
  const coordinator = new Coordinator(page, server.base);
  const title = "Drugie";
  const rows = [{ date: first, hours: ["18.00", "20.00"], phones: [phones[0]] }];
  await coordinator.paste(announcement({ title, first, last: first, rows }));
  await coordinator.makeDraft();
  await coordinator.open("");
  await page.getByRole("link", { name: word("manage-agenda-link") }).click();
  assert.equal(await page.locator(".agenda tbody tr").count(), phones.length + 1);
  assert.equal(await page.getByText(word("manage-agenda-clash"), { exact: true }).count(), 0);
  // Published from 15 to 18, drafted from 20 to 21: for the residents the number still is where it was.
  await coordinator.publish(slug, { accept: true });
  await coordinator.open("/agenda");
  await page.getByRole("row", { name: phones[0] }).getByRole("link", { name: /^15\.00/ }).click();
  await page.getByLabel(word("manage-field-start"), { exact: true }).fill("20:00");
  await page.getByLabel(word("manage-field-end"), { exact: true }).fill("21:00");
  await coordinator.save();
  await page.getByText(word("manage-done-slot-saved")).waitFor();
  await coordinator.open("/agenda");
  await page.getByRole("link", { name: /^18\.00/ }).click();
  await page.getByLabel(word("manage-field-start"), { exact: true }).fill("16:00");
  await coordinator.save();
  await page.getByText(word("manage-done-slot-saved")).waitFor();
  await coordinator.open("/agenda");
  const row = page.locator(".agenda tr.bad");
  assert.equal(await row.count(), 1);
  const told = await row.innerText();
  for (const part of [phones[0], "Siatka", title, word("manage-agenda-clash")]) assert.ok(told.includes(part), told);
  await checkPage(page, "agenda");
  await hall.close();
});
