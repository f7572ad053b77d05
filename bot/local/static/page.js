"use strict";
// The page of the stand-in for Telegram: shows one person's chat and sends what that person does.

const $ = (id) => document.getElementById(id);
const EXAMPLES = ["Phòng Tư pháp phải làm gì", "han bao cao la khi nao", "/kehoach"];
let persona = localStorage.getItem("persona") || "officer";
let people = [];
let commands = [];
let source = null;
let offset = 0; // the simulation's clock minus this machine's, in milliseconds

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

async function ask(path, options) {
  try { return await fetch(path, options); } catch { return { ok: false, status: 0 }; } // the program is down
}

async function post(path, body) {
  const answer = await ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) toast(answer.status ? "Chưa gửi được, hãy thử lại." : "Chưa gửi được: chương trình đang dừng. Hãy gửi lại khi đã nối lại.", true);
  return answer;
}

function toast(text, long = false) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, long ? 6000 : 3000);
}

// --- time ---
const zone = "Asia/Ho_Chi_Minh";
const dayOf = (date) => date.toLocaleDateString("vi-VN", { timeZone: zone, day: "numeric", month: "long", year: "numeric" });
const timeOf = (date) => date.toLocaleTimeString("vi-VN", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
const shortOf = (date) => `${timeOf(date)} ${date.toLocaleDateString("vi-VN", { timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric" })}`;

function setClock(now) { offset = Date.parse(now) - Date.now(); tick(); }
function tick() {
  const now = new Date(Date.now() + offset);
  const weekday = now.toLocaleDateString("vi-VN", { timeZone: zone, weekday: "long" });
  for (const place of document.querySelectorAll("[data-clock]")) place.textContent = `${timeOf(now)}, ${weekday} ${dayOf(now)}`;
  for (const place of document.querySelectorAll("[data-clock-short]")) place.textContent = shortOf(now);
}

// --- messages ---
function show(message) {
  const old = document.querySelector(`[data-id="${message.id}"]`);
  const made = draw(message);
  if (old) { made.style.animation = "none"; old.replaceWith(made); return; }
  $("chat").querySelector(".empty")?.remove();
  const day = dayOf(new Date(message.date * 1000));
  const days = $("chat").querySelectorAll(".day");
  if (!days.length || days[days.length - 1].textContent !== day) $("chat").append(element("div", { className: "day", textContent: day }));
  $("chat").append(made);
}

function draw(message) {
  const bubble = element("div", { className: "bubble" });
  if (message.photo) bubble.append(element("img", { className: "photo", src: `/files/${message.photo}`, alt: "Ảnh", onload: toEnd }));
  if (message.document) bubble.append(file(message.document));
  if (message.html) bubble.append(words(message));
  const foot = element("div", { className: "foot" });
  if (message.mine && !message.photo && !message.document) foot.append(editor(message, bubble));
  if (message.edited) foot.append("đã sửa");
  foot.append(timeOf(new Date(message.date * 1000)));
  bubble.append(foot);
  const made = element("div", { className: `message ${message.mine ? "mine" : "his"}` }, bubble);
  made.dataset.id = message.id;
  if (message.buttons.length) made.append(keys(message));
  return made;
}

function words(message) {
  const text = element("div", { className: "words" });
  const html = message.html.replace(/\n(<blockquote)/g, "$1").replace(/(<\/blockquote>)\n/g, "$1"); // a quotation breaks lines itself
  text.innerHTML = html; // made by the server from parsed entities: known tags, everything else escaped
  for (const quotation of text.querySelectorAll("blockquote.expandable")) {
    quotation.classList.add("closed");
    quotation.onclick = () => quotation.classList.toggle("closed");
    requestAnimationFrame(() => { if (quotation.scrollHeight <= quotation.clientHeight + 4) quotation.classList.remove("expandable", "closed"); });
  }
  if (!message.mine) linkCommands(text);
  return text;
}

function linkCommands(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (/(^|\s)\/[a-z_]+/.test(walker.currentNode.data)) found.push(walker.currentNode);
  for (const node of found) {
    const parts = node.data.split(/((?<=^|\s)\/[a-z_]+)/);
    node.replaceWith(...parts.map((part, place) => place % 2 ? element("button", { type: "button", className: "command", textContent: part, onclick: () => say(part) }) : part));
  }
}

function keys(message) {
  const rows = message.buttons.map((row) => element("div", {}, ...row.map((button) => {
    const made = element("button", { type: "button", textContent: button.text });
    made.onclick = () => { made.classList.add("waiting"); press(made, { message_id: message.id, data: button.callback_data }); };
    return made;
  })));
  return element("div", { className: "keys" }, ...rows);
}

async function press(key, what) { if (!(await post(`/api/${persona}/press`, what)).ok) key.classList.remove("waiting"); }

function file(document_) {
  const kind = document_.name.split(".").pop().slice(0, 4).toUpperCase();
  const size = document_.size > 1048576 ? `${(document_.size / 1048576).toFixed(1)} MB` : `${Math.ceil(document_.size / 1024)} KB`;
  return element("a", { className: "file", href: `/files/${document_.id}`, download: document_.name },
    element("i", { textContent: kind }), element("span", {}, document_.name, element("small", { textContent: size })));
}

function editor(message, bubble) {
  return element("button", { type: "button", textContent: "✎ sửa", title: "Sửa tin nhắn", onclick: () => {
    const text = prompt("Sửa tin nhắn", bubble.querySelector(".words").textContent);
    if (text && text.trim()) post(`/api/${persona}/edit`, { message_id: message.id, text });
  } });
}

function toEnd() { $("chat").scrollTop = $("chat").scrollHeight; }

// Show the newest message: its end, or, where it is taller than the chat, the question before it and its beginning.
function toNewest() {
  const chat = $("chat"), newest = chat.lastElementChild;
  toEnd();
  if (newest && newest.offsetHeight > chat.clientHeight - 20) chat.scrollTop = (newest.previousElementSibling ?? newest).offsetTop - chat.offsetTop - 10;
}

// --- what happens ---
const HAPPENS = {
  message(event) { show(event.message); requestAnimationFrame(toNewest); if (!event.message.mine) { working(false); refresh(); } },
  edit(event) { show(event.message); working(false); },
  delete(event) { document.querySelector(`[data-id="${event.message_id}"]`)?.remove(); },
  action() { working(true); },
  answer(event) {
    for (const key of document.querySelectorAll(".waiting")) key.classList.remove("waiting");
    if (event.text) toast(event.text, event.alert);
  },
};

function working(yes) { $("status").textContent = yes ? "đang soạn…" : "trợ lý"; }

async function open(key) {
  persona = key;
  localStorage.setItem("persona", key);
  source?.close();
  const given = await ask(`/api/${key}/state`);
  if (!given.ok) { reconnect(); return; }
  const state = await given.json();
  await meet();
  if (persona !== key) return;
  setClock(state.now);
  $("chat").replaceChildren();
  state.messages.forEach(show);
  if (!state.messages.length) $("chat").append(emptyChat());
  requestAnimationFrame(toNewest);
  source = new EventSource(`/api/${persona}/events?after=${state.version}`);
  source.onmessage = (message) => { for (const event of JSON.parse(message.data)) HAPPENS[event.type]?.(event); };
  source.onerror = reconnect;
  working(false);
}

// The program stopped or was started again: its chats begin anew, so the chat is loaded again once it answers.
function reconnect() {
  source?.close();
  $("status").textContent = "đang nối lại…";
  clearTimeout(reconnect.timer);
  reconnect.timer = setTimeout(() => open(persona), 1000);
}

// Learn who there is: a person's unit and role change while the page is open.
async function meet() {
  const answer = await ask("/api/start");
  if (!answer.ok) return;
  people = (await answer.json()).personas;
  drawPeople();
}
function refresh() { clearTimeout(refresh.timer); refresh.timer = setTimeout(meet, 300); }

function emptyChat() {
  const member = people.find((one) => one.key === persona)?.member;
  return element("div", { className: "empty" },
    member ? "Hỏi trợ lý về kế hoạch của cơ quan, có dấu hay không dấu đều được." : "Đồng chí chưa đăng ký: hãy xin tham gia một đơn vị, quản trị viên sẽ duyệt.",
    ...(member ? EXAMPLES : ["/thamgia"]).map((example) => element("button", { type: "button", textContent: example, onclick: () => say(example) })));
}

function drawPeople() {
  const short = (name) => name.split(" ").slice(-2).map((word) => word[0]).join("");
  $("people").replaceChildren(...people.map((one) => {
    const button = element("button", { type: "button", onclick: () => open(one.key) }, element("i", { textContent: short(one.name) }),
      element("span", {}, one.name, element("small", { textContent: one.says })));
    button.setAttribute("role", "radio");
    button.setAttribute("aria-checked", String(one.key === persona));
    button.dataset.persona = one.key;
    return button;
  }));
  $("persona").replaceChildren(...people.map((one) => new Option(`${one.name} – ${one.says}`, one.key, false, one.key === persona)));
  for (const link of document.querySelectorAll(".to-desk")) link.hidden = !people.find((one) => one.key === persona)?.manages;
  $("who").textContent = people.find((one) => one.key === persona)?.name ?? "";
}

// --- what the person does ---
function say(text) { closeMenu(); return post(`/api/${persona}/say`, { text }); }

function grow() { $("text").style.height = "auto"; $("text").style.height = `${$("text").scrollHeight + 2}px`; }

function write(text) { $("text").value = text; grow(); }

// Send what stands in the box; it comes back into the box if it did not arrive.
async function sendText(text) {
  write("");
  if (!(await say(text)).ok && !$("text").value) write(text);
}

function openMenu(prefix) {
  const wanted = commands.filter((one) => `/${one.command}`.startsWith(prefix));
  $("menu").replaceChildren(...wanted.map((one) => element("li", {}, element("button", { type: "button", onclick: () => { sendText(`/${one.command}`); } },
    element("b", { textContent: `/${one.command}` }), element("span", { textContent: one.description })))));
  $("menu").hidden = !wanted.length;
}
function closeMenu() { $("menu").hidden = true; }

async function sendFile() {
  const chosen = [...$("file").files].sort((one, other) => one.name.localeCompare(other.name, "vi", { numeric: true }));
  if (!chosen.length) return;
  const form = new FormData();
  for (const file of chosen) form.append("file", file);
  const caption = $("text").value.trim();
  form.append("caption", caption);
  write(""); $("file").value = "";
  const answer = await ask(`/api/${persona}/file`, { method: "POST", body: form });
  if (answer.ok) return;
  if (!$("text").value) write(caption);
  toast(answer.status === 413 ? "Tệp rỗng hoặc lớn hơn 20 MB." : answer.status ? "Không gửi được tệp này." : "Chưa gửi được tệp: chương trình đang dừng. Hãy chọn lại tệp khi đã nối lại.", true);
}

function listen() {
  $("form").onsubmit = (event) => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (!text) return;
    sendText(text);
  };
  $("text").oninput = () => { grow(); if (/^\/[a-z_]*$/.test($("text").value)) openMenu($("text").value); else closeMenu(); };
  $("text").onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("form").requestSubmit(); }
    if (event.key === "Escape") closeMenu();
  };
  $("commands").onclick = () => { if ($("menu").hidden) openMenu("/"); else closeMenu(); };
  $("file").onchange = sendFile;
  $("settings").onclick = () => { $("sheet").hidden = !$("sheet").hidden; $("settings").setAttribute("aria-expanded", String(!$("sheet").hidden)); };
  $("persona").onchange = () => { $("sheet").hidden = true; open($("persona").value); };
  for (const step of document.querySelectorAll(".steps button")) step.onclick = async () => {
    const { hours, days } = step.dataset;
    const answer = await post("/api/clock", hours ? { hours: Number(hours) } : { days: Number(days) });
    if (answer.ok) setClock((await answer.json()).now);
  };
}

async function start() {
  const given = await (await fetch("/api/start")).json();
  people = given.personas;
  commands = given.commands;
  setClock(given.now);
  setInterval(tick, 5000);
  listen();
  await open(people.some((one) => one.key === persona) ? persona : people[0].key);
  document.body.dataset.ready = "yes";
}
start();
