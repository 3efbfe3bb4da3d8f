/* <ts-draft>: what is typed into a draft stays on this machine with every key, and goes to the server a moment after the last one.
   Kept under person, draft and page load, so that two windows never write over each other; gone once the server has it, on logout (ui/js/kept.js),
   after a month, and never begun for a document marked secret or
   whose words bear a stamp of secrecy until somebody says that it is none. Words on this machine that the server lacks are offered on opening. */
const ROOT = "tinhso-draft";
const PAUSE = 1500, AT_MOST = 20_000, AGAIN = 5000, PATIENCE = 20_000, DAYS = 30;
const person = document.body.dataset.person;
const load = String(Date.now()) + Math.random().toString(36).slice(2, 8);
const NOT_WORDS = ["csrfmiddlewaretoken", "revision", "key", "group", "not_secret"];

function records() {
  const found = [];
  for (const key of Object.keys(localStorage)) {
    const [root, whose, draft] = key.split("/");
    if (root !== ROOT || whose !== person) continue;
    try {
      const one = JSON.parse(localStorage.getItem(key));
      if (Date.now() - one.at > DAYS * 86_400_000) localStorage.removeItem(key);
      else found.push({ ...one, key, draft });
    } catch { localStorage.removeItem(key); }
  }
  return found.sort((a, b) => b.at - a.at);
}

