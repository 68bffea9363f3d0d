// `dutyline demo`, as a newcomer meets it. It always runs on SQLite, so that is where this is tried.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { checkPage, everyPage, launch, window } from "./support/browser.js";
import { eventually, mailServer } from "./support/mail.js";
import { Coordinator, Desk, Residents, signIn } from "./support/pages.js";
import { backend, demo } from "./support/server.js";
import { word } from "./support/words.js";

if (backend === "sqlite") {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  test("the residents' page of the demo, on screen, on paper and as a calendar", async () => {
    const server = await demo();
    const street = await window(browser, server, { javaScriptEnabled: true });
    const residents = new Residents(street.page, server.base);
    await residents.open(server.slug);
    const text = (await street.page.locator("main").innerText()).replaceAll("\u00a0", " ");
    for (const said of ["Otwarty Kraków 2024–2028", "18.00", "12 616 5769", "czerwca"]) {
      assert.ok(text.includes(said), `${said} is missing in\n${text}`);
    }
    for (const locale of ["pl", "en", "uk"]) {
      await residents.open(server.slug, locale);
      await checkPage(street.page, `demo-residents-${locale}`);
      await street.page.goto(`${server.base}/${locale}/consultations`);
      await checkPage(street.page, `demo-list-${locale}`);
    }

    await residents.open(server.slug);
    await street.page.emulateMedia({ media: "print" });
    assert.equal(await street.page.locator("nav.languages").isVisible(), false, "no language switcher on paper");
    assert.equal(await street.page.locator(".no-print").first().isVisible(), false);
    assert.equal(await street.page.locator(".print-only").first().isVisible(), true, "paper says where it is from");
    assert.equal(await street.page.locator("h1").isVisible(), true);
    const pdf = await street.page.pdf({ format: "A4" });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.equal(sheets, 1, "one sheet of paper");
    await street.page.emulateMedia({ media: "screen" });

    const answer = await fetch(`${server.base}/pl/consultations/${server.slug}.ics`);
    assert.equal(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    assert.equal(events.length, 17, "16 duties and a meeting");
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
    const first = events.find((event) => event.startDate.toString().startsWith("2024-06-13"));
    assert.equal(zone.tzid, "Europe/Warsaw");
    assert.equal(zone.utcOffset(first.startDate), 2 * 3600, "summer time, said by a reader that is not ours");
    await street.close();
    assert.equal(server.logged(), "", "the console shows the links and nothing else");
    await server.stop();
  });

  test("every page of the demo, signed in", async () => {
    const server = await demo();
    const office = await window(browser, server);
    await signIn(office.page, server.coordinatorLink);
    for (const locale of ["pl", "en", "uk"]) {
      const start = `${server.base}/${locale}/manage`;
      const paths = await everyPage(office.page, start, (path) => checkPage(office.page, `demo${path}`));
      for (const page of ["/import", "/outbox", "/staff/new", `/c/${server.slug}/register`, `/c/${server.slug}/slots/new`]) {
        assert.ok(paths.includes(`/${locale}/manage${page}`), `no link leads to ${page}: ${paths.join(" ")}`);
      }
    }
    await office.page.goto(`${server.base}/pl/password`);
    await checkPage(office.page, "password");
    await office.close();

    const hall = await window(browser, server, { viewport: { width: 390, height: 844 } });
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, server.staffLink);
    await desk.newCall();
    await desk.fill({ kind: "contribution", contribution: "Ławki." });
    await desk.save();
    const paths = await everyPage(hall.page, `${server.base}/pl/desk`, (path) => checkPage(hall.page, `demo${path}`));
    assert.ok(paths.includes("/pl/desk/calls"), paths.join(" "));
    await hall.close();
    await server.stop();
  });

  test("stopped and started again, the demo carries on with its data and its clock", async () => {
    const server = await demo();
    const hall = await window(browser, server);
    const desk = new Desk(hall.page, server.base);
    await signIn(hall.page, server.staffLink);
    await desk.newCall();
    await desk.fill({ kind: "contribution", contribution: "Zostaje po restarcie." });
    await desk.save();
    await hall.page.getByRole("heading", { name: word("saved-title") }).waitFor();
    await hall.close();

    const again = await server.again();
    const [link] = again.printed().match(/http:\/\/\S+\/sign-in\/\S+/);
    const office = await window(browser, again);
    await signIn(office.page, link);
    const register = await new Coordinator(office.page, again.base).register(server.slug);
    assert.ok(register.some((row) => row.includes("Zostaje po restarcie.")), register.join("\n"));
    const residents = new Residents(office.page, again.base);
    await residents.open(server.slug);
    assert.ok((await residents.status().innerText()).includes("18.00"), "it is still Thursday afternoon");
    await office.close();
    await again.stop();
  });

  test("the demo's outbox page shows what would be sent; with a mail server it is sent", async () => {
    const kept = await demo();
    const street = await window(browser, kept);
    await eventually(async () => {
      await street.page.goto(`${kept.base}/pl/outbox`);
      return (await street.page.locator("main").innerText()).includes("7809@demo.example");
    }, "Friday's reminder on the outbox page");
    await street.close();
    await kept.stop();

    const mail = await mailServer();
    const sending = await demo({ smtpUrl: mail.url });
    const [sent] = await eventually(() => mail.received.length === 1 && mail.received, "Friday's reminder");
    assert.equal(sent.to, "7809@demo.example");
    await sending.stop();
    await mail.stop();
  });
}
