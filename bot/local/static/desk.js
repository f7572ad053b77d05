"use strict";
// The desk: a draft's facts beside the document that they were read from. What may be corrected, the server decides.

const $ = (id) => document.getElementById(id);
let persona = localStorage.getItem("persona") || "admin";
let review = null;
let open = null; // the fact that is open, by its name: it stays so after a correction

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}
const button = (text, onclick, className = "") => element("button", { type: "button", textContent: text, onclick, className });

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 5000);
}

// --- the server ---
async function ask(path, body) {
  const options = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, options);
    const given = await answer.json().catch(() => ({}));
    if (answer.ok) return given;
    toast(given.says ?? "Chưa làm được, hãy thử lại.");
  } catch { toast("Chương trình đang dừng: hãy thử lại khi đã nối lại."); }
  return null;
}
const place = (...parts) => [`/api/${persona}/drafts`, ...parts].join("/");

async function correct(kind, unit, item, said, mark) {
  const changed = await ask(place(review.id, "correct"), { kind, unit, item, said, mark });
  if (changed) show(changed);
  else if (!(await load(review.id))) list(); // it was published or thrown away meanwhile
}

async function load(id) {
  const given = id ? await ask(place(id)) : null;
  if (given) show(given);
  return Boolean(given);
}

// --- facts ---
function show(given) {
  const isSame = review?.id === given.id, top = $("facts").scrollTop;
  review = given;
  const tasks = given.units.reduce((sum, unit) => sum + unit.tasks.length, 0);
  const looked = given.units.filter((unit) => unit.looked).length;
  $("title").textContent = given.title;
  $("count").textContent = `${given.units.length} đơn vị · ${tasks} nhiệm vụ · đã xem ${looked}/${given.units.length}`;
  $("publish").hidden = false;
  $("unit-names").replaceChildren(...given.units.filter((unit) => unit.name).map((unit) => new Option(unit.name)));
  $("facts").replaceChildren(...[
    notes(given),
    group("doubts", "❓ Chưa chắc", given.doubts.map(doubtCard)),
    group("findings", "⚠️ Cần xem lại", given.findings.map(findingCard)),
    group("units", "Đơn vị và nhiệm vụ", given.units.map(unitCard), tasks),
    group("deadlines", "⏰ Hạn", sure(given.deadlines).map(deadlineCard)),
    group("targets", "Chỉ tiêu", given.targets.map((one) => card(`target-${one.passage}-${one.text}`, one, [one.text], `mục ${one.section}`))),
    group("head", "Phần đầu", [headCard(given.head)], 0),
  ].filter(Boolean));
  if (!isSame) { open = null; drawPaper(given); $("facts").scrollTop = 0; } else $("facts").scrollTop = top;
  document.querySelector(".fact.open")?.classList.remove("open");
  if (open) findFact(open)?.classList.add("open");
}

const sure = (deadlines) => [...deadlines].sort((one, other) => other.doubtful - one.doubtful || one.at - other.at);
const findFact = (name) => [...document.querySelectorAll(".fact")].find((one) => one.dataset.name === name);
const where = (section, page) => [section && `mục ${section}`, page && `trang ${page}`].filter(Boolean).join(", ");

function notes(given) {
  const box = element("div", { className: "notes" }, ...given.notes.map((note) => element("p", { textContent: `ℹ️ ${note}` })));
  return given.notes.length ? box : null;
}

function group(name, title, cards, count = cards.length) {
  if (!cards.length) return null;
  const number = count ? element("i", { textContent: count }) : null;
  return element("details", { open: name !== "targets", className: `group ${name}` }, element("summary", {}, title, number), ...cards);
}

// A fact: what was read; pressed, it shows where in the document, and what can be corrected.
function card(name, fact, words, more, ...tools) {
  const passages = fact.passages ?? [fact.passage];
  const page = review.passages[passages[0]]?.page;
  const face = element("button", { type: "button", className: "face" }, ...words.map((text) => typeof text === "string" ? element("span", { textContent: text }) : text),
    element("small", { textContent: [more, page && `trang ${page}`].filter(Boolean).join(" · ") }));
  const made = element("div", { className: `fact${fact.doubtful ? " doubtful" : ""}` }, face,
    element("div", { className: "tools" }, ...tools, button("Xem trong văn bản", () => turnTo("paper"), "to-paper")));
  made.dataset.name = name;
  made.dataset.passage = passages[0];
  face.onclick = () => pick(made, passages, fact.quote ?? fact.text ?? fact.what ?? "");
  return made;
}

