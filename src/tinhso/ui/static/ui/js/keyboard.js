/* j k x / n, F1 and what a list adds (data-row-key). Off inside fields, while an input method composes, and where <html data-keys="off"> (WCAG 2.1.4). */
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="button"]), select, textarea, [contenteditable]';

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.offsetParent);
/* A key that is no command here: typed into something, composed, held with another, or switched off. */
const quiet = (event) =>
  event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey ||
  document.documentElement.dataset.keys === "off" || event.target.closest?.(TYPING) || document.querySelector("dialog[open]");
const target = (row) => row.querySelector("a[href]") ?? row.querySelector("input, button");

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  target(next)?.focus();
  next.scrollIntoView({ block: "nearest" });
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => document.activeElement.closest("[data-row]")?.querySelector('input[type="checkbox"]')?.click(),
  n: () => document.querySelector("[data-new]")?.click(),
  "/": () => document.querySelector("[data-search]")?.select(),
};

/* A button with data-row-key="b" acts by that key on the row in focus alone; afterwards the focus is at the same place of the list. */
const PLACE = "tinhso-row";

function ofRow(event) {
  const button = [...document.querySelectorAll("[data-row-key]")].find((one) => one.dataset.rowKey === event.key);
  const at = button && !event.repeat ? rows().findIndex((row) => row.contains(document.activeElement)) : -1;
  if (at < 0) return null;
  return () => {
    for (const box of button.form.elements) if (box.matches('[data-rows] input[type="checkbox"]')) box.checked = rows()[at].contains(box);
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, at]));
    button.form.requestSubmit(button);
  };
}

const [path, place] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
sessionStorage.removeItem(PLACE);
if (path === location.pathname) target(rows()[place] ?? rows().at(-1) ?? document.body)?.focus();

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "F1") {
    const help = document.getElementById("keys");
    event.preventDefault();
    if (help && !help.open) help.showModal();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (quiet(event)) return;
  const act = acts[event.key] ?? ofRow(event);
  if (!act) return;
  event.preventDefault();
  act();
});
