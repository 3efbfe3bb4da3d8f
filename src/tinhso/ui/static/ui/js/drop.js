/* <ts-drop>: files dropped on the box, their names and sizes listed, and a progress bar while a form[data-upload] is sent. */
const size = (n) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(n >= 1048576 ? n / 1048576 : n / 1024) + (n >= 1048576 ? " MB" : " kB");

class Drop extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]');
    this.box = this.querySelector(".drop");
    if (!this.input) return;
    // Whoever waits for the file (a preview) is not told of one that will not be taken.
    this.addEventListener("change", (event) => { if (this.list()) event.stopPropagation(); }, true);
    this.addEventListener("dragover", (event) => { event.preventDefault(); this.box.dataset.over = ""; });
    this.addEventListener("dragleave", () => delete this.box.dataset.over);
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      delete this.box.dataset.over;
      const given = new DataTransfer();
      const files = [...(this.input.multiple ? this.input.files : []), ...event.dataTransfer.files];
      for (const file of this.input.multiple ? files : files.slice(0, 1)) given.items.add(file);
      this.input.files = given.files;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /* Returns whether one of them is too large. */
  list() {
    this.input.removeAttribute("aria-invalid");
    this.input.form?.querySelector("[data-too-large]")?.remove();
    const max = Number(this.dataset.max || 0);
    this.querySelector("[data-list]").replaceChildren(...[...this.input.files].map((file) => {
      const line = document.createElement("li");
      const big = max && file.size > max;
      if (big) line.dataset.bad = "";
      const [name, bytes] = [document.createElement("span"), document.createElement("span")];
      name.textContent = file.name;
      bytes.textContent = size(file.size) + (big ? ` · ${this.dataset.wordBig}` : "");
      bytes.className = "num nowrap";
      line.append(name, bytes);
      return line;
    }));
    return Boolean(this.querySelector("[data-bad]"));
  }
}
customElements.define("ts-drop", Drop);

/* What is too large is not sent to be refused at its end. Before forms.js counts the form as sent. */
document.addEventListener("submit", (event) => {
  const bad = event.target.querySelector?.("ts-drop [data-bad]");
  if (!bad) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const drop = bad.closest("ts-drop");
  drop.input.setAttribute("aria-invalid", "true");
  event.target.querySelector("[data-too-large]")?.remove();
  const note = document.createElement("p");
  note.className = "note tone-bad";
  note.dataset.tooLarge = "";
  note.tabIndex = -1;
  note.setAttribute("role", "alert");
  note.textContent = drop.dataset.wordRefused;
  event.target.prepend(note);
  note.focus();
  note.scrollIntoView({ block: "center" });
}, true);

/* A refused form keeps the files that were chosen: who mends a date does not choose them again, nor forget to. */
function again(id, files) {
  const input = document.getElementById(id);
  if (input?.type !== "file") return;
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/* fetch has no upload progress; XMLHttpRequest has. Without files the form goes the ordinary way. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  const drop = form.querySelector?.("ts-drop");
  if (event.defaultPrevented || !("upload" in form.dataset) || !drop?.input?.files.length) return;
  event.preventDefault();
  const bar = drop.querySelector("progress");
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1"); // answered with where to go: following it here would use up what that page has to say
  request.upload.onprogress = (now) => { if (now.lengthComputable) bar.value = (now.loaded / now.total) * 100; };
  request.onload = () => {
    delete form.dataset.sent;
    const next = request.getResponseHeader("X-Location");
    if (next) return location.assign(next);
    if (request.responseURL && request.responseURL !== form.action && request.status < 400) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = page.title;
    const { id, files } = drop.input;
    document.body.replaceWith(document.adoptNode(page.body));
    window.htmx?.process(document.body);
    again(id, files);
    document.querySelector("[data-focus]")?.focus();
  };
  request.onerror = () => { bar.hidden = true; delete form.dataset.sent; form.submit(); };
  request.send(new FormData(form, event.submitter));
});