function pick(made, passages, words) {
  const wasOpen = made.classList.contains("open");
  for (const one of document.querySelectorAll(".fact.open")) one.classList.remove("open");
  made.classList.toggle("open", !wasOpen);
  open = wasOpen ? null : made.dataset.name;
  point(passages, words);
}

function doubtCard(doubt) {
  const target = () => [...document.querySelectorAll(".units .fact, .deadlines .fact")].find((one) => one.dataset.passage === String(doubt.passage));
  const picture = lines(doubt.passage);
  const found = button("Mở để sửa", () => { const fact = target(); fact.scrollIntoView({ block: "center" }); if (!fact.classList.contains("open")) fact.querySelector(".face").click(); });
  const isFact = review.units.some((unit) => unit.tasks.some((task) => task.passage === doubt.passage)) || review.deadlines.some((one) => one.passage === doubt.passage);
  return card(`doubt-${doubt.passage}-${doubt.what}`, doubt, [picture, doubt.what].filter(Boolean), [doubt.unit, doubt.section && `mục ${doubt.section}`].filter(Boolean).join(" · "), isFact ? found : null);
}

function lines(passage) {
  if (!review.passages[passage].spots.length) return null;
  return element("img", { className: "lines", loading: "lazy", alt: "Chỗ này trên giấy", src: place(review.id, "lines", passage) });
}

const findingCard = (finding, at) => card(`finding-${at}`, finding, [finding.message], "");

function unitCard(unit, at) {
  const name = `unit-${at}`;
  const title = element("div", { className: "unit-head" },
    typed(unit.name ?? "", unit.name ?? "Chưa rõ đơn vị nào", (said) => correct("name", at, 0, said, unit.mark), { label: "Tên đơn vị", fixed: !unit.name }),
    element("span", { className: "seen", textContent: unit.looked ? "đã xem" : "" }),
    button("Đúng", () => correct("right", at, 0, "", unit.whole), "right"));
  const made = element("div", { className: "unit" }, title, ...unit.tasks.map((task, item) => taskCard(unit, at, task, item)));
  made.dataset.name = name;
  return made;
}

function taskCard(unit, at, task, item) {
  const change = (kind, said = "") => correct(kind, at, item, said, task.mark);
  const role = element("select", { ariaLabel: "Vai trò", onchange: (event) => change("role", event.target.value) },
    ...review.roles.map((one) => new Option(one, one, false, one === task.role)));
  const owner = typed("", "Đơn vị khác…", (said) => change("owner", said), { label: "Giao cho đơn vị", list: "unit-names" });
  const last = item + 1 === unit.tasks.length;
  return card(`task-${at}-${item}`, task, [`${item + 1}. ${task.text}`],
    [task.role, task.partners.length ? `cùng ${task.partners.join(", ")}` : "", `mục ${task.section}`].filter(Boolean).join(" · "),
    task.doubtful ? lines(task.passage) : null,
    element("label", {}, "Vai trò", role), element("label", {}, "Đơn vị", owner),
    task.cuts.length ? cutter(task, change) : null,
    last ? null : button("Gộp với việc sau", () => change("join")),
    button("Xóa nhiệm vụ", () => change("delete"), "danger"));
}

function cutter(task, change) {
  const choices = task.cuts.map(([first, second], at) => element("option", { value: at, textContent: `…${first} ✂ ${second}…` }));
  return element("select", { ariaLabel: "Tách", onchange: (event) => change("cut", event.target.value) }, element("option", { value: "", textContent: "Tách làm hai ở…", selected: true, disabled: true }), ...choices);
}

