/* <ts-proposals>: what was read off a scan, into the form's empty fields, marked; number and date wait beside their field for a key.
   Nothing that was typed, chosen or emptied by hand is ever changed. */
const box = (field) => field.closest(".field");

function unmark(field) {
  box(field)?.querySelectorAll(".proposed").forEach((mark) => mark.remove());
  delete field.dataset.proposed;
}

function describe(field, mark) {
  mark.id = `${field.id}_proposed`;
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== mark.id);
  field.setAttribute("aria-describedby", [...others, mark.id].join(" "));
}

class Proposals extends HTMLElement {
  connectedCallback() {
    if (this.done) return;
    this.done = true;
    // What an earlier scan proposed and nobody touched goes with it.
    for (const field of document.querySelectorAll("[data-proposed]")) { field.value = ""; unmark(field); }
    document.querySelectorAll(".suggested").forEach((old) => old.remove());
    for (const one of this.querySelectorAll("data")) {
      const field = document.getElementById(`id_${one.dataset.field}`);
      if (!field) continue;
      if ("asked" in one.dataset) this.ask(field, one);
      else if (!field.value && !("touched" in field.dataset) && !("kept" in this.dataset)) this.fill(field, one);
    }
  }

  fill(field, one) {
    field.value = one.value;
    if (field.value !== one.value) return void (field.value = ""); // a choice that this list does not have
    field.dataset.proposed = "";
    const mark = document.createElement("span");
    mark.className = "tag tone-accent boxed proposed";
    mark.textContent = `${this.dataset.word} ${one.dataset.confidence}`;
    mark.title = one.dataset.where;
    box(field).append(mark);
    describe(field, mark);
    const more = field.closest("details");
    if (more) more.open = true; // what is proposed must be seen before it is saved
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  ask(field, one) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet suggested";
    button.dataset.value = one.value;
    button.title = one.dataset.where;
    const [value, how, key] = [document.createElement("strong"), document.createElement("span"), document.createElement("kbd")];
    value.textContent = one.value;
    how.className = "muted";
    how.textContent = [one.dataset.extra, one.dataset.confidence].filter(Boolean).join(" · ");
    key.textContent = "Enter";
    button.append(`${this.dataset.word}: `, value, " ", how, " ", key);
    button.hidden = field.value !== "";
    box(field).append(button);
    describe(field, button);
  }
}

function take(field, button) {
  field.value = button.dataset.value;
  field.dataset.touched = "";
  button.hidden = true;
  field.focus();
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const waiting = (field) => box(field)?.querySelector(".suggested:not([hidden])");

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".suggested");
  if (button) take(box(button).querySelector("input"), button);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || !event.target.matches?.("input")) return;
  const button = event.target.value ? null : waiting(event.target);
  if (!button) return;
  event.preventDefault(); // Enter takes the proposal instead of sending the form
  take(event.target, button);
});
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const field = event.target;
    if (!event.isTrusted || !field.closest?.(".field")) return;
    field.dataset.touched = "";
    unmark(field);
    const button = box(field).querySelector(".suggested");
    if (button) button.hidden = field.value !== "";
  });
}
customElements.define("ts-proposals", Proposals);
