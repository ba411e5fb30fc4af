// The counter console by keyboard: each act says its key. Nothing of it works while one is typing.

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest('input, select, textarea, [contenteditable]')) return;
  // A button that has the focus answers to Space by itself.
  if (event.key === ' ' && event.target.closest('button, summary, a')) return;
  const form = document.querySelector(`form[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

function tick() {
  for (const clock of document.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.floor(Date.now() / 1000 - clock.dataset.since));
    clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
tick();
setInterval(tick, 1000);
