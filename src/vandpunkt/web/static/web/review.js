// Single keys for the list of proposals. They work only while a proposal has the focus, and can be turned off.
const proposals = [...document.querySelectorAll(".proposal")];
const choice = document.getElementById("keys-on");
const remembered = "vandpunkt-review-keys";

const stored = () => { try { return localStorage.getItem(remembered); } catch { return null; } };
if (choice) {
  choice.checked = stored() !== "off";
  choice.addEventListener("change", () => {
    try { localStorage.setItem(remembered, choice.checked ? "on" : "off"); } catch { /* not remembered */ }
  });
}

// One proposal at a time is reached by Tab; the arrows lead to the others.
const reach = (one) => {
  for (const other of proposals) other.tabIndex = other === one ? 0 : -1;
};

const light = (one) => {
  for (const marked of document.querySelectorAll("[data-mark].lit")) marked.classList.remove("lit");
  if (!one) return;
  for (const marked of document.querySelectorAll(`[data-mark="${one.dataset.mark}"]`)) marked.classList.add("lit");
};

const go = (one) => { if (one) { reach(one); one.focus(); one.scrollIntoView({ block: "nearest" }); } };

const act = (one, key) => {
  const target = one.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  target.click();
  if (key === "a") one.querySelector("input[name=reason]").focus();
  return true;
};

for (const one of proposals) {
  one.addEventListener("focusin", () => { reach(one); light(one); });
  one.addEventListener("keydown", (event) => {
    if (!choice.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("input, textarea, select")) return;
    const at = proposals.indexOf(one);
    if (event.key === "ArrowDown") go(proposals[at + 1]);
    else if (event.key === "ArrowUp") go(proposals[at - 1]);
    else if (!act(one, event.key.toLowerCase())) return;
    event.preventDefault();
  });
}

const waiting = proposals.find((one) => one.classList.contains("waiting"));
reach(waiting || proposals[0]);
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named && proposals.includes(named)) go(named);
else if (named) named.focus();
