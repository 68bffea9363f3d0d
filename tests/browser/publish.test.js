// Changing a roster safely: several duties at once, what publishing would change, and a publication planned for later, by
// keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day, iso } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser, server, slug, hall, page, coordinator;

before(async () => {
  browser = await launch();
  server = await serve();
  hall = await window(browser, server);
  page = hall.page;
  coordinator = new Coordinator(page, server.base);
  await signIn(page, server.coordinatorLink);
  await coordinator.addPeople(["Anna", "Borys"]);
  const rows = [3, 4, 5].map((ahead, index) => ({
    date: day(ahead),
    hours: ["15.00", "18.00"],
    phones: [`12 616 100${index}`],
  }));
  await coordinator.paste(announcement({ title: "Publikacja", first: day(3), last: day(5), rows }));
  slug = await coordinator.makeDraft();
});

after(async () => {
  await hall?.close();
  await server?.stop();
  await browser.close();
});

/** Goes on by Tab until the focus is where it is wanted. */
async function tabTo(locator) {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("Tab does not lead there");
}

async function press(name) {
  await tabTo(page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

const hours = () => page.locator(".roster td.hours").allInnerTexts();

test(`several duties are ticked and changed at once by keyboard, on ${backend}`, async () => {
  await coordinator.openConsultation(slug);
  await checkPage(page, "roster-ticks");
  for (const index of [0, 1]) {
    await tabTo(page.locator("input.tick").nth(index));
    await page.keyboard.press("Space");
  }
  await press(word("manage-several-link"));
  await page.getByRole("heading", { name: word("manage-several-title"), level: 1 }).waitFor();
  assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 2);
  await checkPage(page, "several");

  // Enter in a field does none of the things.
  await tabTo(page.getByLabel(word("manage-field-days"), { exact: true }));
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.locator(".summary").waitFor();

  await page.getByLabel(word("manage-field-days"), { exact: true }).fill("");
  await page.getByLabel(word("manage-field-at"), { exact: true }).fill("16:30");
  await press(word("manage-several-split"));
  await page.getByText(word("manage-done-several-changed")).waitFor();
  const halves = ["15.00–16.30", "16.30–18.00"];
  assert.deepEqual(await hours(), [...halves, ...halves, "15.00–18.00"]);

  // Parts that do not follow one another are named, and nothing is changed.
  for (const index of [0, 2]) await page.locator("input.tick").nth(index).check();
  await press(word("manage-several-link"));
  await press(word("manage-several-merge"));
  await page.getByText(word("fault-not-adjoining")).first().waitFor();
  await checkPage(page, "several-refused");
  await coordinator.openConsultation(slug);
  for (const index of [0, 1]) await page.locator("input.tick").nth(index).check();
  await press(word("manage-several-link"));
  await press(word("manage-several-merge"));
  await page.getByText(word("manage-done-several-changed")).waitFor();
  assert.deepEqual(await hours(), ["15.00–18.00", ...halves, "15.00–18.00"]);
});

test(`a free reason that names somebody is asked about once, on ${backend}`, async () => {
  await coordinator.openConsultation(slug);
  await page.locator("input.tick").nth(2).check();
  await press(word("manage-several-link"));
  await page.getByLabel(word("manage-field-words"), { exact: true }).fill("Anna jest chora");
  await press(word("manage-several-cancel"));
  await page.getByText(word("fault-names-health")).first().waitFor();
  await checkPage(page, "several-doubted");
  await page.getByLabel(word("manage-field-words"), { exact: true }).fill("");
  await page.getByLabel(word("manage-field-code"), { exact: true }).selectOption("phone_fault");
  await press(word("manage-several-cancel"));
  await page.getByText(word("manage-done-several-changed")).waitFor();
  await page.getByText(word("cancel-reason-phone_fault")).waitFor();
});

test(`a draft is looked at as residents would, in any language, on ${backend}`, async () => {
  await page.getByRole("link", { name: word("manage-preview-link") }).click();
  await page.getByText(word("manage-seen-draft")).first().waitFor();
  await page.getByText(word("cancel-reason-phone_fault")).waitFor();
  assert.doesNotMatch(await page.content(), /Anna|Borys/, "no person is on it");
  await checkPage(page, "preview");
  await page.goto(page.url().replace("/pl/", "/uk/"));
  await page.getByText(word("cancel-reason-phone_fault", "uk")).waitFor();
});

test(`a publication is planned, seen, withdrawn, and made at once by keyboard, on ${backend}`, async () => {
  await coordinator.openConsultation(slug, "/publish");
  for (const box of await page.getByRole("checkbox").all()) {
    await tabTo(box);
    await page.keyboard.press("Space");
  }
  await tabTo(page.locator("summary", { hasText: word("manage-later-title") }));
  await page.keyboard.press("Enter");
  await press(word("manage-later-button"));
  await page.locator(".summary").waitFor();
  await checkPage(page, "publish-later-again");
  await page.getByLabel(word("manage-field-day"), { exact: true }).fill(iso(day(2)));
  await page.getByLabel(word("manage-field-time"), { exact: true }).fill("08:00");
  await page.keyboard.press("Enter");
  await page.getByText(word("manage-done-publication-planned")).waitFor();
  await page.locator(".facts", { hasText: words("manage-planned") }).waitFor();

  await coordinator.openConsultation(slug, "/publish");
  await checkPage(page, "publish-planned");
  await press(word("manage-planned-withdraw"));
  await page.getByText(word("manage-done-publication-withdrawn")).waitFor();

  await coordinator.publish(slug, { accept: true });
  await page.locator(".facts a").click();
  await checkPage(page, "revisions");
  await page.getByRole("link", { name: words("manage-revisions-one") }).first().click();
  await page.getByText(words("manage-seen-revision")).first().waitFor();
  await checkPage(page, "revision");
});

test(`publishing shows who has a duty before and after, and who hears of it, on ${backend}`, async () => {
  await coordinator.openConsultation(slug);
  await page.locator("input.tick").nth(0).check();
  await press(word("manage-several-link"));
  await page.getByLabel(word("manage-field-staff"), { exact: true }).selectOption({ label: "Borys" });
  await press(word("manage-several-assign"));
  await page.getByText(word("manage-done-several-changed")).waitFor();
  await coordinator.openConsultation(slug, "/publish");
  assert.equal(await page.locator(".changes del").innerText(), word("manage-nobody-yet"));
  assert.equal(await page.locator(".changes ins").innerText(), "Borys");
  assert.match(await page.locator("main").innerText(), /Borys – \d+ now/);
  await coordinator.openConsultation(slug, "/revisions/1");
  await page.getByRole("button", { name: word("manage-seen-restore") }).click();
  await page.getByText(word("manage-done-restored")).waitFor();
  await coordinator.openConsultation(slug, "/publish");
  assert.equal(await page.locator(".changes del").count(), 0, "the draft is the revision again");
});
