/* j k x / n and F1. Off inside fields, while an input method composes, and where <html data-keys="off"> (WCAG 2.1.4). */
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="button"]), select, textarea, [contenteditable]';

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.offsetParent);
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
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
