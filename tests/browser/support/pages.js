// The pages as their users see them. Selectors live here and nowhere else.

import assert from "node:assert/strict";
import { word, words } from "./words.js";

/** Follows a one-time link: it asks first, so that a mail scanner does not use it up. */
export async function signIn(page, link) {
  await page.goto(link);
  await page.getByRole("button", { name: word("sign-in-link-button") }).click();
  await page.waitForURL((url) => !url.pathname.includes("/sign-in/"));
}

/** Has a link sent to an address, on the sign-in page. */
export async function askForLink(page, address) {
  await page.getByLabel(word("sign-in-email")).fill(address);
  await page.getByRole("button", { name: word("sign-in-button") }).click();
  await page.getByRole("heading", { name: word("sign-in-sent-title") }).waitFor();
}

export async function signOut(page) {
  await page.getByRole("button", { name: word("sign-out") }).click();
}

/** What a coordinator does. */
export class Coordinator {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  async open(path) {
    const answer = await this.page.goto(`${this.base}/pl/manage${path}`);
    assert.equal(answer.status(), 200, path);
  }

  /** Opens a page of a consultation. */
  async openConsultation(slug, path = "") {
    await this.open(`/c/${slug}${path}`);
  }

  async addStaff({ name, email, desk }) {
    await this.open("/staff/new");
    await this.page.getByLabel(word("manage-field-name"), { exact: true }).fill(name);
    await this.page.getByLabel(word("manage-field-email"), { exact: true }).fill(email);
    await this.page.getByLabel(word("manage-field-extension"), { exact: true }).fill(desk);
    await this.page.getByRole("button", { name: word("save"), exact: true }).click();
    await this.page.getByRole("row", { name: name }).waitFor();
  }

  /** Adds people by their first names, each with an address and a desk of their own. */
  async addPeople(names) {
    for (const [index, name] of names.entries()) {
      await this.addStaff({ name, email: `${name.toLowerCase()}@city.example`, desk: `12 616 200${index}` });
    }
  }

  /** Opens the form of a new duty and fills it; answers the address of the form. */
  async typeDuty(slug, duty) {
    await this.openConsultation(slug, "/slots/new");
    await this.fillDuty(duty);
    return this.page.url();
  }

  async fillDuty({ date, start, end, phones }) {
    await this.page.getByLabel(word("manage-field-date"), { exact: true }).fill(date);
    await this.page.getByLabel(word("manage-field-start"), { exact: true }).fill(start);
    await this.page.getByLabel(word("manage-field-end"), { exact: true }).fill(end);
    await this.page.getByLabel(word("manage-field-phones"), { exact: true }).fill(phones);
  }

  /** Saves the form of a duty or a person. */
  async save({ clicks = 1 } = {}) {
    await this.page.getByRole("button", { name: word("save"), exact: true }).click({ clickCount: clicks });
  }

  /** Pastes an announcement and looks at what was read. */
  async paste(text) {
    await this.open("/import");
    await this.page.getByLabel(word("manage-import-text")).fill(text);
    await this.page.getByRole("button", { name: word("manage-import-read"), exact: true }).click();
    await this.page.getByRole("button", { name: word("manage-import-draft") }).waitFor();
  }

  /** Rows of the preview. */
  previewRows() {
    return this.page.locator("main ol.import > li");
  }

  /** Makes the draft of what was read and answers its address, `/pl/manage/c/SLUG`. */
  async makeDraft() {
    await this.page.getByRole("button", { name: word("manage-import-draft") }).click();
    await this.page.waitForURL(/\/pl\/manage\/c\/[a-z0-9-]+/);
    return new URL(this.page.url()).pathname.split("/")[4];
  }

  /** Rows of the preview that are wrong, by the names of the fields. */
  async wrongFields() {
    const fields = await this.page.locator("main [aria-invalid=true]").all();
    return Promise.all(fields.map((field) => field.getAttribute("name")));
  }

  /** Chooses the office the draft is for. */
  async chooseUnit(slug) {
    await this.page.getByLabel(word("manage-field-unit"), { exact: true }).selectOption(slug);
  }

  /** The titles of the consultations one works on. */
  async consultations() {
    await this.open("");
    return this.page.locator("main tbody th").allInnerTexts();
  }

  /** Publishes the draft; `accept` takes on everything that stands against it. */
  async publish(slug, { accept = false } = {}) {
    await this.openConsultation(slug, "/publish");
    if (accept) {
      for (const box of await this.page.getByRole("checkbox").all()) await box.check();
    }
    await this.page.getByRole("button", { name: words("manage-publish-button") }).click();
    await this.page.waitForURL((url) => url.pathname === `/pl/manage/c/${slug}`);
  }

  async register(slug) {
    await this.openConsultation(slug, "/register");
    return this.page.locator("main tbody tr").allInnerTexts();
  }

  /** The rows of the roster. */
  async roster(slug) {
    await this.openConsultation(slug);
    return this.page.locator("main .roster tbody tr").allInnerTexts();
  }

  /** The lines of the outbox page. */
  async outbox() {
    await this.open("/outbox");
    return this.page.locator("main tbody tr").allInnerTexts();
  }

  /** Sends the only dead message again. */
  async sendAgain() {
    await this.open("/outbox");
    await this.page.getByRole("button", { name: word("manage-outbox-retry") }).click();
  }
}

/** What somebody on duty does. */
export class Desk {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  async open() {
    const answer = await this.page.goto(`${this.base}/pl/desk`);
    assert.equal(answer.status(), 200);
  }

  /** Opens the form of a new call, from the desk. */
  async newCall() {
    await this.open();
    await this.page.getByRole("link", { name: word("desk-log-call") }).click();
    await this.page.getByRole("heading", { level: 1 }).waitFor();
  }

  kind(code) {
    return this.page.getByRole("radio", { name: word(`call-kind-${code}`) });
  }

  /** The words of the caller, the first of them. */
  contribution() {
    return this.page.getByLabel(word("call-contribution"), { exact: true });
  }

  async fill({ kind, contribution }) {
    if (kind) await this.kind(kind).check({ force: true });
    if (contribution) await this.contribution().fill(contribution);
  }

  async save() {
    await this.page.getByRole("button", { name: word("call-save"), exact: true }).click();
  }
}

/** The residents' page. */
export class Residents {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  async open(slug, locale = "pl") {
    const answer = await this.page.goto(`${this.base}/${locale}/consultations/${slug}`);
    assert.equal(answer.status(), 200);
    return answer;
  }

  /** The titles of a list of consultations, `/consultations` or `/units/SLUG`. */
  async listed(path) {
    const answer = await this.page.goto(`${this.base}/pl${path}`);
    assert.equal(answer.status(), 200, path);
    return this.page.locator("main h3").allInnerTexts();
  }

  /** What is said of the telephone now. */
  status() {
    return this.page.locator("section.status");
  }

  numbers() {
    return this.page.locator('a[href^="tel:"]');
  }
}
