// What a kiosk gains from scripts: it goes home by itself, comes lower, larger, in high contrast, and speaks where the machine has a voice.

const root = document.documentElement;
const stored = (name) => sessionStorage.getItem(`kiosk-${name}`) === 'yes';
const kiosk = () => document.querySelector('.kiosk');

function apply() {
  for (const name of ['text', 'contrast', 'lower']) root.classList.toggle(`kiosk-${name}`, stored(name));
  for (const key of document.querySelectorAll('[data-kiosk]')) {
    const name = key.dataset.kiosk;
    key.hidden = name === 'speak' && !voice();
    if (['text', 'contrast', 'lower'].includes(name)) key.setAttribute('aria-pressed', stored(name));
  }
}

const voice = () => (window.speechSynthesis?.getVoices() ?? []).find((one) => one.lang.startsWith(root.lang));
window.speechSynthesis?.addEventListener?.('voiceschanged', apply);

function speak() {
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance([...document.querySelectorAll('.kiosk-head, .kiosk-body')].map((part) => part.innerText).join('. '));
  words.voice = voice();
  words.lang = root.lang;
  speechSynthesis.speak(words);
}

function forget() {
  sessionStorage.clear();
  speechSynthesis?.cancel?.();
}

function home() {
  const main = kiosk()?.dataset.home;
  forget();
  // The first language of the commune is the one without a prefix.
  if (main) location.replace(main.replace(/^\/(fr|nl|de|en)(?=\/)/, ''));
}

let touched = Date.now();
let extra = 0;
const idle = () => Number(kiosk()?.dataset.idle ?? 0);
const leaves = () => kiosk()?.dataset.once === 'yes';
const asks = 15;

for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, () => { touched = Date.now(); document.querySelector('.kiosk-there')?.close(); }, true);

setInterval(() => {
  if (!idle()) return;
  const left = Math.ceil(idle() + extra - (Date.now() - touched) / 1000);
  for (const count of document.querySelectorAll('[data-kiosk-count]')) count.textContent = leaves() ? Math.max(0, left) : Math.max(0, left + asks);
  if (leaves()) { if (left <= 0) home(); return; }
  const dialog = document.querySelector('.kiosk-there');
  if (left <= 0 && !dialog.open) dialog.showModal();
  if (left <= -asks) home();
}, 250);

document.addEventListener('click', (event) => {
  const key = event.target.closest('[data-kiosk]');
  if (!key) return;
  const name = key.dataset.kiosk;
  if (name === 'speak') speak();
  else if (name === 'more') { extra += 30; key.hidden = true; }
  else if (name === 'stay') touched = Date.now();
  else { sessionStorage.setItem(`kiosk-${name}`, stored(name) ? 'no' : 'yes'); apply(); }
});

// The first page of a visit begins with nothing of the last one.
if (idle() === 0) {
  let alone = Date.now();
  document.addEventListener('pointerdown', () => { alone = Date.now(); }, true);
  setInterval(() => { if (Date.now() - alone > 60000 && sessionStorage.length) { forget(); apply(); } }, 1000);
}

apply();
