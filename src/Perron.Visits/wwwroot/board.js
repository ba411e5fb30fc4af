// The call board: says each call once, chime first, by the clips that are shipped; shows the time, and says when the link is lost.

const lost = 15000;
let heard = Date.now();
let playing = Promise.resolve();
let last = document.querySelector('[data-call]')?.dataset.call ?? '';
const player = new Audio();

function clip(address) {
  return new Promise((done) => {
    player.onended = player.onerror = () => done();
    player.src = address;
    player.play().then(() => sound(false), () => { sound(true); done(); });
  });
}

function sound(isMissing) {
  const button = document.querySelector('[data-board-sound]');
  if (button) button.hidden = !isMissing;
}

function announce(call) {
  const clips = (call.dataset.clips ?? '').split(' ').filter(Boolean);
  call.classList.remove('is-new');
  requestAnimationFrame(() => call.classList.add('is-new'));
  document.body.dataset.announced = call.dataset.call;
  for (const address of clips) playing = playing.then(() => clip(address));
}

new MutationObserver(() => {
  const call = document.querySelector('[data-call]');
  if (call && call.dataset.call !== last) { last = call.dataset.call; announce(call); }
}).observe(document.querySelector('main'), { childList: true, subtree: true });

document.addEventListener('click', (event) => { if (event.target.closest('[data-board-sound]')) { player.muted = false; sound(false); } });

const url = document.body.dataset.liveUrl;
if (url) {
  const source = new EventSource(url);
  const alive = () => { heard = Date.now(); };
  source.onopen = alive;
  source.onmessage = alive;
  for (const name of ['open', 'beat']) source.addEventListener(name, alive);
  source.onerror = () => { if (source.readyState !== EventSource.OPEN) heard = Math.min(heard, Date.now() - lost + 5000); };
  addEventListener('pagehide', () => source.close());
}

setInterval(() => {
  const clock = document.querySelector('[data-board-clock]');
  const now = new Date();
  if (clock) clock.textContent = now.toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  const late = Date.now() - heard > lost + 20000;
  document.querySelector('[data-board-late]')?.toggleAttribute('hidden', !late);
  document.querySelector('.board-screen')?.classList.toggle('is-late', late);
  // Against burn-in: two pixels, every hour.
  document.querySelector('.board-screen')?.style.setProperty('--shift', `${(now.getHours() % 2) * 2}px`);
}, 1000);
