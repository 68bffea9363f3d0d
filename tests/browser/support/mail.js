// A mail server on loopback that behaves as told, per recipient.

import { once } from "node:events";
import { SMTPServer } from "smtp-server";

/**
 * accept: takes the message.
 * refuse: 550, no such mailbox.
 * greylist: 451 the first time, then takes it.
 * stall: never answers RCPT.
 * drop: takes the words the first time and closes the connection without an answer, then takes them.
 */
export async function mailServer(behaviour = {}) {
  const of = (address) => behaviour[address] ?? "accept";
  const seen = new Set();
  const first = (address) => {
    const isNew = !seen.has(address);
    seen.add(address);
    return isNew;
  };
  const received = [];
  const attempts = [];

  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      attempts.push({ address, at: Date.now() });
      const refusal = (code, text) => done(Object.assign(new Error(text), { responseCode: code }));
      if (of(address) === "refuse") return refusal(550, `5.1.1 <${address}> no such mailbox`);
      if (of(address) === "greylist" && first(address)) return refusal(451, "4.7.1 come back later");
      if (of(address) === "stall") return undefined;
      return done();
    },
    onData(stream, session, done) {
      let raw = "";
      stream.setEncoding("utf8").on("data", (text) => (raw += text));
      stream.on("end", () => {
        const [{ address: to }] = session.envelope.rcptTo;
        const messageId = raw.match(/^Message-ID: (<[^>]+>)/im)?.[1];
        const dropped = of(to) === "drop" && first(to);
        received.push({ to, messageId, raw, dropped });
        if (dropped) {
          for (const connection of server.connections) {
            if (connection.session === session) connection._socket.destroy();
          }
          return;
        }
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  // A test that failed does not stop it; it must not keep the tests from ending.
  server.server.unref();
  const { port } = server.server.address();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    attempts,
    to: (address) => received.filter((mail) => mail.to === address),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Waits until the check gives something true, looking ten times a second. */
export async function eventually(check, what, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
