"use strict";
const plain = (text) => " " + text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
const box = document.getElementById("asked");
const told = document.getElementById("told");
const items = Array.from(document.querySelectorAll("#found li"), (item) => [item, plain(item.textContent + " " + (item.dataset.words || ""))]);
document.getElementById("search").hidden = false;
box.addEventListener("input", () => {
  const asked = plain(box.value).split(" ").filter(Boolean);
  let found = 0;
  for (const [item, text] of items) {
    item.hidden = !asked.every((word) => text.includes(" " + word));
    found += !item.hidden;
  }
  told.textContent = asked.length ? `${found} of ${items.length} pages` : "";
});
