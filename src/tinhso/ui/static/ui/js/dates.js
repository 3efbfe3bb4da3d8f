/* 5/1 becomes 05/01/2020, 8h5 becomes 08:05, when the cursor leaves the box. The year is the system's, not the machine's. */
function day(text, year) {
  const m = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(text.trim());
  if (!m) return null;
  const [d, mo] = [Number(m[1]), Number(m[2])];
  const y = m[3] === undefined ? year : Number(m[3]) + (m[3].length === 2 ? 2000 : 0);
  const real = new Date(Date.UTC(y, mo - 1, d));
  if (real.getUTCMonth() !== mo - 1 || real.getUTCDate() !== d) return null;
  return `${String(d).padStart(2, "0")}/${String(mo).padStart(2, "0")}/${y}`;
}

function clock(text) {
  const m = /^(\d{1,2})(?:[:hg.](\d{1,2})?)?$/.exec(text.trim());
  if (!m || Number(m[1]) > 23 || Number(m[2] ?? 0) > 59) return null;
  return `${m[1].padStart(2, "0")}:${(m[2] ?? "0").padStart(2, "0")}`;
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement)) return;
  const value = "date" in box.dataset ? day(box.value, Number(box.dataset.date)) : "time" in box.dataset ? clock(box.value) : null;
  if (value) box.value = value;
});
