// <roster-grid>: arrows lead from cell to cell; Enter into one, Escape out of it; letters go to the choice of the cell. Without
// it every link and every choice is reached as on any page.

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class RosterGrid extends HTMLElement {
  connectedCallback() {
    const table = this.querySelector("table");
    if (!table) return;
    table.setAttribute("role", "grid");
    this.rows = [...table.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => cell.matches("td")));
    for (const cell of this.rows.flat()) cell.tabIndex = -1;
    this.rows[0][0].tabIndex = 0;
    table.addEventListener("focusin", (event) => this.stand(event.target.closest("td")));
    table.addEventListener("keydown", (event) => this.press(event));
  }

  /** One cell is in the way of the Tab key: where one stands. */
  stand(at) {
    if (!at) return;
    for (const cell of this.rows.flat()) cell.tabIndex = cell === at ? 0 : -1;
  }

  press(event) {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target !== cell) return this.lead(event, cell);
    // In a choice the arrows choose.
    if (event.target.matches("select, input")) return;
    const step = steps[event.key];
    if (step) return this.lead(event, this.beside(cell, step));
    const row = this.rows.find((cells) => cells.includes(cell));
    if (event.key === "Home") return this.lead(event, row[0]);
    if (event.key === "End") return this.lead(event, row.at(-1));
    if (event.target !== cell) return;
    if (event.key === "Enter" || event.key === "F2") return this.lead(event, cell.querySelector("select") ?? cell.querySelector("a"));
    // The letter itself reaches the choice, which looks for a name that begins with it.
    if (event.key.length === 1 && event.key !== " ") cell.querySelector("select")?.focus();
  }

  beside(cell, [down, right]) {
    const row = this.rows.findIndex((cells) => cells.includes(cell));
    const column = this.rows[row].indexOf(cell);
    return this.rows[row + down]?.[column + right];
  }

  lead(event, target) {
    event.preventDefault();
    target?.focus();
  }
}

customElements.define("roster-grid", RosterGrid);
