// Small helpers of the duty desk. Every page works without them.

const writes = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

// <call-form>: a second press of a button sends nothing; Ctrl+Enter saves; digits choose topics while the focus is in the
// form but not in a text.
class CallForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form) return;
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) {
        event.preventDefault();
        return;
      }
      sent = true;
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
    // Back in the browser's memory the form can be sent again; the server knows its id.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      sent = false;
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector(".dock button"));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      const topic = form.querySelectorAll("input[name=topics]")[Number(event.key) - 1];
      if (topic && /^[1-9]$/.test(event.key)) topic.click();
    });
  }
}

// <call-timer elapsed="0" label="…">: minutes and seconds since the form was opened. It is no live region: a reader that
// asks hears it, nobody is interrupted. The server says how long ago that was, so a wrong clock does no harm.
class CallTimer extends HTMLElement {
  connectedCallback() {
    const began = performance.now() - 1000 * Number(this.getAttribute("elapsed") || 0);
    const shown = document.createElement("strong");
    const label = document.createElement("span");
    label.className = "vh";
    label.textContent = `${this.getAttribute("label") ?? ""} `;
    this.replaceChildren(label, shown);
    const show = () => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      shown.textContent = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
    };
    show();
    this.timer = setInterval(show, 1000);
  }
  disconnectedCallback() {
    clearInterval(this.timer);
  }
}

// <more-contributions>: one more text without asking the server.
class MoreContributions extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button[name=more]");
    const fields = this.querySelector(".field");
    if (!button || !fields) return;
    button.type = "button";
    button.addEventListener("click", () => {
      const number = fields.querySelectorAll("textarea").length + 1;
      const label = document.createElement("label");
      label.htmlFor = `contribution-${number}`;
      label.textContent = button.dataset.label.replace("#", String(number));
      const text = document.createElement("textarea");
      text.id = label.htmlFor;
      text.name = "contributions";
      text.rows = 3;
      const box = document.createElement("div");
      box.className = "contribution";
      box.append(label, text);
      fields.append(box);
      text.focus();
    });
  }
}

// <roster-picks>: who is chosen in a row is saved at once, and the page shows what that changes. Without it the button saves
// all rows together.
class RosterPicks extends HTMLElement {
  // By the name of its field, what was chosen and is not known to be saved.
  chosen = new Map();
  saving = false;

  connectedCallback() {
    this.addEventListener("change", (event) => {
      if (!event.target.matches("select.pick")) return;
      this.chosen.set(event.target.name, event.target.value);
      if (!this.typing) this.save();
    });
    // A name that is being typed passes over others: what is saved is where it ends.
    this.addEventListener("keydown", (event) => {
      if (event.key.length !== 1 || !document.activeElement.matches("select.pick")) return;
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.typed(), 800);
    });
    this.addEventListener("focusout", () => this.typing && this.typed());
  }

  typed() {
    clearTimeout(this.typing);
    this.typing = undefined;
    this.save();
  }

  // One request at a time: each takes the version the last one answered.
  async save() {
    if (this.saving) return;
    this.saving = true;
    while (this.chosen.size > 0 && (await this.sent()));
    this.saving = false;
  }

  async sent() {
    const form = this.querySelector("#picks");
    const sending = new Map(this.chosen);
    const body = new URLSearchParams({ version: form.elements.version.value, ...Object.fromEntries(sending) });
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => undefined);
    if (!answer) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("roster-picks");
    // Somebody has to sign in, or it could not be stored: the button is still there.
    if (!fresh) return false;
    for (const [field, value] of sending) if (this.chosen.get(field) === value) this.chosen.delete(field);
    // Whoever has gone on to the next row stays there, and what was chosen meanwhile stays chosen.
    const focused = document.activeElement?.id;
    const ticked = new Set([...this.querySelectorAll("input.tick:checked")].map((tick) => tick.value));
    this.replaceChildren(...fresh.childNodes);
    for (const tick of this.querySelectorAll("input.tick")) tick.checked = ticked.has(tick.value);
    for (const [field, value] of this.chosen) {
      const select = this.querySelector("#picks")?.elements[field];
      if (select) select.value = value;
    }
    if (focused) document.getElementById(focused)?.focus();
    this.querySelector(".done, [role=alert]")?.scrollIntoView({ block: "nearest" });
    return true;
  }
}

// A page that came back with mistakes begins at their list.
document.querySelector(".summary")?.focus();

customElements.define("call-form", CallForm);
customElements.define("call-timer", CallTimer);
customElements.define("more-contributions", MoreContributions);
customElements.define("roster-picks", RosterPicks);
