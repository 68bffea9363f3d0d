// A roster goes out as a file and comes back; a day is printed on one sheet; duties are read by a calendar program.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { announcement, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

let browser, server, slug;

before(async () => {
  browser = await launch();
  server = await serve();
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  await coordinator.addPeople(["Anna", "Borys"]);
  const row = (ahead, phone) => ({ date: day(ahead), hours: ["15.00", "18.00"], phones: [phone] });
  const rows = [row(3, "12 616 2000"), row(4, "12 616 1001"), row(5, "12 616 2000")];
  await coordinator.paste(announcement({ title: "Grafik", first: day(3), last: day(5), rows }));
  slug = await coordinator.makeDraft();
  await hall.close();
});

after(async () => {
  await server?.stop();
  await browser.close();
});

let users = 0;

async function coordinate(options) {
  const hall = await window(browser, server, options);
  users += 1;
  await signIn(hall.page, await server.addUser(`Koordynator ${users}`, `files-${users}@city.example`, "coordinator"));
  return { hall, page: hall.page, coordinator: new Coordinator(hall.page, server.base) };
}

/** Follows a link to a file; answers its name and where it is kept. */
async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

async function send(page, coordinator, file) {
  await coordinator.openConsultation(slug, "/sheet");
  await page.getByLabel(word("manage-sheet-file")).setInputFiles(file);
  await page.getByRole("button", { name: word("manage-sheet-read") }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test(`a sheet goes out, comes back and takes a change back, ${javaScriptEnabled ? "" : "without JavaScript, "}on ${backend}`, async () => {
    const { hall, page, coordinator } = await coordinate({ javaScriptEnabled });
    await coordinator.openConsultation(slug, "/table");
    if (javaScriptEnabled) await checkPage(page, "files");
    const file = await download(page, page.getByRole("link", { name: word("manage-files-xlsx") }));
    assert.match(file.name, /^Konsultacje społeczne- Grafik – grafik, szkic \d+\.xlsx$/);
    const sheet = { name: file.name, mimeType: "", buffer: await readFile(file.path) };
    await send(page, coordinator, sheet);
    await page.getByText(word("manage-sheet-same")).waitFor();
    if (javaScriptEnabled) await checkPage(page, "sheet-same");

    await coordinator.openConsultation(slug);
    const pick = page.locator("select.pick").nth(1);
    const before = await pick.inputValue();
    const borys = await pick.locator("option", { hasText: "Borys" }).getAttribute("value");
    await pick.selectOption(borys);
    // With JavaScript choosing is enough.
    if (!javaScriptEnabled) await page.getByRole("button", { name: word("manage-pick-save") }).click();
    await page.getByText(word("manage-done-staff-picked")).waitFor();

    await send(page, coordinator, sheet);
    await page.getByText(word("manage-sheet-older")).waitFor();
    assert.match(await page.locator(".changes del").innerText(), / · Borys$/);
    if (javaScriptEnabled) await checkPage(page, "sheet-difference");
    await page.getByRole("button", { name: word("manage-sheet-make") }).click();
    await page.getByText(word("manage-done-sheet-made")).waitFor();
    assert.equal(await page.locator("select.pick").nth(1).inputValue(), before);
    await hall.close();
  });
}

test(`a file that is none is refused in words, on ${backend}`, async () => {
  const { hall, page, coordinator } = await coordinate();
  await coordinator.openConsultation(slug, "/sheet");
  await checkPage(page, "sheet");
  await page.getByRole("button", { name: word("manage-sheet-read") }).click();
  await page.getByText(word("fault-file-missing")).first().waitFor();
  await send(page, coordinator, { name: "x.xlsx", mimeType: "", buffer: Buffer.from("Litwo") });
  await page.getByText(word("manage-sheet-not-readable")).first().waitFor();
  await checkPage(page, "sheet-refused");
  await hall.close();
});

test(`a day is one sheet of paper, on ${backend}`, async () => {
  const { hall, page, coordinator } = await coordinate();
  await coordinator.openConsultation(slug, "/day-sheets");
  await checkPage(page, "day-sheets");
  const pages = async () => {
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    return paper.match(/\/Type ?\/Page\b/g).length;
  };
  assert.equal(await pages(), 1);
  await page.getByLabel(word("manage-field-date")).selectOption("all");
  await page.getByRole("button", { name: word("manage-day-sheets-show") }).click();
  await page.locator(".day-sheet").nth(2).waitFor();
  assert.equal(await pages(), 3);
  await hall.close();
});

test(`a calendar program reads one's own duties, on ${backend}`, async () => {
  const { hall: office, coordinator } = await coordinate();
  await coordinator.publish(slug, { accept: true });
  await office.close();
  const hall = await window(browser, server);
  const page = hall.page;
  await signIn(page, await server.linkFor("anna@city.example"));
  await page.getByRole("link", { name: word("desk-feed-title") }).click();
  await checkPage(page, "feed");
  await page.getByRole("button", { name: word("desk-feed-make") }).click();
  const address = await page.locator("#feed-address").innerText();
  await checkPage(page, "feed-made");
  const read = async (headers = {}) => fetch(address, { headers });
  const answer = await read();
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  assert.equal(events.length, 2);
  assert.match(events[0].summary, /Grafik: 12 616 2000$/);
  assert.equal(events[0].startDate.toJSDate() < events[1].startDate.toJSDate(), true);
  assert.equal((await read({ "if-none-match": answer.headers.get("etag") })).status, 304);
  await page.goto(`${server.base}/pl/desk/calendar`);
  await page.getByRole("button", { name: word("desk-feed-revoke") }).click();
  await page.getByText(word("manage-done-feed-revoked")).waitFor();
  assert.equal((await read()).status, 404);
  await hall.close();
});
