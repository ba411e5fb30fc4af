// The counter console by keyboard: each act says its key. Nothing of it works while one is typing, nor while an act is on its way.

let sent = 0;
document.addEventListener('submit', () => { sent = Date.now(); });
addEventListener('pageshow', () => { sent = 0; });

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, [contenteditable]')) return;
  // A button that has the focus answers to Space by itself.
  if (event.key === ' ' && event.target.closest('button, summary, a')) return;
  const button = document.querySelector(`form[data-shortcut="${CSS.escape(event.key.toLowerCase())}"] button`);
  if (!button) return;
  event.preventDefault();
  if (!event.repeat && Date.now() - sent > 5000) button.form.requestSubmit(button);
});

// How long it lasts, by the clock of the house.
let ahead = 0;
function read() {
  const now = document.querySelector('[data-now]')?.dataset.now;
  if (now) ahead = now - Date.now();
  tick();
}

function tick() {
  const now = Date.now() + ahead;
  for (const clock of document.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.floor(now / 1000 - clock.dataset.since));
    clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }
  // What can only be taken back for a few seconds is not offered longer.
  for (const undo of document.querySelectorAll('[data-until]')) undo.closest('form').hidden = now / 1000 > undo.dataset.until;
}

new MutationObserver(read).observe(document.querySelector('main'), { childList: true });
read();
setInterval(tick, 500);