function deadlineCard(deadline) {
  const change = (kind, said = "") => correct(kind, 0, deadline.at, said, deadline.mark);
  const day = deadline.last_day ? `ngày cuối ${deadline.last_day}` : deadline.when ?? "không ghi ngày";
  return card(`deadline-${deadline.at}`, deadline, [deadline.what], [day, deadline.who.join(", "), deadline.to && `gửi ${deadline.to}`, `mục ${deadline.section}`].filter(Boolean).join(" · "),
    deadline.doubtful ? lines(deadline.passage) : null,
    element("label", {}, "Hạn", typed("", deadline.when ?? "ví dụ: trước ngày 10/5", (said) => change("date", said), { label: "Thời hạn đúng" })),
    deadline.doubtful ? button("Đúng", () => change("sure"), "right") : null,
    button("Không phải hạn", () => change("drop"), "danger"));
}

function headCard(fields) {
  const rows = fields.map((field) => element("label", {}, field.label, typed(field.value, "(không ghi)", (said) => correct(field.kind, 0, 0, said || "-", field.mark), { label: field.label })));
  return element("div", { className: "head-fields" }, ...rows);
}

// A box whose words are corrected when they were changed and Enter was pressed or the box was left.
function typed(value, placeholder, onsaid, { label, list, fixed } = {}) {
  const box = element("input", { type: "text", value, placeholder, ariaLabel: label, maxLength: 300, disabled: Boolean(fixed), autocomplete: "off" });
  if (list) box.setAttribute("list", list);
  box.onkeydown = (event) => { if (event.key === "Enter") box.blur(); if (event.key === "Escape") { box.value = value; box.blur(); } };
  box.onchange = () => { if (box.value.trim() !== value) onsaid(box.value.trim()); };
  return box;
}

// --- the document ---
function drawPaper(given) {
  const blocks = [];
  let table = null;
  given.passages.forEach((passage, at) => {
    if (passage.kind === "row" && passage.columns.length) {
      const names = passage.columns.map(([name]) => name).join("|");
      if (table?.names !== names) { table = tableOf(passage, names); blocks.push(table.whole); }
      table.body.append(marked(element("tr", {}, ...passage.columns.map(([, cell]) => element("td", { textContent: cell }))), passage, at));
    } else { table = null; blocks.push(marked(line(passage), passage, at)); }
  });
  $("words").replaceChildren(...blocks);
  $("pages").replaceChildren(...given.pages.map(sheet));
  $("looks").hidden = !given.pages.length;
  look("words");
}

function tableOf(passage, names) {
  const body = element("tbody");
  const head = element("thead", {}, element("tr", {}, ...passage.columns.map(([name]) => element("th", { textContent: name }))));
  return { names, body, whole: element("div", { className: "wide" }, element("table", {}, names.replaceAll("|", "") ? head : null, body)) };
}

const line = (passage) => element(passage.kind === "heading" ? "h3" : "p", { className: `${passage.kind} depth-${Math.min(passage.depth, 3)}` },
  passage.label ? element("b", { textContent: `${passage.label} ` }) : null, passage.text);

function marked(made, passage, at) {
  made.dataset.at = at;
  made.classList.add("passage");
  if (passage.doubtful) made.classList.add("doubtful");
  made.onclick = () => { point([at], ""); findAbout(at); };
  return made;
}

// Show the first fact that was read from a passage.
function findAbout(at) {
  const fact = document.querySelector(`:is(.units, .deadlines) .fact[data-passage="${at}"]`) ?? document.querySelector(`.fact[data-passage="${at}"]`);
  if (!fact) return;
  fact.closest("details").open = true;
  fact.scrollIntoView({ block: "center" });
  for (const one of document.querySelectorAll(".fact.open")) one.classList.toggle("open", one === fact);
  fact.classList.add("open");
  open = fact.dataset.name;
}

function sheet(page) {
  const made = element("figure", { className: "sheet" }, element("img", { loading: "lazy", alt: `Trang ${page}`, src: place(review.id, "pages", page) }), element("figcaption", { textContent: `Trang ${page}` }));
  made.dataset.page = page;
  return made;
}

