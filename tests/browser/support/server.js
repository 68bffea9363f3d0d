// Starts the real program, each time with a database of its own, and stops it.
//
// DUTYLINE_BINARY is the program; TEST_BACKEND is `sqlite` or `postgres`; TEST_POSTGRES_URL is a superuser's address.
// A server that logged an error ends its test red.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import pg from "pg";

const binary = process.env.DUTYLINE_BINARY ?? new URL("../../../target/debug/dutyline", import.meta.url).pathname;
export const backend = process.env.TEST_BACKEND ?? "sqlite";
assert.ok(["sqlite", "postgres"].includes(backend), `TEST_BACKEND=${backend}`);

const quiet = { ...process.env };
for (const name of Object.keys(quiet)) {
  if (name.startsWith("DUTYLINE_")) delete quiet[name];
}

/** Runs one command of the program to its end and gives what it printed. */
export async function run(databaseUrl, ...args) {
  const { stdout } = await promisify(execFile)(binary, args, {
    env: { ...quiet, DUTYLINE_DATABASE_URL: databaseUrl },
    timeout: 60_000,
  });
  return stdout;
}

/** A new empty database and how to be rid of it. */
async function newDatabase() {
  if (backend === "sqlite") {
    const folder = await mkdtemp(join(tmpdir(), "dutyline-browser-"));
    return {
      url: `sqlite:${join(folder, "dutyline.db")}`,
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const admin = process.env.TEST_POSTGRES_URL;
  assert.ok(admin, "TEST_POSTGRES_URL is not set; tests/run sets it");
  const name = `dutyline_browser_${randomUUID().replaceAll("-", "")}`;
  const query = async (sql) => {
    const client = new pg.Client({ connectionString: admin });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await query(`CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Starts the program and waits for the address it serves on. */
async function start(args, env) {
  const child = spawn(binary, args, { env: { ...quiet, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  // A test that failed does not stop it; it must not keep the tests from ending, nor outlive them.
  for (const handle of [child, child.stdout, child.stderr]) handle.unref();
  process.once("exit", () => child.kill("SIGKILL"));
  let printed = "";
  let logged = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (logged += text));
  child.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  const exited = once(child, "exit");
  const base = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail("no address within 60 s"), 60_000);
    const fail = (why) => reject(new Error(`${why}\n${printed}\n${logged}`));
    const look = async () => {
      const address = `${printed}\n${logged}`.match(/http:\/\/127\.0\.0\.1:[1-9]\d*/)?.[0];
      if (!address) return;
      const ready = await fetch(`${address}/readyz`).catch(() => undefined);
      if (ready?.ok) {
        clearTimeout(timer);
        clearInterval(poll);
        resolve(address);
      }
    };
    const poll = setInterval(look, 50);
    child.once("exit", (code) => {
      clearTimeout(timer);
      clearInterval(poll);
      fail(`it ended with ${code}`);
    });
  });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      // A message on its way to a mail server that stalls gets the 20 s of --shutdown-seconds.
      const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
      await exited;
      clearTimeout(late);
    }
    const errors = logged.split("\n").filter((line) => /\bERROR\b/.test(line));
    assert.deepEqual(errors, [], "errors were logged");
    assert.equal(child.signalCode ?? child.exitCode, 0, `it did not stop in order\n${logged}`);
  };
  return { base, stop, printed: () => printed, logged: () => logged };
}

/** `dutyline demo`, fresh. Its clock begins on 20 June 2024, 15:40 in Warsaw. */
export async function demo({ smtpUrl } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "dutyline-demo-"));
  const args = ["demo", "--fresh", "--listen", "127.0.0.1:0", "--data", folder];
  if (smtpUrl) args.push("--smtp-url", smtpUrl);
  const server = await start(args, {});
  const links = [...server.printed().matchAll(/http:\/\/\S+\/sign-in\/\S+/g)].map(([link]) => link);
  assert.equal(links.length, 2, `a link for the coordinator and one for the person on duty\n${server.printed()}`);
  const clean = (running) => async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const again = async () => {
    await server.stop();
    const next = await start(args.filter((arg) => arg !== "--fresh"), {});
    return { ...next, stop: clean(next) };
  };
  return {
    ...server,
    slug: "otwarty-krakow",
    coordinatorLink: links[0],
    staffLink: links[1],
    again,
    stop: clean(server),
  };
}

/** `dutyline serve` on a new database, with a coordinator who can sign in. */
export async function serve({ smtpUrl } = {}) {
  const database = await newDatabase();
  const args = ["serve", "--listen", "127.0.0.1:0"];
  if (smtpUrl) args.push("--smtp-url", smtpUrl);
  const server = await start(args, { DUTYLINE_DATABASE_URL: database.url });
  const link = (printed) => printed.match(/http:\/\/\S+\/sign-in\/\S+/)[0];
  const base = ["--base-url", server.base];
  const command = (...args) => run(database.url, ...args);
  const addUser = async (name, email, role, ...more) =>
    link(await command("user", "add", "--name", name, "--email", email, "--role", role, ...more, ...base));
  return {
    ...server,
    coordinatorLink: await addUser("Koordynatorka", "coordinator@city.example", "coordinator"),
    linkFor: async (email) => link(await command("user", "link", email, ...base)),
    addUser,
    command,
    token: async (role, ...more) => (await command("token", "create", "--name", "test", "--role", role, ...more)).trim(),
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}
