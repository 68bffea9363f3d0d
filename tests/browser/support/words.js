// The words of the pages, from the same files the program has them from: a test names the message, not its wording.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../locales/", import.meta.url);
const bundles = new Map();

function bundle(locale) {
  if (!bundles.has(locale)) {
    const messages = new Map();
    for (const file of readdirSync(new URL(`${locale}/`, folder), { recursive: true })) {
      if (!file.endsWith(".ftl")) continue;
      const text = readFileSync(new URL(`${locale}/${file}`, folder), "utf8");
      for (const [, key, value] of text.matchAll(/^([a-z][\w-]*) = (.*)$/gm)) messages.set(key, value.trim());
    }
    bundles.set(locale, messages);
  }
  return bundles.get(locale);
}

/** A message without variables, as it stands on the page. */
export function word(key, locale = "pl") {
  const value = bundle(locale).get(key);
  assert.ok(value, `${locale} has no message ${key}`);
  assert.ok(!value.includes("{"), `${key} has variables; use words`);
  return value;
}

/** A message with variables, as a pattern in which each may be anything. */
export function words(key, locale = "pl") {
  const value = bundle(locale).get(key);
  assert.ok(value, `${locale} has no message ${key}`);
  const parts = value.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".+"));
}
