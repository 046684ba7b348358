// What the pages do beside HTMX: times in the reader's zone, and looking for news where no stream is heard.
"use strict";

// The server says that it is there every 5 s (PING_SECONDS in api/pages/job.py).
const SILENCE = 9000;
const LOOK = 2000;

const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "medium" });

function localTimes() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const local = format.format(new Date(time.dateTime));
    if (time.textContent !== local) time.textContent = local;
  }
}

localTimes();
new MutationObserver(localTimes).observe(document.body, { childList: true, subtree: true, characterData: true });

const failed = document.getElementById("failed");
const offline = document.getElementById("offline");

// What was asked for by a button and not done is said; a stream that breaks is said by the code below.
const refuse = (event) => { if (event.target.matches?.("form")) failed.hidden = false; };
document.addEventListener("htmx:error", refuse);
document.addEventListener("htmx:response:error", refuse);
document.addEventListener("htmx:before:request", (event) => { if (event.target.matches?.("form")) failed.hidden = true; });

for (const live of document.querySelectorAll("[data-part]")) {
  let heard = Date.now();
  let lost = false;
  let asking = false;
  const ended = () => live.querySelector("[data-ended]") !== null;

  const hear = () => { heard = Date.now(); lost = false; offline.hidden = true; };
  live.addEventListener("htmx:sse:after:connection", hear);
  live.addEventListener("htmx:sse:after:message", hear);
  live.addEventListener("htmx:sse:error", () => { if (!ended()) { lost = true; offline.hidden = false; } });
  live.addEventListener("htmx:sse:before:connection", (event) => { if (ended()) event.preventDefault(); });

  const ask = async () => {
    try {
      const answer = await fetch(live.dataset.part);
      if (answer.status === 404 || answer.status === 401) { location.reload(); return; }
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      if (ended()) return;
      await htmx.swap({ text, target: live, sourceElement: live, swap: "innerMorph" });
      offline.hidden = true;
    } catch {
      offline.hidden = false;
    }
  };
  const looking = setInterval(async () => {
    if (ended()) { clearInterval(looking); offline.hidden = true; return; }
    if (asking || document.hidden || (!lost && Date.now() - heard < SILENCE)) return;
    asking = true;
    await ask();
    asking = false;
  }, LOOK);

  // A button that was pressed may be gone with the change that it made: then the reader goes on at the title.
  let pressed = false;
  live.addEventListener("submit", () => { pressed = true; }, true);
  live.addEventListener("htmx:after:swap", () => {
    if (pressed && document.activeElement === document.body) live.querySelector("h1")?.focus({ preventScroll: true });
  });
}

// A scene's picture leads to its place in the player; without scripts, to that place in the file.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-seek]");
  const player = document.getElementById("player");
  if (!link || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.seek);
  player.play();
  player.scrollIntoView({ block: "nearest" });
});

// After a form came back with problems, begin at what is said of them.
document.getElementById("problems")?.focus();
