// How busy the hall is, while the page is open: what changes is sent in words, and nothing is asked for again.

const part = document.querySelector('[data-crowd]');
if (part && window.EventSource) {
  const source = new EventSource(part.dataset.crowd);
  const put = (name, words) => { const place = part.querySelector(`[data-crowd-${name}]`); if (place && place.textContent !== words) place.textContent = words; };
  source.addEventListener('crowd', (event) => {
    const told = JSON.parse(event.data);
    put('words', told.words);
    put('people', told.people);
    const read = part.querySelector('[data-crowd-read]');
    if (read) read.textContent = read.textContent.replace(/\d\d:\d\d/, told.read);
    const words = part.querySelector('.crowd-words');
    if (words) words.dataset.level = told.level ?? '';
    for (const queue of told.queues) {
      const row = part.querySelector(`[data-queue="${CSS.escape(queue.code)}"]`);
      if (!row) continue;
      row.querySelector('.crowd-wait').textContent = queue.words;
      row.querySelector('.meta').textContent = queue.people;
    }
    part.dataset.number = told.number;
  });
  addEventListener('pagehide', () => source.close());
}
