/* What was typed into a form outlives a refusal or an ended session: kept in this tab until the form was taken, or the person logs out.
   A plain page (an error, the login) in between says that it was not taken; any other page without an error says that it was. */
const KEY = "tinhso-typed";
const plain = document.body.classList.contains("plain");
const typed = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])";
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.disabled && field.matches(typed));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("forget" in form.dataset) return forget();
  if (event.defaultPrevented || plain || "unkept" in form.dataset || form.method !== "post" || "prefer" in form.dataset) return;
  const words = fieldsOf(form).map((field) => [field.name, field.value, field.checked]);
  if (words.length) sessionStorage.setItem(KEY, JSON.stringify({ action: form.action, person: document.body.dataset.person, words, refused: false }));
});

/* Drafts that wait on this machine for the network too (outgoing/draft.js): whoever logs out leaves nothing behind. */
function forget() {
  sessionStorage.removeItem(KEY);
  for (const key of Object.keys(localStorage)) if (key.startsWith("tinhso-draft/")) localStorage.removeItem(key);
}

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
if (kept && plain) sessionStorage.setItem(KEY, JSON.stringify({ ...kept, refused: true }));
if (kept && !plain) {
  const form = [...document.forms].find((one) => one.method === "post" && one.action === kept.action);
  const refused = kept.refused || document.querySelector("[data-message=error]");
  if (!refused || kept.person !== document.body.dataset.person) sessionStorage.removeItem(KEY);
  else if (form) refill(form);
}

function refill(form) {
  sessionStorage.removeItem(KEY);
  if (form.querySelector("#error-summary")) return; // the server gave the words back itself
  const left = [...kept.words];
  let changed = false;
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!field.matches("[type=checkbox], [type=radio]") || value === field.value));
    if (at < 0) continue;
    const [[, value, checked]] = left.splice(at, 1);
    changed ||= field.value !== value || field.checked !== checked;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (!changed) return;
  const note = document.createElement("p");
  note.className = "muted small kept";
  note.setAttribute("role", "status");
  note.textContent = document.body.dataset.kept;
  form.prepend(note);
}