// Mark where facts were read and bring it into view: the passages, the very words in them, the boxes on the pages.
function point(passages, words) {
  for (const one of document.querySelectorAll(".passage.here")) { one.classList.remove("here"); one.querySelector("mark")?.replaceWith(...one.querySelector("mark").childNodes); one.normalize(); }
  for (const one of document.querySelectorAll(".spot")) one.remove();
  for (const at of passages) {
    const made = document.querySelector(`.passage[data-at="${at}"]`);
    made?.classList.add("here");
    if (made && words) underline(made, words);
    for (const spot of review.passages[at]?.spots ?? []) draw(spot);
  }
  const [first] = document.querySelectorAll($("pages").hidden ? ".passage.here" : ".spot");
  first?.scrollIntoView({ block: "center" });
}

function underline(made, words) {
  const walker = document.createTreeWalker(made, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0 || walker.currentNode.data.length === words.length) continue;
    const rest = walker.currentNode.splitText(at);
    rest.splitText(words.length);
    rest.replaceWith(element("mark", { textContent: words }));
    return;
  }
}

function draw({ page, box: [left, top, right, bottom] }) {
  const figure = document.querySelector(`.sheet[data-page="${page}"]`), image = figure?.querySelector("img");
  if (!figure) return;
  const spot = element("span", { className: "spot" });
  figure.append(spot);
  const fit = () => {
    const scale = 100 / image.naturalWidth, tall = 100 / image.naturalHeight;
    Object.assign(spot.style, { left: `${(left - 6) * scale}%`, top: `${(top - 6) * tall}%`, width: `${(right - left + 12) * scale}%`, height: `${(bottom - top + 12) * tall}%` });
  };
  if (image.complete && image.naturalWidth) fit(); else { image.loading = "eager"; image.addEventListener("load", () => { fit(); spot.scrollIntoView({ block: "center" }); }, { once: true }); }
}

function look(name) {
  $("words").hidden = name !== "words";
  $("pages").hidden = name !== "pages";
  for (const one of document.querySelectorAll("[data-look]")) one.setAttribute("aria-pressed", String(one.dataset.look === name));
  document.querySelector(name === "words" ? ".passage.here" : ".spot")?.scrollIntoView({ block: "center" });
}

function turnTo(side) {
  document.body.dataset.side = side;
  if (side === "paper") document.querySelector($("pages").hidden ? ".passage.here" : ".spot")?.scrollIntoView({ block: "center" });
}

// --- who and which ---
function nothing(text) {
  review = null;
  $("title").textContent = "Bàn duyệt kế hoạch";
  $("count").textContent = "";
  $("publish").hidden = true;
  for (const part of ["words", "pages"]) $(part).replaceChildren();
  $("looks").hidden = true;
  $("facts").replaceChildren(element("p", { className: "empty", textContent: text }));
}

async function list(wanted) {
  const drafts = await ask(place()) ?? [];
  $("draft").replaceChildren(...drafts.map((one) => new Option(one.title, one.id)));
  $("draft").hidden = drafts.length < 2;
  const chosen = drafts.find((one) => one.id === wanted) ?? drafts[0];
  if (!chosen) { nothing("Không có bản nháp nào chờ đồng chí duyệt. Hãy gửi tệp kế hoạch trong khung chat, hoặc chọn người có quyền duyệt ở góc trên."); return; }
  $("draft").value = chosen.id;
  await load(chosen.id);
}

async function start() {
  const given = await ask("/api/start");
  const people = given?.personas ?? [];
  $("persona").replaceChildren(...people.map((one) => new Option(`${one.name} – ${one.says}`, one.key, false, one.key === persona)));
  $("persona").onchange = () => { persona = $("persona").value; localStorage.setItem("persona", persona); list(); };
  $("draft").onchange = () => load($("draft").value);
  $("publish").onclick = async () => {
    const done = await ask(place(review.id, "publish"), {});
    if (done) { toast(`Đã công bố: ${done.title}`); list(); }
  };
  for (const one of document.querySelectorAll("[data-look]")) one.onclick = () => look(one.dataset.look);
  for (const one of document.querySelectorAll("[data-to]")) one.onclick = () => turnTo(one.dataset.to);
  await list(new URLSearchParams(location.search).get("plan"));
  document.body.dataset.ready = "yes";
}
start();
