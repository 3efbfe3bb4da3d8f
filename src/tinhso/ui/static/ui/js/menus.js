/* Dialogs by data-dialog="id", menus that close, filters that unfold on a phone, and theme, density and keys switched without loading the page again. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialog)?.showModal();
  }
  const more = event.target.closest?.("[data-more]");
  if (more) more.ariaExpanded = String(more.ariaExpanded !== "true");
  if (event.target instanceof HTMLDialogElement) event.target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!("prefer" in form.dataset) || !button || button.name === "language") return;
  event.preventDefault();
  document.documentElement.dataset[button.name] = button.value;
  for (const one of button.parentElement.children) one.setAttribute("aria-pressed", String(one === button));
  const body = new FormData(form, button);
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
}, true);
