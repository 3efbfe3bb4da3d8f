/* The printed footer says when it was printed, not when the page was opened; the time is Vietnam's, dd/mm/yyyy hh:mm. */
const two = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" };
const format = new Intl.DateTimeFormat("en-GB", { ...two, hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" });

addEventListener("beforeprint", () => {
  const now = format.format(new Date()).replace(",", "");
  for (const place of document.querySelectorAll("[data-printed]")) place.textContent = now;
});
