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

for (const live of document.querySelectorAll("[data-part]")) {
  const offline = document.getElementById("offline");
  let heard = Date.now();
  let lost = false;

  const hear = () => { heard = Date.now(); lost = false; offline.hidden = true; };
  live.addEventListener("htmx:sse:after:connection", hear);
  live.addEventListener("htmx:sse:after:message", hear);
  live.addEventListener("htmx:sse:error", () => { lost = true; offline.hidden = false; });

  const looking = setInterval(async () => {
    if (live.querySelector("[data-ended]")) { clearInterval(looking); offline.hidden = true; return; }
    if (document.hidden || (!lost && Date.now() - heard < SILENCE)) return;
    try {
      const answer = await fetch(live.dataset.part);
      if (!answer.ok) throw new Error(answer.statusText);
      await htmx.swap({ text: await answer.text(), target: live, sourceElement: live, swap: "innerMorph" });
      offline.hidden = true;
    } catch {
      offline.hidden = false;
    }
  }, LOOK);
}

// After a form came back with problems, begin at what is said of them.
document.getElementById("problems")?.focus();
