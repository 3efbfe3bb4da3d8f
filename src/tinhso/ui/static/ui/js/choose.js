/* Rows ticked for a form. Its [data-tick-all] ticks every row; [data-chosen] in its button says how many, and without any the button rests. */
const boxes = (form) => [...form.elements].filter((field) => field.matches('[data-rows] input[type="checkbox"]'));

function count(form) {
  const fields = [...form.elements];
  const all = fields.find((field) => "tickAll" in field.dataset);
  const words = form.querySelector("button [data-chosen]");
  const rows = boxes(form);
  const n = rows.filter((box) => box.checked).length;
  if (all) {
    all.checked = n > 0 && n === rows.length;
    all.indeterminate = n > 0 && !all.checked;
  }
  if (words) {
    words.textContent = n ? ` (${n})` : "";
    words.closest("button").disabled = !n;
  }
}

document.addEventListener("change", ({ target }) => {
  if (!target.form) return;
  if ("tickAll" in target.dataset) for (const box of boxes(target.form)) box.checked = target.checked;
  count(target.form);
});
/* Also after Back, when the browser has put the ticks back. */
addEventListener("pageshow", () => { for (const form of document.forms) count(form); });
