// How pages read with the reader's own settings: spacing of text (WCAG 1.4.12), zoom, copying, ranges at the end of a line.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, window } from "./support/browser.js";
import { signIn } from "./support/pages.js";
import { backend, demo } from "./support/server.js";

/** The spacing of WCAG 2.2, 1.4.12. A style element would break the content security policy. */
const spaced = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
};

/** What sticks out of the window on its right. */
const outside = () => {
  const width = document.documentElement.clientWidth;
  const seen = (element) => getComputedStyle(element).position !== "absolute";
  return [...document.body.querySelectorAll("*")]
    .filter((element) => seen(element) && element.getBoundingClientRect().right > width + 0.5)
    .map((element) => element.outerHTML.slice(0, 120));
};

/** Ranges that are torn apart at their dash. */
const torn = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/\d–(?=\d)/g)) {
      const range = document.createRange();
      const top = (offset) => {
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        return range.getBoundingClientRect().top;
      };
      if (Math.abs(top(match.index) - top(match.index + 2)) > 4) found.push(node.data.trim());
    }
  }
  return found;
};

if (backend === "sqlite") {
  let browser, server, office, street;
  const residents = (locale) => `${server.base}/${locale}/consultations/${server.slug}`;
  const roster = (locale, page = "") => `${server.base}/${locale}/manage/c/${server.slug}${page}`;

  before(async () => {
    browser = await launch();
    server = await demo();
    office = await window(browser, server);
    street = await window(browser, server);
    await signIn(office.page, server.coordinatorLink);
  });
  after(async () => {
    await office?.close();
    await street?.close();
    await server?.stop();
    await browser.close();
  });

  test("with the reader's spacing at 320 px nothing is cut off, and the number keeps its digits", async () => {
    for (const locale of ["pl", "en", "uk"]) {
      for (const [page, address] of [[street.page, residents(locale)], [office.page, roster(locale)]]) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(address);
        await page.evaluate(spaced);
        assert.deepEqual(await page.evaluate(outside), [], address);
      }
    }
  });

  test("the office's tables fit at 200 % zoom and at every width beside it", async () => {
    for (const width of [560, 640, 768, 800, 1024]) {
      await office.page.setViewportSize({ width, height: 720 });
      for (const page of ["", "/publish", "/register", "/days"]) {
        await office.page.goto(roster("pl", page));
        assert.deepEqual(await office.page.evaluate(outside), [], `${page} at ${width} px`);
      }
      for (const page of ["staff", "outbox"]) {
        await office.page.goto(`${server.base}/pl/manage/${page}`);
        assert.deepEqual(await office.page.evaluate(outside), [], `${page} at ${width} px`);
      }
    }
  });

  test("no range breaks at its dash", async () => {
    for (const width of [320, 390, 768, 1280]) {
      for (const locale of ["pl", "uk"]) {
        for (const [page, address] of [
          [street.page, residents(locale)],
          [street.page, `${server.base}/${locale}/consultations`],
          [office.page, `${server.base}/${locale}/manage`],
          [office.page, roster(locale)],
          [office.page, roster(locale, "/publish")],
          [office.page, roster(locale, "/days")],
        ]) {
          await page.setViewportSize({ width, height: 720 });
          await page.goto(address);
          assert.deepEqual(await page.evaluate(torn), [], `${address} at ${width} px`);
        }
      }
    }
  });

  test("a copied row says what is seen", async () => {
    await street.page.setViewportSize({ width: 1280, height: 720 });
    await street.page.goto(residents("pl"));
    const copied = await street.page.evaluate(() => {
      const row = [...document.querySelectorAll("tbody tr")].find((row) => row.textContent.includes("21"));
      getSelection().selectAllChildren(row);
      return getSelection().toString();
    });
    const words = copied.replaceAll("\u00a0", " ").split(/\s*[\t\n]\s*/).filter(Boolean);
    assert.deepEqual(words, ["21 czerwca (piątek)", "15.00–18.00", "12 616 7809"]);
  });
}
