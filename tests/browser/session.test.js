// Signing in in between leads back: to the page that was wanted, and to the form whose session had ended.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, aroundTheClock, day } from "./support/announcement.js";
import { checkPage, launch, window } from "./support/browser.js";
import { eventually, mailServer } from "./support/mail.js";
import { Coordinator, Desk, askForLink, signIn, signOut } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

const atDesk = "desk@city.example";

let browser, mail, server, office, slug;

before(async () => {
  browser = await launch();
  mail = await mailServer();
  server = await serve({ smtpUrl: mail.url });
  office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.addStaff({ name: "Stanowisko 5769", email: atDesk, desk: "12 616 5769" });
  const rows = aroundTheClock(["12 616 5769"]);
  await coordinator.paste(announcement({ title: "Sesja", first: day(0), last: day(1), rows }));
  slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
});

after(async () => {
  await office?.close();
  await server?.stop();
  await mail?.stop();
  await browser.close();
});

/** The sign-in links mailed to an address, in order. */
function mailed(address) {
  const text = ({ raw }) => raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  return mail.to(address).flatMap((mail) => text(mail).match(/http:\/\/127\.0\.0\.1:\d+\/pl\/sign-in\/[\w-]+\S*/) ?? []);
}

/** Asks for a link on the sign-in page that is open; answers it. */
async function link(page, address) {
  const before = mailed(address).length;
  await askForLink(page, address);
  return eventually(() => mailed(address)[before], `a link for ${address}`);
}

/** Ends the session of a window from another of its tabs. */
async function endSession({ context }) {
  const tab = await context.newPage();
  await tab.goto(`${server.base}/pl/desk`);
  await signOut(tab);
  await tab.close();
}

for (const javaScriptEnabled of [true, false]) {
  const how = `on ${backend}, JavaScript ${javaScriptEnabled ? "on" : "off"}`;
  // axe itself needs JavaScript.
  const look = javaScriptEnabled ? checkPage : async () => {};

  test(`a mailed link leads to the page that was wanted, in any browser, ${how}`, async () => {
    const hall = await window(browser, server, { javaScriptEnabled });
    const wanted = `${server.base}/pl/desk/calls?wanted=${javaScriptEnabled}`;
    await hall.page.goto(wanted);
    await look(hall.page, "sign-in-next");
    await hall.page.getByRole("link", { name: "Українська" }).click();
    await hall.page.getByRole("link", { name: "Polski" }).click();
    const first = await link(hall.page, atDesk);
    await look(hall.page, "sign-in-sent");

    const telephone = await window(browser, server, { javaScriptEnabled });
    await telephone.page.goto(first);
    await telephone.page.getByRole("button", { name: word("sign-in-link-button") }).click();
    await telephone.page.waitForURL(wanted);
    await telephone.close();

    await hall.page.getByRole("link", { name: word("sign-in-sent-again") }).click();
    const second = await hall.context.newPage();
    await signIn(second, await link(hall.page, atDesk));
    assert.equal(second.url(), wanted);
    await hall.page.reload();
    assert.equal(hall.page.url(), wanted, "the tab in which it was asked for goes on too");
    await hall.close();
  });

  test(`a form whose session has ended comes back after signing in, ${how}`, async () => {
    const address = `office-${javaScriptEnabled}@city.example`;
    const name = `Osoba ${javaScriptEnabled}`;
    const hall = await window(browser, server, { javaScriptEnabled });
    const coordinator = new Coordinator(hall.page, server.base);
    await signIn(hall.page, await server.addUser("Druga", address, "coordinator"));
    await coordinator.open("/staff/new");
    const form = hall.page.url();
    await endSession(hall);
    const typed = hall.page.getByLabel(word("manage-field-name"), { exact: true });
    await typed.fill(name);
    await coordinator.save();
    await hall.page.getByText(word("sign-in-after-form")).waitFor();
    await look(hall.page, "sign-in-after-form");
    await hall.page.goto(await link(hall.page, address));
    await hall.page.getByRole("button", { name: word("sign-in-link-button") }).click();
    await typed.waitFor();
    assert.equal(hall.page.url(), form);
    await typed.fill(name);
    await coordinator.save();
    await hall.page.getByRole("row", { name }).waitFor();
    assert.equal(await hall.page.getByRole("row", { name }).count(), 1);
    await hall.close();
  });

  test(`the words of a call whose session has ended are not lost, ${how}`, async () => {
    const said = `Nie zgubić tego (${javaScriptEnabled}).`;
    const hall = await window(browser, server, { javaScriptEnabled });
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, await server.linkFor(atDesk));
    await desk.newCall();
    const form = hall.page.url();
    await endSession(hall);
    await desk.fill({ kind: "contribution", contribution: said });
    await desk.save();
    await hall.page.getByText(said).waitFor();
    await hall.page.getByText(word("call-kept-unauthenticated")).waitFor();
    await look(hall.page, "call-kept");
    const opened = hall.context.waitForEvent("page");
    await hall.page.getByRole("link", { name: word("call-kept-sign-in") }).click();
    const tab = await opened;
    await signIn(tab, await link(tab, atDesk));
    assert.equal(tab.url(), form);
    await hall.page.getByRole("button", { name: word("call-kept-again") }).click();
    await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
    const register = await new Coordinator(office.page, server.base).register(slug);
    assert.equal(register.filter((row) => row.includes(said)).length, 1);
    await hall.close();
  });
}
