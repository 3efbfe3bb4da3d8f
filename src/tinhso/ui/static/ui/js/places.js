/* <ts-places>: rectangles over the pages of a PDF. The inputs hold "page;x;y;width;height" in mm from the page's top left. */
class Places extends HTMLElement {
  connectedCallback() {
    this.pages = [...this.querySelectorAll("[data-page]")];
    if (!this.pages.length) return;
    for (const input of this.querySelectorAll("[data-place]")) this.add(input);
  }

  add(input) {
    const box = document.createElement("button");
    box.type = "button";
    box.className = "place";
    box.dataset.kind = input.dataset.place;
    const name = document.createElement("span");
    name.className = "place-name";
    name.textContent = input.dataset.label;
    const size = document.createElement("span");
    size.className = "place-size";
    box.append(name, size);
    const draw = () => {
      const [n, x, y, w, h] = input.value.split(";").map(Number);
      const page = this.pages.find((p) => Number(p.dataset.page) === n) ?? this.pages[0];
      const [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
      Object.assign(box.style, { left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%`, width: `${(w / width) * 100}%`, height: `${(h / height) * 100}%` });
      if (box.parentElement !== page) page.append(box);
      box.setAttribute("aria-label", `${input.dataset.label}: ${this.dataset.wordPage} ${n}, ${x}; ${y}; ${w} × ${h} mm`);
    };
    input.addEventListener("input", draw);
    const put = (n, x, y, w, h) => {
      const page = this.pages.find((p) => Number(p.dataset.page) === n) ?? this.pages[0];
      const [width, height] = [Number(page.dataset.width), Number(page.dataset.height)];
      const fit = (v, low, high) => Math.round(Math.max(low, Math.min(high, v)) * 10) / 10;
      [w, h] = [fit(w, 4, width), fit(h, 3, height)];
      input.value = [Number(page.dataset.page), fit(x, 0, width - w), fit(y, 0, height - h), w, h].join(";");
      draw();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    box.addEventListener("pointerdown", (down) => this.drag(box, size, input, put, down));
    box.addEventListener("keydown", (event) => this.key(box, input, put, event));
    draw();
  }

  drag(box, size, input, put, down) {
    down.preventDefault();
    box.focus();
    const scale = () => { const page = box.parentElement; return Number(page.dataset.width) / page.getBoundingClientRect().width; };
    const [n, x, y, w, h] = input.value.split(";").map(Number);
    const sizing = down.target === size;
    const grab = box.getBoundingClientRect();
    const [dx, dy] = [down.clientX - grab.left, down.clientY - grab.top];
    box.setPointerCapture(down.pointerId);
    box.onpointermove = (move) => {
      if (sizing) return put(n, x, y, w + (move.clientX - down.clientX) * scale(), h + (move.clientY - down.clientY) * scale());
      const over = this.pages.find((p) => { const r = p.getBoundingClientRect(); return move.clientY >= r.top && move.clientY <= r.bottom; }) ?? box.parentElement;
      const at = over.getBoundingClientRect();
      put(Number(over.dataset.page), (move.clientX - dx - at.left) * scale(), (move.clientY - dy - at.top) * scale(), w, h);
      box.setPointerCapture(down.pointerId);
    };
    box.onpointerup = box.onpointercancel = () => (box.onpointermove = null);
  }

  key(box, input, put, event) {
    const [n, x, y, w, h] = input.value.split(";").map(Number);
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const page = { PageUp: -1, PageDown: 1 }[event.key];
    if (!step && !page) return;
    event.preventDefault();
    if (page) {
      if (this.pages.some((p) => Number(p.dataset.page) === n + page)) put(n + page, x, y, w, h);
    } else if (event.shiftKey) put(n, x, y, w + step[0], h + step[1]);
    else put(n, x + step[0], y + step[1], w, h);
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  }
}
customElements.define("ts-places", Places);
