// What a kiosk gains from scripts: it goes home by itself, comes lower, larger, in high contrast, and speaks where the machine has a voice.

const root = document.documentElement;
const looks = ['text', 'contrast', 'lower'];
const stored = (name) => sessionStorage.getItem(`kiosk-${name}`) === 'yes';
const kiosk = () => document.querySelector('.kiosk');
const voice = () => (window.speechSynthesis?.getVoices() ?? []).find((one) => one.lang.startsWith(root.lang));

function apply() {
  for (const name of looks) root.classList.toggle(`kiosk-${name}`, stored(name));
  for (const key of document.querySelectorAll('[data-kiosk]')) {
    const name = key.dataset.kiosk;
    key.hidden = (name === 'speak' && !voice()) || (name === 'more' && extra > 0);
    if (looks.includes(name)) key.setAttribute('aria-pressed', stored(name));
  }
}

function speak() {
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance([...document.querySelectorAll('.kiosk-head, .kiosk-body')].map((part) => part.innerText).join('. '));
  words.voice = voice();
  words.lang = root.lang;
  speechSynthesis.speak(words);
}

function forget() {
  sessionStorage.clear();
  window.speechSynthesis?.cancel?.();
}

// The first language of the commune is the one without a prefix. Where the house does not answer the screen stays: the browser's own page would lead nowhere.
let isLeaving = false;
async function home() {
  if (isLeaving) return;
  isLeaving = true;
  forget();
  const main = kiosk().dataset.home.replace(/^\/(fr|nl|de|en)(?=\/)/, '');
  try {
    await fetch(main, { signal: AbortSignal.timeout(8000) });
    location.replace(main);
  } catch {
    setTimeout(() => { isLeaving = false; }, 5000);
  }
}

let touched = Date.now();
let extra = 0;
const idle = () => Number(kiosk()?.dataset.idle ?? 0);
const leaves = () => kiosk()?.dataset.once === 'yes';
const asks = 15;

for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, () => { touched = Date.now(); document.querySelector('.kiosk-there')?.close(); }, true);

setInterval(() => {
  if (!idle()) {
    // The first page is left as it was found, for whoever comes next.
    if (Date.now() - touched > 60000 && (sessionStorage.length || location.search || /^\/(fr|nl|de|en)\//.test(location.pathname))) home();
    return;
  }
  const left = Math.ceil(idle() + extra - (Date.now() - touched) / 1000);
  for (const count of document.querySelectorAll('[data-kiosk-count]')) count.textContent = Math.max(0, leaves() ? left : left + asks);
  if (leaves()) { if (left <= 0) home(); return; }
  const dialog = document.querySelector('.kiosk-there');
  if (left <= 0 && !dialog.open) dialog.showModal();
  if (left <= -asks) home();
}, 250);

// Without a link nothing is asked for: it would end on the browser's own page.
let lostAt = 0;
const isLost = () => lostAt > 0 && Date.now() - lostAt > 3000;
document.addEventListener('live-heard', () => { lostAt = 0; });
document.addEventListener('live-lost', () => { lostAt ||= Date.now(); });
setInterval(() => document.querySelector('[data-kiosk-lost]')?.toggleAttribute('hidden', !isLost()), 500);

// One touch, one ticket: whichever button is touched next, the first one is on its way.
let sent = 0;
document.addEventListener('submit', (event) => {
  if (isLost() || Date.now() - sent < 10000) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  sent = Date.now();
}, true);
addEventListener('pageshow', () => { sent = 0; });

document.addEventListener('click', (event) => {
  if (isLost() && event.target.closest('a')) { event.preventDefault(); return; }
  const key = event.target.closest('[data-kiosk]');
  if (!key) return;
  const name = key.dataset.kiosk;
  if (name === 'speak') speak();
  else if (name === 'more') { extra += 30; apply(); }
  else if (name !== 'stay') { sessionStorage.setItem(`kiosk-${name}`, stored(name) ? 'no' : 'yes'); apply(); }
});

window.speechSynthesis?.addEventListener?.('voiceschanged', apply);
new MutationObserver(apply).observe(document.querySelector('main'), { childList: true });
apply();
