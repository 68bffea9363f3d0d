// Debian's Chromium, and what every page must pass.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

// The machine's network is closed: nothing may be looked up in the background.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/**
 * A window of its own, with its own cookies. A page that logs an error, breaks the content security policy, asks for
 * anything from another host or does not get a part of itself ends the test red, see `close`.
 */
export async function window(browser, server, options = {}) {
  const context = await browser.newContext({ locale: "pl-PL", timezoneId: "Europe/Warsaw", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  const troubles = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      const expected = /status of (4\d\d)/.test(message.text());
      if (message.type() === "error" && !expected) troubles.push(`${page.url()}: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(server.base) && !request.url().startsWith("data:")) {
        troubles.push(`${page.url()} asks for ${request.url()}`);
      }
    });
    page.on("response", (response) => {
      const isPart = !response.request().isNavigationRequest();
      if (isPart && response.status() >= 400) troubles.push(`${page.url()}: ${response.status()} ${response.url()}`);
    });
  });
  const page = await context.newPage();
  return {
    context,
    page,
    close: async () => {
      await context.close();
      assert.deepEqual(troubles, []);
    },
  };
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds wrong, in one line each. */
async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}\n    ${node.html}\n    ${node.failureSummary}`),
  );
}

/** Waits for transitions: half-way between two colours, neither is what people read. */
async function settled(page) {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}

/** Everything a page must pass wherever it is: axe in light and dark, 320 pixels, one h1, a language, a title. */
export async function checkPage(page, what) {
  const where = `${what} (${new URL(page.url()).pathname})`;
  const size = page.viewportSize();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    assert.deepEqual(await violations(page), [], `${where}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 640 });
  await settled(page);
  const { width, wide } = await page.evaluate(() => {
    const width = document.documentElement.scrollWidth;
    const sticksOut = (element) => element.getBoundingClientRect().right > 320.5;
    const wide = [...document.body.querySelectorAll("*")].filter(sticksOut).slice(0, 5);
    return { width, wide: wide.map((element) => element.outerHTML.slice(0, 120)) };
  });
  await keepPicture(page, `${what}-320`);
  assert.ok(width <= 320, `${where} is ${width} px wide on a screen of 320: ${wide.join("\n")}`);
  assert.deepEqual(await violations(page), [], `${where} at 320 px`);
  await page.setViewportSize(size ?? { width: 1280, height: 720 });
  await keepPicture(page, what);
  assert.equal(await page.locator("h1").count(), 1, `${where}: one h1`);
  const [, locale] = new URL(page.url()).pathname.split("/");
  assert.equal(await page.locator("html").getAttribute("lang"), locale, `${where}: lang`);
  assert.notEqual((await page.title()).trim(), "", `${where}: title`);
}

/**
 * Visits every page to which links lead from this one, in its language: one of each kind, whatever its ids and dates.
 * Answers the paths it visited.
 */
export async function everyPage(page, start, look) {
  const [, language] = new URL(start).pathname.split("/");
  const kind = ({ pathname }) => pathname.replaceAll(/[0-9a-f-]{36}|\d{4}-\d\d-\d\d/g, "*");
  const isPage = ({ href, pathname }) => href.startsWith(`${new URL(start).origin}/${language}/`) && !/\.\w+$/.test(pathname);
  const found = [new URL(start)];
  const kinds = new Set(found.map(kind));
  for (const url of found) {
    const answer = await page.goto(url.href);
    assert.equal(answer.status(), 200, url.pathname);
    await look(url.pathname);
    const links = await page.locator("a[href]:not([download])").evaluateAll((all) => all.map((link) => link.href));
    for (const next of links.map((link) => new URL(link)).filter(isPage)) {
      if (kinds.has(kind(next))) continue;
      kinds.add(kind(next));
      found.push(next);
    }
  }
  return found.map(({ pathname }) => pathname);
}

/** Keeps a picture of the page when SCREENSHOTS names a folder. */
async function keepPicture(page, what) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${what.replaceAll(/[^\w-]+/g, "-")}.png`), fullPage: true });
}
