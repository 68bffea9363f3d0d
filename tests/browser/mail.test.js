// Reminders against a real mail server that also refuses, greylists, stalls and hangs up.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { announcement, day, duty } from "./support/announcement.js";
import { launch, window } from "./support/browser.js";
import { eventually, mailServer } from "./support/mail.js";
import { Coordinator, signIn } from "./support/pages.js";
import { backend, serve } from "./support/server.js";
import { word } from "./support/words.js";

const behaviour = {
  "desk5769@city.example": "accept",
  "desk7821@city.example": "refuse",
  "desk7809@city.example": "greylist",
  "desk7825@city.example": "stall",
  "desk7829@city.example": "drop",
  "desk7820@city.example": "accept",
};

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test(`each recipient on their own, each message at least once and known again, on ${backend}`, async () => {
  const mail = await mailServer(behaviour);
  const server = await serve({ smtpUrl: mail.url });
  const office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  const rows = [];
  for (const address of Object.keys(behaviour)) {
    const desk = address.slice(4, 8);
    const phone = `12 616 ${desk}`;
    await coordinator.addStaff({ name: `Stanowisko ${desk}`, email: address, desk: phone });
    rows.push({ ...duty(), phones: [phone] });
  }
  await coordinator.paste(announcement({ title: "Poczta", first: day(0), last: day(1), rows }));
  const slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });

  // At once, though one stalls.
  for (const address of ["desk5769@city.example", "desk7820@city.example"]) {
    await eventually(() => mail.to(address).length === 1, `the reminder to ${address}`);
  }
  const [reminder] = mail.to("desk5769@city.example");
  assert.match(reminder.messageId, /^<[0-9a-f-]{36}@127\.0\.0\.1>$|^<[0-9a-f-]{36}@\[127\.0\.0\.1\]>$/);
  for (const part of [
    /^Auto-Submitted: auto-generated/im,
    /^Content-Language: pl/im,
    /^Content-Type: text\/plain/im,
    /^Content-Type: text\/html/im,
    /^Content-Type: text\/calendar;.*method=PUBLISH/im,
  ]) {
    assert.match(reminder.raw, part);
  }

  // Greylisted: refused at first, taken later. Dropped after the words: sent again, and known as the same message.
  await eventually(() => mail.to("desk7809@city.example").length === 1, "the greylisted reminder", 60_000);
  const twice = await eventually(
    () => mail.to("desk7829@city.example").length === 2 && mail.to("desk7829@city.example"),
    "the reminder whose connection was dropped",
    60_000,
  );
  assert.equal(twice[0].messageId, twice[1].messageId);
  assert.deepEqual(twice.map((mail) => mail.dropped), [true, false]);

  // Refused for good: dead, visible, not tried again on its own.
  const outbox = await coordinator.outbox();
  assert.ok(outbox.some((line) => line.includes("550")), outbox.join("\n"));
  const tries = () => mail.attempts.filter(({ address }) => address === "desk7821@city.example").length;
  assert.equal(tries(), 1);
  await coordinator.sendAgain();
  await eventually(() => tries() === 2, "another attempt by hand");

  const ids = new Set(mail.received.map(({ to, messageId }) => `${to} ${messageId}`));
  assert.equal(ids.size, 4, "one message for each whose server took it");
  await office.close();
  await server.stop();
  await mail.stop();
});

test(`a reminder is confirmed from its link, which asks first, on ${backend}`, async () => {
  const mail = await mailServer();
  const server = await serve({ smtpUrl: mail.url });
  const office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.addStaff({ name: "Stanowisko 5769", email: "desk@city.example", desk: "12 616 5769" });
  const rows = [{ ...duty(), phones: ["12 616 5769"] }];
  await coordinator.paste(announcement({ title: "Potwierdzenie", first: day(0), last: day(1), rows }));
  const slug = await coordinator.makeDraft();
  await coordinator.publish(slug, { accept: true });
  const [{ raw }] = await eventually(() => mail.received.length === 1 && mail.received, "the reminder");
  const text = raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const link = text.match(/http:\/\/127\.0\.0\.1:\d+\/pl\/confirm\/[\w-]+/)?.[0];
  assert.ok(link, raw);

  const hall = await window(browser, server, { javaScriptEnabled: false });
  // "potwierdzony" also ends "niepotwierdzony".
  const tag = new RegExp(`(?<!\\p{L})${word("manage-tag-confirmed")}`, "u");
  const confirmed = async () => (await coordinator.roster(slug)).some((row) => tag.test(row));
  const says = (message) => hall.page.getByRole("heading", { level: 1, name: word(message) }).waitFor();
  await hall.page.goto(link);
  await hall.page.goto(link);
  assert.equal(await confirmed(), false, "looking at it confirms nothing");
  await hall.page.getByRole("button", { name: word("confirm-button") }).click();
  await says("confirm-done-title");
  assert.ok((await hall.page.locator("main").innerText()).includes("12 616 5769"), "it says which duty");
  assert.equal(await hall.page.getByRole("button", { name: word("confirm-button") }).count(), 0);
  assert.equal(await confirmed(), true, "the coordinator sees it");
  await hall.page.goto(link);
  await says("confirm-already-title");
  assert.equal(await hall.page.getByRole("button", { name: word("confirm-button") }).count(), 0, "once is enough");
  await hall.close();
  await office.close();
  await server.stop();
  await mail.stop();
});

test(`a mail server that is not there loses nothing, on ${backend}`, async () => {
  const gone = await mailServer();
  await gone.stop();
  const server = await serve({ smtpUrl: gone.url });
  const office = await window(browser, server);
  const coordinator = new Coordinator(office.page, server.base);
  await signIn(office.page, server.coordinatorLink);
  await coordinator.addStaff({ name: "Stanowisko 5769", email: "desk@city.example", desk: "12 616 5769" });
  const rows = [{ ...duty(), phones: ["12 616 5769"] }];
  await coordinator.paste(announcement({ title: "Bez poczty", first: day(0), last: day(1), rows }));
  await coordinator.publish(await coordinator.makeDraft(), { accept: true });
  await eventually(async () => (await coordinator.outbox()).some((line) => line.includes("connect")), "the reason");
  await office.close();
  await server.stop();
});
