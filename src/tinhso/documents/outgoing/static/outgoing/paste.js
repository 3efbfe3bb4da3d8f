/* What Word or LibreOffice puts on the clipboard goes into the body as the lines it knows (headings, lists, tables); the server reads it.
   Without structure, without the network, or when the server cannot read it, the plain words are pasted as ever. */
const STRUCTURE = /<(table|li|h[1-6]|b|strong)\b|mso-|Mso|font-weight/i;
const PATIENCE = 5000, MOST = 3_000_000;

document.addEventListener("paste", async (event) => {
  const field = event.target;
  const draft = field.closest?.("ts-draft");
  const html = draft && field.matches("textarea[name=body]") ? event.clipboardData.getData("text/html") : "";
  if (!html || html.length > MOST || !STRUCTURE.test(html) || !navigator.onLine) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const at = [field.selectionStart, field.selectionEnd];
  field.readOnly = true; // a letter typed meanwhile would move the place
  const text = await read(draft, html);
  field.readOnly = false;
  field.focus();
  field.setSelectionRange(...at);
  insert(field, at[0], text ?? plain);
  if (text) document.getElementById("live").textContent = draft.dataset.wordPasted;
});

async function read(draft, html) {
  const words = new FormData();
  words.set("html", html);
  words.set("csrfmiddlewaretoken", draft.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(draft.dataset.paste, { method: "POST", body: words, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? (await answer.json()).text || null : null;
  } catch { return null; }
}

/* As if typed, so that it can be undone; several lines begin on a line of their own. */
function insert(field, start, text) {
  const own = text.includes("\n") && start > 0 && field.value[start - 1] !== "\n" ? `\n${text}` : text;
  if (document.execCommand("insertText", false, own)) return;
  field.setRangeText(own, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
