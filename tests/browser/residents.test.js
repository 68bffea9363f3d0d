// The residents' page changes by itself when a duty ends. `serve` runs on the real clock, so this waits for a whole minute.

import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement, day, endingSoon } from "./support/announcement.js";
import { launch, window } from "./support/browser.js";
import { Coordinator, Residents, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

if (backend === "sqlite") {
  test("at the second a duty ends the page says so, where one was on it, and a clock that is ahead does no harm", async () => {
    const browser = await launch();
    const server = await serve();
    const office = await window(browser, server);
    const coordinator = new Coordinator(office.page, server.base);
    await signIn(office.page, server.coordinatorLink);
    const { ends, row } = endingSoon(30);
    const later = [1, 2, 3, 4, 5].map((ahead) => ({ date: day(ahead), hours: ["15.00", "18.00"] }));
    const rows = [row, ...later].map((row) => ({ ...row, phones: ["12 616 5769"] }));
    await coordinator.paste(announcement({ title: "Do końca", first: row.date, last: day(6), rows }));
    const slug = await coordinator.makeDraft();
    await coordinator.publish(slug, { accept: true });
    await office.close();

    /** A small window on the page, at its end, with a count of the times the page was asked for. */
    const look = async (clock) => {
      const street = await window(browser, server, { viewport: { width: 390, height: 400 } });
      const residents = new Residents(street.page, server.base);
      let asked = 0;
      street.page.on("request", (request) => (asked += new URL(request.url()).pathname.endsWith(slug) ? 1 : 0));
      if (clock) await street.page.clock.install({ time: clock });
      await residents.open(slug);
      await street.page.evaluate(() => scrollTo(0, 200));
      const says = async (key) => (await residents.status().innerText()).includes(word(key).split(" {")[0]);
      return { ...street, says, asked: () => asked };
    };
    const right = await look();
    const ahead = await look(new Date(ends.getTime() + 120_000));
    assert.ok(await right.says("status-now"));
    await ahead.page.waitForTimeout(3000);
    assert.ok(await ahead.says("status-now"), "the server is asked, and knows better");
    assert.deepEqual([right.asked(), ahead.asked()], [1, 2], "who is early asks once more, the other not at all");

    const over = (street) =>
      street.page.getByRole("heading", { name: word("status-nobody") }).waitFor({ timeout: 90_000 }).then(() => Date.now());
    const [seen] = await Promise.all([over(right), over(ahead)]);
    assert.ok(seen >= ends.getTime(), "not before it ends");
    assert.ok(seen < ends.getTime() + 4000, `${seen - ends.getTime()} ms after it ended`);
    assert.equal(await right.page.evaluate(() => scrollY), 200, "where one had scrolled to");
    assert.equal(right.asked(), 3, "asked for once, and loaded");
    for (const street of [right, ahead]) await street.close();
    await server.stop();
    await browser.close();
  });
}
