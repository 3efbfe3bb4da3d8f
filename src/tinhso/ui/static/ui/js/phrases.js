/* <ts-phrases for="id">: stock sentences; a tap writes one into that text, where it can be changed. */
class Phrases extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const chip = event.target.closest("button.chip");
      const text = document.getElementById(this.getAttribute("for"));
      if (!chip || !text) return;
      const before = text.value.trim();
      text.value = before ? `${before} ${chip.textContent}` : chip.textContent;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus({ preventScroll: true });
    });
  }
}
customElements.define("ts-phrases", Phrases);
