/* <ts-table>: choose, resize, freeze and sort columns, select many rows. Chosen columns and widths stay in this browser. */
class Table extends HTMLElement {
  connectedCallback() {
    this.table = this.querySelector("table");
    if (!this.table) return;
    this.heads = [...this.table.querySelectorAll("thead th[data-column]")];
    this.first = this.table.querySelector("thead .pick") ? 1 : 0;
    this.cols = [...this.table.querySelectorAll("col")];
    this.state = this.read();
    this.choose();
    this.resize();
    this.select();
    if ("sort" in this.dataset) this.sorting();
    this.apply();
  }

  read() {
    const base = { off: this.heads.filter((h) => "off" in h.dataset).map((h) => h.dataset.column), width: {}, frozen: Number(this.dataset.frozen || 0) };
    try {
      return { ...base, ...JSON.parse(localStorage.getItem(`table:${this.dataset.key}`) ?? "{}") };
    } catch {
      return base;
    }
  }

  keep() {
    try {
      if (this.dataset.key) localStorage.setItem(`table:${this.dataset.key}`, JSON.stringify(this.state));
    } catch { /* a full or closed store only forgets the widths */ }
    this.apply();
  }

  cells(index) {
    return [...this.table.rows].map((row) => row.cells[index]).filter(Boolean);
  }

  apply() {
    const fixed = Object.keys(this.state.width).length > 0;
    this.table.classList.toggle("table-wide", fixed);
    // It fills its card; on a phone it is wide enough to read, and scrolls.
    const shown = this.cols.filter((_, i) => !this.state.off.includes(this.heads[i - this.first]?.dataset.column));
    const asked = shown.reduce((sum, col) => sum + Number(col.width || 120), 0);
    this.table.style.minWidth = fixed ? "" : `max(100%, ${Math.min(asked, 1160)}px)`;
    let left = 0, total = 0, seen = 0;
    for (let i = 0; i < this.first + this.heads.length; i++) {
      const head = this.heads[i - this.first];
      const off = head && this.state.off.includes(head.dataset.column);
      const cells = this.cells(i);
      for (const cell of cells) cell.hidden = Boolean(off);
      this.cols[i].hidden = Boolean(off);
      if (off) continue;
      const width = head ? this.state.width[head.dataset.column] : 36;
      if (fixed) {
        this.cols[i].style.width = `${width ?? head.dataset.natural ?? 160}px`;
        total += Number(width ?? head?.dataset.natural ?? 160);
      }
      const frozen = this.state.frozen > 0 && (i < this.first || seen < this.state.frozen);
      if (head) seen++;
      for (const cell of cells) {
        cell.classList.toggle("frozen", frozen);
        cell.classList.toggle("frozen-last", frozen && seen === this.state.frozen && Boolean(head));
        if (frozen) cell.style.setProperty("--frozen", `${left}px`);
      }
      if (frozen) left += fixed ? Number(width ?? head?.dataset.natural ?? 160) : cells[0].getBoundingClientRect().width;
    }
    this.table.style.width = fixed ? `${total}px` : "";
  }

  choose() {
    const menu = this.querySelector("[data-columns]");
    if (!menu) return;
    menu.hidden = false;
    const panel = menu.querySelector(".menu-panel");
    for (const head of this.heads) {
      const label = document.createElement("label");
      label.className = "menu-item";
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !this.state.off.includes(head.dataset.column);
      box.addEventListener("change", () => {
        const off = new Set(this.state.off);
        box.checked ? off.delete(head.dataset.column) : off.add(head.dataset.column);
        if (off.size === this.heads.length) return void (box.checked = true);
        this.state.off = [...off];
        this.keep();
      });
      label.append(box, head.textContent.trim());
      panel.append(label);
    }
  }

  resize() {
    for (const head of this.heads) {
      const grip = document.createElement("button");
      grip.type = "button";
      grip.className = "grip";
      grip.setAttribute("aria-label", `${this.dataset.wordResize}: ${head.textContent.trim()}`);
      const set = (width) => {
        for (const other of this.heads) {
          other.dataset.natural ??= String(Math.round(other.getBoundingClientRect().width));
          this.state.width[other.dataset.column] ??= Number(other.dataset.natural);
        }
        this.state.width[head.dataset.column] = Math.max(48, Math.round(width));
        this.keep();
      };
      grip.addEventListener("pointerdown", (down) => {
        down.preventDefault();
        const start = head.getBoundingClientRect().width;
        grip.setPointerCapture(down.pointerId);
        grip.onpointermove = (move) => set(start + move.clientX - down.clientX);
        grip.onpointerup = grip.onpointercancel = () => (grip.onpointermove = null);
      });
      grip.addEventListener("keydown", (event) => {
        const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
        if (!step) return;
        event.preventDefault();
        set(head.getBoundingClientRect().width + step);
      });
      head.append(grip);
    }
  }

  select() {
    const all = this.querySelector("[data-all]");
    if (!all) return;
    const boxes = () => [...this.table.querySelectorAll("tbody .pick input")];
    const words = this.querySelector("[data-chosen]");
    const plain = words?.textContent ?? "";
    let last = null;
    const count = () => {
      const n = boxes().filter((box) => box.checked).length;
      all.checked = n > 0 && n === boxes().length;
      all.indeterminate = n > 0 && !all.checked;
      if (words) words.textContent = n ? `${n} ${this.dataset.wordChosen}` : plain;
      this.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: n }));
    };
    all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; count(); });
    this.table.tBodies[0].addEventListener("click", (event) => {
      if (!event.target.matches(".pick input")) return;
      const list = boxes();
      if (event.shiftKey && last) {
        const [a, b] = [list.indexOf(last), list.indexOf(event.target)].sort((x, y) => x - y);
        for (const box of list.slice(a, b + 1)) box.checked = event.target.checked;
      }
      last = event.target;
      count();
    });
  }

  sorting() {
    const order = new Intl.Collator("vi", { numeric: true });
    this.heads.forEach((head, n) => head.querySelector("button.sort")?.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of this.heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[n + this.first].textContent.trim();
      const rows = [...this.table.tBodies[0].rows].sort((a, b) => order.compare(text(a), text(b)) * (down ? -1 : 1));
      this.table.tBodies[0].append(...rows);
    }));
  }
}
customElements.define("ts-table", Table);
