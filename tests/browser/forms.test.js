// Forms that are sent twice, half filled, or with nonsense.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, aroundTheClock, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { Coordinator, Desk, signIn, signOut } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word, words } from "./support/words.js";

let browser, server, office, coordinator, hall, desk, slug;

before(async () => {
  browser = await launch();
  server = await serve();
  office = await window(browser, server);
  coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.addStaff({ name: "Stanowisko 5769", email: "desk@city.example", desk: "12 616 5769" });
  const rows = aroundTheClock(["12 616 5769"]);
  await coordinator.paste(announcement({ title: "Formularze", first: day(0), last: day(1), rows }));
  slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
  hall = await window(browser, server);
  desk = new Desk(hall.page, server.base);
  await signIn(hall.page, await server.linkFor("desk@city.example"));
});

after(async () => {
  await hall?.close();
  await office?.close();
  await server?.stop();
  await browser.close();
});

/** The fields of the open call form, as the browser would send them. They go to the address of the form. */
function fields() {
  return hall.page.evaluate(() => {
    const form = document.querySelector('form[action*="/desk/calls/new"]');
    return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  });
}

/** Sends fields as the browser would, without following where it leads. */
async function send(fields) {
  const body = new URLSearchParams([...fields, ["then", "show"]]).toString();
  return hall.context.request.post(hall.page.url(), {
    data: body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: server.base,
      "sec-fetch-site": "same-origin",
    },
    maxRedirects: 0,
  });
}

test(`the call form sent twice is one call, with other words two texts kept, on ${backend}`, async () => {
  await desk.newCall();
  await desk.fill({ kind: "contribution", contribution: "Raz i ten sam tekst." });
  const typed = await fields();
  const answers = await Promise.all([send(typed), send(typed)]);
  assert.deepEqual(answers.map((answer) => answer.status()), [303, 303]);
  const count = async (text) => (await coordinator.register(slug)).filter((row) => row.includes(text)).length;
  assert.equal(await count("Raz i ten sam tekst."), 1);

  const changed = typed.map(([name, value]) => [name, name === "contributions" ? "Inny tekst." : value]);
  const conflict = await send(changed);
  assert.equal(conflict.status(), 409);
  const page = await conflict.text();
  assert.ok(page.includes("Raz i ten sam tekst.") && page.includes("Inny tekst."), "both texts are shown");
  assert.ok(page.includes(word("conflict-title")));
  assert.equal(await count("Raz i ten sam tekst."), 1, "nothing was overwritten");
});

test(`a call form without its kind comes back with what was typed, on ${backend}`, async () => {
  await desk.newCall();
  await desk.fill({ contribution: "Tego nie wolno zgubić." });
  const answered = hall.page.waitForResponse((response) => response.request().method() === "POST");
  await desk.save();
  assert.equal((await answered).status(), 422);
  assert.equal(await desk.contribution().inputValue(), "Tego nie wolno zgubić.");
  const summary = hall.page.getByRole("alert");
  await summary.getByRole("link", { name: word("fault-kind-missing") }).waitFor();
  await checkPage(hall.page, "call-form-422");
  await desk.kind("contribution").check({ force: true });
  await desk.save();
  await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
});

test(`a paste that is no announcement is answered beside the field and stays there, on ${backend}`, async () => {
  await coordinator.open("/import");
  const field = office.page.getByLabel(word("manage-import-text"));
  await field.fill("Przepis na pierogi: mąka, woda, sól.");
  const answered = office.page.waitForResponse((response) => response.request().method() === "POST");
  await office.page.getByRole("button", { name: word("manage-import-read"), exact: true }).click();
  assert.equal((await answered).status(), 422);
  assert.equal(await field.inputValue(), "Przepis na pierogi: mąka, woda, sól.");
  await office.page.getByText(word("manage-import-not-an-announcement")).first().waitFor();
  await checkPage(office.page, "import-422");
});

test(`a link signs in once, on ${backend}`, async () => {
  const other = await window(browser, server);
  await other.page.goto(server.coordinatorLink);
  await other.page.getByRole("heading", { name: word("sign-in-link-over-title") }).waitFor();
  await checkPage(other.page, "sign-in-link-over");
  await other.page.goto(`${server.base}/pl/sign-in`);
  await checkPage(other.page, "sign-in");
  await other.page.getByLabel(word("sign-in-email")).fill("nie-adres");
  await other.page.getByRole("button", { name: word("sign-in-button") }).click();
  await other.page.getByRole("alert").getByRole("link").waitFor();
  assert.equal(await other.page.getByLabel(word("sign-in-email")).inputValue(), "nie-adres");
  await checkPage(other.page, "sign-in-422");
  await other.close();
});

test(`whoever signs out is out, with the old cookie as well, on ${backend}`, async () => {
  const other = await window(browser, server);
  await signIn(other.page, await server.addUser("Dyżurna", "other@city.example", "staff"));
  await new Desk(other.page, server.base).open();
  const cookies = await other.context.cookies();
  assert.equal(cookies.length, 1);
  await signOut(other.page);
  for (const old of [[], cookies]) {
    await other.context.clearCookies();
    await other.context.addCookies(old);
    await other.page.goto(`${server.base}/pl/desk`);
    await other.page.getByRole("button", { name: word("sign-in-button") }).waitFor();
  }
  await other.close();
});

test(`another site cannot send our forms, on ${backend}`, async () => {
  await desk.newCall();
  await desk.fill({ kind: "contribution", contribution: "Z obcej strony." });
  const typed = new URLSearchParams(await fields()).toString();
  const answer = await hall.context.request.post(hall.page.url(), {
    data: typed,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "https://elsewhere.example",
      "sec-fetch-site": "cross-site",
    },
    maxRedirects: 0,
  });
  assert.ok(answer.status() >= 400 && answer.status() < 500, `${answer.status()}`);
  const rows = await coordinator.register(slug);
  assert.ok(!rows.some((row) => row.includes("Z obcej strony.")));
});

test(`what is not there and what is not ours says so, on ${backend}`, async () => {
  assert.equal((await hall.page.goto(`${server.base}/pl/nothing`)).status(), 404);
  await checkPage(hall.page, "not-found");
  assert.equal((await hall.page.goto(`${server.base}/pl/manage`)).status(), 403);
  await checkPage(hall.page, "forbidden");
  assert.match(await hall.page.title(), words("error-403-title"));
});
