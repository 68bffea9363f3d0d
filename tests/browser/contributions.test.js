// Letters become contributions: entered, grouped, answered at once, worked through; with and without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const letters = ["Więcej kursów wieczorem.", "Kursy też po 18.00.", "=1+1 ławek w parku."];

for (const javaScriptEnabled of [true, false]) {
  const how = `on ${backend}, JavaScript ${javaScriptEnabled ? "on" : "off"}`;

  test(`letters are entered, grouped and answered together, ${how}`, async () => {
    const server = await serve();
    const hall = await window(browser, server, { javaScriptEnabled });
    const { page } = hall;
    const coordinator = new Coordinator(page, server.base);
    const look = javaScriptEnabled ? (what) => checkPage(page, what) : async () => {};
    await signIn(page, server.coordinatorLink);
    const rows = [{ date: day(1), hours: ["15.00", "18.00"], phones: ["12 616 1001"] }];
    await coordinator.paste(announcement({ title: "Park na skarpie", first: day(1), last: day(1), rows }));
    const slug = await coordinator.makeDraft();
    const button = (key) => page.getByRole("button", { name: word(key), exact: true });
    const field = (key) => page.getByLabel(word(key), { exact: true });

    for (const text of letters) {
      await coordinator.openConsultation(slug, "/contributions");
      await page.getByRole("link", { name: word("manage-contribution-new"), exact: true }).click();
      await look("new contribution");
      // Nothing but the text is typed: what is missing is said, and the text is still there.
      await field("manage-field-text").fill(text);
      await button("save").click();
      await page.locator(".summary").waitFor();
      assert.equal(await field("manage-field-text").inputValue(), text);
      await field("manage-field-channel").selectOption("letter");
      await field("manage-field-received-on").fill("2024-06-20");
      await button("save").click();
      await page.getByText(word("manage-done-contribution-entered")).waitFor();
    }
    await look("contribution");

    await coordinator.openConsultation(slug, "/contributions");
    await look("contributions");
    const row = (text) => page.getByRole("row", { name: text });
    const tick = (text) => row(text).getByRole("checkbox").check();
    await tick(letters[0]);
    await tick(letters[1]);
    await button("manage-contributions-group").click();
    await page.getByText(word("manage-done-contributions-grouped")).waitFor();
    assert.equal(await page.getByText(word("manage-contributions-same"), { exact: true }).count(), 2);

    // One is ticked; both are answered.
    await tick(letters[1]);
    await field("manage-field-verdict").last().selectOption("accepted_in_part");
    await field("manage-field-reasons").fill("Od września.");
    await page.locator("#position_state").selectOption("final");
    await button("manage-contributions-answer").click();
    await page.getByText(word("manage-done-positions-set")).waitFor();
    for (const text of letters.slice(0, 2)) {
      assert.match(await row(text).innerText(), new RegExp(word("position-verdict-accepted_in_part")));
    }
    assert.match(await row(letters[2]).innerText(), new RegExp(word("position-state-to_be_decided")));
    // A position without reasons is not final: the row says so.
    await tick(letters[2]);
    await page.locator("#position_state").selectOption("final");
    await button("manage-contributions-answer").click();
    await page.locator(".summary").waitFor();
    await look("contributions refused");

    await row(letters[0]).getByRole("link").click();
    await button("manage-contribution-to-checked").click();
    await page.getByText(word("manage-done-contribution-state")).waitFor();
    await field("manage-field-public-text").fill("Kursy wieczorem.");
    await button("save").click();
    await page.getByText(word("manage-done-contribution-saved")).waitFor();
    await look("contribution in a group");
    assert.ok((await page.getByText(words("manage-contribution-until")).count()) >= 2);
    await button("manage-contribution-ungroup").click();
    await page.getByText(word("manage-done-contribution-ungrouped")).waitFor();

    await coordinator.openConsultation(slug, "/contributions/verdicts");
    await look("verdicts");
    await hall.close();
    await server.stop();
  });
}
