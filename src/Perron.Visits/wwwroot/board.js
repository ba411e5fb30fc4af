// The call board: says each call once, chime first, by the clips that are shipped; shows the time and turns its messages, and says when the link is lost.

const lost = 15000;
const turns = 20000;
let lostAt = 0;
let ahead = 0; // of this machine's clock, the clock of the house, in milliseconds
let playing = Promise.resolve();
const player = new Audio();
let isMute = new AudioContext().state === 'suspended'; // the browser waits for a touch; a screen without one is started with --autoplay-policy=no-user-gesture-required
const said = new Set();
const calls = () => [...document.querySelectorAll('[data-call]')].reverse(); // the oldest first

function clip(address) {
  return new Promise((done) => {
    player.onended = player.onerror = () => done();
    player.src = address;
    player.play().then(() => { isMute = false; }, (error) => { isMute ||= error.name === 'NotAllowedError'; done(); });
  });
}

function announce(call) {
  call.classList.remove('is-new');
  requestAnimationFrame(() => call.classList.add('is-new'));
  document.body.dataset.announced = call.dataset.call;
  for (const address of isMute ? [] : (call.dataset.clips ?? '').split(' ').filter(Boolean)) playing = playing.then(() => clip(address));
}

// Two counters may call within one breath: whoever has not been said yet is, in their order.
function look() {
  for (const call of calls().filter((one) => !said.has(one.dataset.call))) {
    said.add(call.dataset.call);
    announce(call);
  }
  const screen = document.querySelector('[data-now]');
  if (screen) ahead = screen.dataset.now - Date.now();
  tick();
}

// A screen that has just been switched on does not call those again who were called before.
for (const call of calls()) said.add(call.dataset.call);
new MutationObserver(look).observe(document.querySelector('main'), { childList: true });

document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-board-sound]')) return;
  isMute = false;
  playing = clip('/_content/Perron.Visits/voices/chime.mp3');
});

document.addEventListener('live-heard', () => { lostAt = 0; });
document.addEventListener('live-lost', () => { lostAt ||= Date.now(); });

function tick() {
  const now = new Date(Date.now() + ahead);
  const clock = document.querySelector('[data-board-clock]');
  if (clock) clock.textContent = now.toLocaleTimeString('fr-BE', { hour: '2-digit', minute: '2-digit', timeZone: clock.dataset.boardClock });
  document.querySelector('[data-board-sound]')?.toggleAttribute('hidden', !isMute);
  const messages = [...document.querySelectorAll('[data-board-message]')];
  messages.forEach((message, place) => { message.hidden = place !== Math.floor(now / turns) % messages.length; });
  const isLate = lostAt > 0 && Date.now() - lostAt > lost;
  document.querySelector('[data-board-late]')?.toggleAttribute('hidden', !isLate);
  document.querySelector('.board-screen')?.classList.toggle('is-late', isLate);
  // Against burn-in: two pixels, every hour.
  document.querySelector('.board-screen')?.classList.toggle('is-shifted', now.getHours() % 2 === 1);
}
look();
setInterval(tick, 1000);
