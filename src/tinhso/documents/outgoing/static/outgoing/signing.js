/* [data-return]: which document the one dialog of returning is about. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-return]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  const form = dialog.querySelector('form[method="post"]');
  form.action = opener.dataset.return;
  form.elements.revision.value = opener.dataset.revision;
  dialog.querySelector("[data-subject]").textContent = opener.dataset.subject;
});
