// The residents' pages change by themselves: at the instant the server named, when a duty begins or ends or the day does,
// whoever looks at one asks for it again. Every page works without this.

const script = document.currentScript;
const changesAt = Date.parse(script.dataset.until);

/** A long wait is made of steps: timers stop while a telephone sleeps, and none lasts a month. */
const LONGEST = 60 * 60 * 1000;
/** How often the old page is taken for an answer. Then nothing is asked until somebody looks again. */
const TRIES = 4;

let timer;
let tries = 0;
/** By how much this clock is ahead of the server's, in milliseconds, as far as is known. */
let ahead = 0;

/** Not all telephones ask in the same millisecond. */
const spread = (milliseconds) => Math.random() * milliseconds;

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.min(milliseconds, LONGEST));
}

function look() {
  const left = changesAt + ahead - Date.now();
  if (left > 0) wait(left + spread(1000));
  else if (!document.hidden && tries < TRIES) ask();
}

async function ask() {
  tries += 1;
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && page.querySelector("script[data-until]")?.dataset.until !== script.dataset.until) {
      // The browser keeps the place to which one has scrolled.
      location.reload();
      return;
    }
    ahead = Math.max(Date.now() - Date.parse(answer.headers.get("date")), 0) || 0;
    wait(4000 + spread(4000));
  } catch {
    // No network: asked again when somebody looks.
  }
}

function wake() {
  if (document.hidden) return;
  tries = 0;
  look();
}

addEventListener("pageshow", wake);
document.addEventListener("visibilitychange", wake);