const wordsOf = (form) => [...new FormData(form)].filter(([name]) => !NOT_WORDS.includes(name)).map(([name, value]) => [name, String(value).replaceAll("\r\n", "\n")]);
const valueOf = (words, name) => words.filter(([n]) => n === name).map(([, value]) => value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/* The fields typed into since the server last had them: it writes the others in its own way (STNB becomes the agency's name). */
const touched = ({ words, base }) => [...new Set([...words, ...(base ?? [])].map(([name]) => name))].filter((name) => !base || !same(valueOf(words, name), valueOf(base, name)));

class Draft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.draft = this.dataset.draft;
    this.first = wordsOf(this.form);
    this.saved = "unsaved" in this.dataset ? null : JSON.stringify(this.first);
    this.held = "held" in this.dataset;
    this.lastSent = Date.now();
    this.look();
    this.warn();
    this.form.toggleAttribute("data-unkept", Boolean(this.withheld));
    if (this.saved === null) this.write(); // the server gave the words back: it does not have them
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, (event) => event.target.name !== "group" && this.typed());
    this.form.addEventListener("submit", (event) => this.submitted(event), true);
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.dirty() && this.say("off"));
    addEventListener("pageshow", () => { this.leaving = false; if (this.state === "sending") this.say("typing"); });
  }

  /* "secret", "stamp" or "": why nothing of it leaves this form unless somebody presses. A stamp stands alone on its line (documents/marks.py). */
  get withheld() {
    if (this.form.elements.secrecy.value) return "secret";
    const words = ["bases", "body"].map((name) => this.form.elements[name]?.value ?? "").join("\n").normalize("NFC");
    const stamped = new RegExp(`^[^\\p{L}\\p{N}_]*(${this.dataset.stamps})[^\\p{L}\\p{N}_]*$`, "mu").test(words);
    const asked = this.querySelector("[data-stamped]"), tick = this.form.elements.not_secret;
    if (!asked) return ""; // a file made elsewhere has its own question
    asked.hidden = !stamped;
    if (!stamped) tick.checked = false;
    return stamped && !tick.checked ? "stamp" : "";
  }
  get key() { return [ROOT, person, this.draft, load].join("/"); }
  dirty() { return JSON.stringify(wordsOf(this.form)) !== this.saved; }

  typed() {
    const withheld = this.withheld;
    this.warn();
    this.form.toggleAttribute("data-unkept", Boolean(withheld)); // ui/js/kept.js does not keep it either
    if (withheld) return this.hush(withheld);
    if (!this.dirty()) return;
    this.write();
    if (this.held) return;
    if (this.state !== "off") this.say("typing");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(PAUSE, this.lastSent + AT_MOST - Date.now())));
  }

  /* What a secret document has not (hidden by the style sheet) and was typed already is not dropped untold. */
  warn() {
    const typed = ["bases", "body"].some((name) => this.form.elements[name]?.value.trim());
    this.querySelector("[data-dropped]").hidden = this.withheld !== "secret" || !typed;
  }

  hush(why) {
    clearTimeout(this.timer);
    for (const one of records()) if (one.draft === this.draft) localStorage.removeItem(one.key);
    this.say(why);
  }

  write(more = {}) {
    if (this.withheld) return;
    const words = wordsOf(this.form);
    try { localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), revision: this.revision, words, base: JSON.parse(this.saved), fresh: "fresh" in this.dataset, ...more })); } catch { this.say("full"); }
  }

  get revision() { return this.form.elements.revision.value; }

  /* One at a time; what was typed meanwhile goes next. */
  async send() {
    clearTimeout(this.timer);
    if (this.flying || this.held || this.leaving || this.withheld || !this.dirty()) return;
    this.flying = this.ask();
    await this.flying;
    this.flying = null;
    if (this.dirty() && this.state === "saved") this.typed();
  }

  async ask() {
    const words = JSON.stringify(wordsOf(this.form));
    this.lastSent = Date.now();
    let answer;
    try {
      const sent = await fetch(this.dataset.url.replace(this.dataset.draft, this.draft), { method: "POST", body: new FormData(this.form), redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if (sent.type === "opaqueredirect" || sent.status === 403) return this.say("out");
      if (!sent.ok) throw new Error(sent.status);
      answer = await sent.json();
    } catch {
      this.say("off");
      this.timer = setTimeout(() => this.send(), AGAIN);
      return;
    }
    this.taken(answer, words);
  }

  taken(answer, words) {
    if (answer.state === "lacking") return this.say("lacking", answer.missing.join(", "));
    if (answer.state !== "saved") {
      this.held = true;
      return this.say(answer.state, answer.sentence);
    }
    this.saved = words;
    localStorage.removeItem(this.key);
    this.form.elements.revision.value = answer.revision;
    const [, , ident] = new URL(answer.url, location.href).pathname.split("/");
    if ("fresh" in this.dataset) {
      delete this.dataset.fresh;
      history.replaceState(history.state, "", answer.url); // what is sent from now on changes this draft
    }
    this.draft = ident;
    if (this.dirty()) this.write();
    else this.form.dispatchEvent(new CustomEvent("ts:saved", { bubbles: true }));
    this.say("saved", answer.at);
  }

  /* A saving on its way is waited for: else the form would be told that somebody else was quicker. */
  submitted(event) {
    if (this.flying) {
      this.say("sending");
      const button = event.submitter;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.flying.finally(() => setTimeout(() => this.form.requestSubmit(button), 0));
      return;
    }
    this.leaving = true;
    clearTimeout(this.timer);
    this.write({ sent: true });
    this.say("sending");
  }

  say(state, more = "") {
    const place = this.querySelector("[data-state]");
    const text = [place.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`] ?? "", more].filter(Boolean).join(" ");
    place.querySelector("span").textContent = text;
    place.dataset.state = state;
    const calm = ["saved", "typing", "lacking", "sending"];
    if (this.state !== state && !(calm.includes(state) && calm.includes(this.state ?? "saved"))) document.getElementById("live").textContent = text;
    this.state = state;
  }

  /* What earlier page loads left behind. */
  look() {
    const now = wordsOf(this.form);
    const mine = [], others = [];
    for (const one of records()) {
      if (one.draft !== this.draft) { if (one.fresh && "fresh" in this.dataset && !one.sent) others.push(one); continue; }
      const superseded = one.sent && (this.saved === null || this.revision !== one.revision);
      if (touched(one).every((name) => same(valueOf(one.words, name), valueOf(now, name))) || superseded || this.withheld) localStorage.removeItem(one.key);
      else mine.push(one);
    }
    for (const one of mine) this.offer(one);
    for (const one of others) this.mention(one);
    if (location.hash === "#lay-lai" && mine.length) this.querySelector("[data-take]").click();
  }

  offer(one) {
    const note = this.querySelector("[data-offer]").content.cloneNode(true).firstElementChild;
    note.querySelector("[data-when]").textContent = this.when(one.at);
    note.querySelector("[data-older]").hidden = one.revision === this.revision;
    const list = note.querySelector("[data-unlike]");
    const names = touched(one);
    for (const name of names) {
      const [here, there] = [valueOf(one.words, name), valueOf(this.first, name)];
      if (!same(here, there)) list.append(this.unlike(name, here, there));
    }
    note.querySelector("[data-take]").addEventListener("click", () => { this.fill(one.words, names); localStorage.removeItem(one.key); note.remove(); this.typed(); (this.form.querySelector("textarea#id_body") ?? this.form.elements.subject).focus(); });
    note.querySelector("[data-leave]").addEventListener("click", () => { localStorage.removeItem(one.key); note.remove(); });
    this.prepend(note);
  }

  /* A draft that never reached the server: its words are taken up under its own key, lest there be two of it. */
  mention(one) {
    const note = this.querySelector("[data-mention]").content.cloneNode(true).firstElementChild;
    note.querySelector("[data-when]").textContent = this.when(one.at);
    note.querySelector("[data-subject]").textContent = valueOf(one.words, "subject")[0] || valueOf(one.words, "body")[0]?.slice(0, 120) || "…";
    note.querySelector("[data-go]").href = `${location.pathname}?ma=${one.draft}#lay-lai`;
    note.querySelector("[data-leave]").addEventListener("click", () => { localStorage.removeItem(one.key); note.remove(); });
    this.prepend(note);
  }

  when(at) { return new Intl.DateTimeFormat("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" }).format(at); }

  unlike(name, here, there) {
    const field = this.form.querySelector(`[name="${name}"]`);
    const label = field?.closest("fieldset.field")?.querySelector("legend") ?? field?.labels?.[0];
    const shown = (values) => values.map((value) => field?.matches("select") ? [...field.options].find((o) => o.value === value)?.text ?? value : field?.matches("[type=checkbox]") ? this.form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)?.labels[0]?.textContent ?? value : value).join("\n").split("\n");
    const [mine, theirs] = [shown(here), shown(there)];
    const line = document.createElement("div"), [term, what] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = label?.firstChild?.textContent.trim() ?? name;
    for (const [tag, word, lines] of [["del", this.dataset.wordDel, theirs.filter((l) => l && !mine.includes(l))], ["ins", this.dataset.wordIns, mine.filter((l) => l && !theirs.includes(l))]]) {
      for (const text of lines) {
        const [part, said] = [document.createElement(tag), document.createElement("span")];
        said.className = "visually-hidden";
        said.textContent = `${word} `;
        part.append(said, text);
        what.append(part, document.createElement("br"));
      }
    }
    line.append(term, what);
    return line;
  }

  fill(words, names) {
    for (const field of this.form.elements) {
      if (!field.name || !names.includes(field.name) || !field.matches("input:not([type=submit]), textarea, select")) continue;
      const values = valueOf(words, field.name);
      if (field.matches("[type=checkbox], [type=radio]")) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (person) {
  customElements.define("ts-draft", Draft);
  // The page after saving: what was sent has been taken.
  const taken = document.querySelector("[data-draft-taken]")?.dataset.draftTaken;
  for (const one of records()) if (one.draft === taken && one.sent) localStorage.removeItem(one.key);
}
