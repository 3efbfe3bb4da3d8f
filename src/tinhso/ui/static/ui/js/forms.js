/* The error summary takes the focus; its links go to the fields; a form is not sent twice; a filled form is not left by accident.
   <form data-key="ma">: its key stands in the address, so that going back finds what was made under it. */
const summary = () => document.querySelector("[data-focus]")?.focus();
summary();
document.addEventListener("htmx:after:swap", summary);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const box = field.matches("fieldset") ? field.querySelector("input") ?? field : field;
  box.focus();
  (box.closest(".field") ?? box).scrollIntoView({ block: "center" });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

for (const form of document.querySelectorAll("form[data-key]")) {
  const address = new URL(location.href);
  address.searchParams.set(form.dataset.key, form.elements.key.value);
  history.replaceState(history.state, "", address);
}

const changed = new Set();
document.addEventListener("input", (event) => event.target.closest?.("form[data-guard]") && changed.add(event.target.form));
document.addEventListener("submit", (event) => changed.delete(event.target));
document.addEventListener("ts:saved", (event) => changed.delete(event.target)); // saved by itself
addEventListener("beforeunload", (event) => [...changed].some((form) => form.isConnected) && event.preventDefault());
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
