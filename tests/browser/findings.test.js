// What is to be settled beside a roster: it stays in view, and one press settles it. Looking further for a fairer roster.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

let browser, server, slug;

const people = ["Anna", "Borys", "Celina"];
/** Numbers of nobody's desk: an import gives their duties to nobody. */
const phones = Array.from({ length: 12 }, (_, index) => `12 616 ${1001 + index}`);

before(async () => {
  browser = await launch();
  server = await serve();
  const hall = await window(browser, server);
  const coordinator = new Coordinator(hall.page, server.base);
  await signIn(hall.page, server.coordinatorLink);
  await coordinator.addPeople(people);
  const rows = phones.map((phone, index) => ({ date: day(index + 3), hours: ["15.00", "18.00"], phones: [phone] }));
  await coordinator.paste(announcement({ title: "Uwagi", first: day(3), last: day(14), rows }));
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
  await signIn(hall.page, await server.addUser(`Koordynator ${users}`, `findings-${users}@city.example`, "coordinator"));
  await new Coordinator(hall.page, server.base).openConsultation(slug);
  return { hall, page: hall.page };
}

const withoutPerson = (page) => page.locator("select.pick").evaluateAll((all) => all.filter((select) => !select.value).length);
const give = (page) => page.locator("aside.panel button[form=fixes]");

for (const javaScriptEnabled of [true, false])
  test(`a finding is settled by one press, ${javaScriptEnabled ? "with" : "without"} JavaScript, on ${backend}`, async () => {
    const { hall, page } = await coordinate({ javaScriptEnabled });
    // While nobody has a duty, that is one finding; afterwards each duty without a person is one.
    if (javaScriptEnabled) {
      await page.locator("select.pick").first().selectOption({ index: 1 });
      await page.getByText(word("manage-done-staff-picked")).waitFor();
      await checkPage(page, "roster-findings");
    }
    const open = await withoutPerson(page);
    await give(page).first().click();
    await page.getByText(word("manage-done-staff-picked")).waitFor();
    assert.equal(await withoutPerson(page), open - 1);
    await hall.close();
  });

test(`what is to be settled stays in view beside a long roster, on ${backend}`, async () => {
  const { hall, page } = await coordinate({ viewport: { width: 1280, height: 600 } });
  await page.locator(".roster tbody tr").last().scrollIntoViewIfNeeded();
  assert.ok((await page.evaluate(() => scrollY)) > 300);
  const box = await page.locator("aside.panel").boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 600, JSON.stringify(box));
  await hall.close();
});

test(`who looks further sees the best so far and can stop, on ${backend}`, async () => {
  const { hall, page } = await coordinate();
  // The server would be done at once: the page is made to offer a longer search, and that to wait until it is stopped.
  const address = `${page.url().split("?")[0]}/share`;
  let asked = 0;
  await page.route(`${address}?only=all&seconds=4`, () => (asked += 1));
  await page.route(address, async (route) => {
    const answer = await route.fetch();
    const link = `<p class="row"><a class="button" id="further" href="share?only=all&amp;seconds=4">${word("manage-share-title")}</a></p>`;
    const body = (await answer.text()).replace('<div id="found">', `<div id="found">${link}`);
    await route.fulfill({ response: answer, body });
  });
  await page.goto(address);
  const stop = page.getByRole("button", { name: word("manage-share-stop") });
  await stop.waitFor();
  assert.equal(asked, 1);
  assert.ok(await page.locator("#take").isVisible(), "the best so far can be taken");
  assert.ok(!(await page.locator("#further").isVisible()));
  await checkPage(page, "share-searching");
  await stop.click();
  await page.locator("#further").waitFor();
  assert.ok(!(await stop.isVisible()));
  assert.equal(await page.evaluate(() => document.activeElement.id), "further");
  assert.ok(await page.locator("#take").isVisible());

  // What comes next stands in its place; it offers no longer search, and so the looking ends.
  await page.unroute(`${address}?only=all&seconds=4`);
  await page.goto(address);
  await page.locator("#further").waitFor({ state: "detached" });
  assert.ok(!(await stop.isVisible()));
  await page.getByText(word("manage-share-fairest")).waitFor();
  await page.locator("#take").click();
  await page.getByText(word("manage-done-staff-picked")).waitFor();
  await hall.close();
});
