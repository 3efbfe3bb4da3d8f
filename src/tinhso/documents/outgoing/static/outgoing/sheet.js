/* <ts-sheet>: the draft's pages beside its form, laid out by the server a moment after the last key. One question at a time: what was
   typed meanwhile is asked next, so that an older answer never stands in place of a newer one. Pages that did not change are not sent.
   Where the server does not answer it is asked again after growing pauses; where the session has ended, only when somebody types or comes back. */
const PAUSE = 120, AGAIN = 200, LATER = 3000, AT_MOST = 60_000, PATIENCE = 20_000;

class Sheet extends HTMLElement {
  connectedCallback() {
    this.draft = this.closest("ts-draft");
    this.form = this.draft.querySelector("form");
    this.room = this.querySelector("[data-pages]");
    this.said = this.querySelector("[data-said]");
    this.urls = new Map();
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.later(PAUSE));
    for (const tab of this.draft.querySelectorAll("[data-side]")) tab.addEventListener("click", () => this.turn(tab.dataset.side));
    addEventListener("resize", () => this.stale && this.later(PAUSE));
    addEventListener("focus", () => this.stale && this.later(PAUSE));
    addEventListener("online", () => { this.patience = 0; this.later(PAUSE); });
    this.patience = this.notBefore = 0;
    this.later(0);
  }

  /* On a phone the form or the pages. */
  turn(side) {
    this.draft.dataset.shown = side;
    for (const tab of this.draft.querySelectorAll("[data-side]")) tab.setAttribute("aria-pressed", String(tab.dataset.side === side));
    if (side === "sheet" && this.stale) this.later(0);
  }

  later(pause) {
    this.stale = true;
    clearTimeout(this.timer);
    const wait = this.patience ? Math.max(pause, this.notBefore - Date.now()) : pause;
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (this.flying || !this.checkVisibility()) return;
    const withheld = this.draft.withheld;
    if (withheld) return this.say(this.dataset[withheld === "secret" ? "wordSecret" : "wordStamp"]);
    this.flying = true;
    this.stale = false;
    const state = await this.answered();
    this.flying = false;
    if (state === "off" || state === "out") {
      this.patience = Math.min(AT_MOST, this.patience * 2 || LATER);
      this.notBefore = Date.now() + this.patience;
      this.say(this.dataset[state === "out" ? "wordOut" : "wordOff"]);
      if (state === "off" || this.stale) this.later(this.patience);
      this.stale = true; // the next key or the window's focus asks
      return;
    }
    this.patience = 0;
    if (this.stale || state === "busy") this.later(state === "busy" ? AGAIN : PAUSE);
  }

  /* What became of one question: the answer's state, "out" where the login is no more, "off" where there is no answer. */
  async answered() {
    const words = new FormData(this.form);
    words.set("have", [...this.urls.keys()].join(","));
    const started = performance.now();
    try {
      const sent = await fetch(this.dataset.url, { method: "POST", body: words, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if (sent.type === "opaqueredirect" || sent.status === 403) return "out";
      if (!sent.ok) throw new Error(sent.status);
      const answer = await sent.json();
      if (answer.state !== "busy") await this.show(answer);
      this.dataset.took = Math.round(performance.now() - started);
      return answer.state;
    } catch {
      return "off";
    }
  }

  async show({ state, pages, total, missing, problems }) {
    this.tell(problems);
    const wrong = problems.map(([, text]) => text);
    const lacking = missing.length ? `${this.dataset.wordLacking} ${missing.join(", ")}.` : "";
    const more = total > pages.length && state === "pages" ? `${this.dataset.wordFirst} ${pages.length}/${total}` : "";
    this.say([lacking, ...wrong, state !== "pages" && this.room.children.length ? this.dataset.wordWrong : "", more].filter(Boolean).join(" "));
    this.room.toggleAttribute("data-old", state !== "pages");
    if (state !== "pages") return;
    const images = await Promise.all(pages.map(([digest, svg], i) => this.image(digest, svg, i)));
    this.room.replaceChildren(...images);
    for (const [digest, url] of this.urls) {
      if (pages.some(([one]) => one === digest)) continue;
      URL.revokeObjectURL(url);
      this.urls.delete(digest);
    }
  }

  /* Drawn before it takes the place of the page that is shown: nothing flickers. */
  async image(digest, svg, i) {
    const shown = this.room.children[i];
    if (shown?.dataset.digest === digest) return shown;
    if (svg) this.urls.set(digest, URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })));
    const image = new Image();
    image.dataset.digest = digest;
    image.alt = `${this.dataset.wordPage} ${i + 1}`;
    image.src = this.urls.get(digest);
    await image.decode().catch(() => {});
    return image;
  }

  /* Each sentence beside its field, as long as it is true. */
  tell(problems) {
    for (const old of this.form.querySelectorAll("[data-trial]")) old.remove();
    for (const [name, text] of problems) {
      const field = this.form.querySelector(`[name="${name || "-"}"]`)?.closest(".field");
      if (!field) continue;
      const line = document.createElement("div");
      line.className = "error";
      line.dataset.trial = "";
      line.textContent = text;
      const box = field.querySelector("input, textarea, select");
      if (name === "body") box.before(line);
      else box.after(line); // a short field does not move from under the cursor
    }
  }

  say(text) {
    if (this.said.textContent !== text) this.said.textContent = text;
    this.said.hidden = !text;
  }
}
customElements.define("ts-sheet", Sheet);
