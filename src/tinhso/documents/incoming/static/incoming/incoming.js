/* Suggestions for [data-suggest] (a combobox: arrows, Enter, Esc), the print button. */
let count = 0;

class Suggest {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.className = "suggest-list";
    this.list.id = `suggest-${++count}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    input.after(this.list);
    input.dataset.suggesting = "";
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) input.setAttribute(name, value);
    input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 150); });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => { event.preventDefault(); const line = event.target.closest("li"); if (line) this.take(line); });
  }

  async ask() {
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    const answer = await fetch(`${this.input.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || text !== this.input.value.trim() || document.activeElement !== this.input) return;
    this.show(await answer.json());
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, i) => {
      const line = document.createElement("li");
      line.id = `${this.list.id}-${i}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.dataset.value = one.name;
      const note = document.createElement("small");
      note.textContent = ` ${one.note}`;
      line.append(one.name, note);
      return line;
    }));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const lines = [...this.list.children];
    const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.select(lines, (at + (event.key === "ArrowDown" ? 1 : -1) + lines.length) % lines.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      this.take(lines[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  select(lines, at) {
    for (const [i, line] of lines.entries()) line.setAttribute("aria-selected", String(i === at));
    this.input.setAttribute("aria-activedescendant", lines[at].id);
    lines[at].scrollIntoView({ block: "nearest" });
  }

  take(line) {
    this.input.value = line.dataset.value;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("input[data-suggest]:not([data-suggesting])")) new Suggest(event.target);
});
/* A form sent with files answers by a new body (ui/js/drop.js), which htmx has not seen yet. */
new MutationObserver(() => window.htmx?.process(document.body)).observe(document.documentElement, { childList: true });
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
