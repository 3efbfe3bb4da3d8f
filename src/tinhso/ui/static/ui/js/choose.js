/* <ts-choose>: a list whose rows can be ticked. [data-all] ticks all, [data-chosen] says how many in the button that sends them. */
class Choose extends HTMLElement {
  connectedCallback() {
    this.all = this.querySelector("[data-all]");
    this.words = this.querySelector("[data-chosen]");
    this.button = this.words?.closest("button");
    this.all?.closest("[hidden]")?.removeAttribute("hidden");
    this.all?.addEventListener("change", () => { for (const box of this.boxes()) box.checked = this.all.checked; });
    this.addEventListener("change", () => this.count());
    addEventListener("pageshow", () => this.count());
    this.count();
  }

  boxes() {
    return [...this.querySelectorAll('input[type="checkbox"][name]')];
  }

  count() {
    const n = this.boxes().filter((box) => box.checked).length;
    if (this.all) {
      this.all.checked = n > 0 && n === this.boxes().length;
      this.all.indeterminate = n > 0 && !this.all.checked;
    }
    if (this.words) this.words.textContent = n ? ` (${n})` : "";
    if (this.button) this.button.disabled = !n;
  }
}
customElements.define("ts-choose", Choose);
