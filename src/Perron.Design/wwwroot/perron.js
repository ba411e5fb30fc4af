// What a page gains when scripts run. Nothing here is needed to read, to fill in or to send.

const root = document.documentElement;

function modes() {
  const chosen = root.dataset.mode ?? 'auto';
  for (const link of document.querySelectorAll('[data-mode-choice]')) {
    link.toggleAttribute('aria-current', link.dataset.modeChoice === chosen);
    if (link.dataset.modeChoice === chosen) link.setAttribute('aria-current', 'true');
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-mode-choice]');
  if (!link) return;
  event.preventDefault();
  const mode = link.dataset.modeChoice;
  document.cookie = `__Host-affichage=${mode};path=/;max-age=${mode === "auto" ? 0 : 31536000};samesite=lax;secure`;
  if (mode === 'auto') delete root.dataset.mode; else root.dataset.mode = mode;
  modes();
});

// A second press while the first is on its way is ignored. The server recognises it by its key anyhow.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-once]')) return;
  if (form.dataset.sent && Date.now() - form.dataset.sent < 10000) { event.preventDefault(); return; }
  form.dataset.sent = Date.now();
  event.submitter?.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('[data-once]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
});

// A list of languages closes when one goes elsewhere.
document.addEventListener('click', (event) => {
  for (const list of document.querySelectorAll('.languages[open]')) if (!list.contains(event.target)) list.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const list of document.querySelectorAll('.languages[open]')) { list.open = false; list.querySelector('summary').focus(); }
});

function copies(within) {
  if (!navigator.clipboard) return;
  for (const code of within.querySelectorAll('[data-copy]')) {
    if (code.nextElementSibling?.matches('.copy')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = code.dataset.copy;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      button.textContent = code.dataset.copied;
      say(code.dataset.copied);
    });
    code.after(button);
  }
}

let speaker;
let spokenAt = 0;
function say(words) {
  speaker ??= document.body.appendChild(Object.assign(document.createElement('div'), { className: 'sr-only' }));
  speaker.setAttribute('aria-live', 'polite');
  speaker.textContent = words;
}

// --- what changes while the page is open ---

const late = 120000;
let heard = Date.now();
let news = 0;
const title = document.title;

function isTyping(main) {
  const inMain = [...main.querySelectorAll('input, textarea, select')];
  return inMain.some((field) => field === document.activeElement || (field.type === 'file' ? field.files.length > 0
    : field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked
    : field.tagName === 'SELECT' ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
    : field.type !== 'hidden' && field.value !== field.defaultValue));
}

// One at a time: of two answers on their way, the older could come last and stay.
let refreshing = false;
let isStale = false;
async function refresh() {
  isStale = true;
  if (refreshing) return;
  refreshing = true;
  try {
    while (isStale) {
      isStale = false;
      await showAnew();
    }
  } finally {
    refreshing = false;
  }
}

async function showAnew() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, credentials: 'same-origin', signal: AbortSignal.timeout(15000) });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = document.querySelector('main');
  const other = fresh.querySelector('main');
  if (!main || !other) return;
  if (isTyping(main)) {
    // Somebody is writing: only the parts that hold no field change.
    for (const part of main.querySelectorAll('[data-live][id]')) {
      const next = other.querySelector(`#${CSS.escape(part.id)}`);
      if (next && !part.contains(document.activeElement)) part.replaceWith(document.importNode(next, true));
    }
  } else {
    const open = [...main.querySelectorAll('details')].map((one) => one.open);
    const focused = document.activeElement && main.contains(document.activeElement) ? document.activeElement.id : '';
    main.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)));
    [...main.querySelectorAll('details')].forEach((one, place) => { if (open[place]) one.open = true; });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
  copies(main);
  tellLive();
  tellNews();
}

function tellNews() {
  if (document.hidden) document.title = `(${++news}) ${title}`;
  if (Date.now() - spokenAt < 60000) return;
  spokenAt = Date.now();
  say(document.querySelector('[data-live-note]')?.dataset.liveNew ?? '');
}
document.addEventListener('visibilitychange', () => { if (!document.hidden) { news = 0; document.title = title; } });

function tellLive() {
  const note = document.querySelector('[data-live-note]');
  if (!note) return;
  note.classList.remove('is-late');
  note.textContent = note.dataset.liveNote;
}

function tellLate() {
  const note = document.querySelector('[data-live-note]');
  if (!note || Date.now() - heard < late || note.classList.contains('is-late')) return;
  const at = new Date(heard).toLocaleTimeString(root.lang, { hour: '2-digit', minute: '2-digit' });
  note.classList.add('is-late');
  note.textContent = note.dataset.liveLate.replace('{0}', at);
}

// A list under somebody's pointer does not move by itself: it offers to.
function ask() {
  if (document.querySelector('.live-pill')) return;
  const note = document.querySelector('[data-live-note]');
  const link = document.createElement('a');
  link.className = 'button button-secondary live-pill';
  link.href = location.href;
  link.textContent = `${note?.dataset.liveNew ?? ''} ${note?.dataset.liveShow ?? ''}`;
  document.querySelector('main')?.prepend(link);
  tellNews();
}

// A link that was lost is taken up again by the browser, or by us where something other than the house has answered; what happened meanwhile was not heard.
function listen(wasLost = false) {
  const url = document.body.dataset.liveUrl;
  if (!url || !('EventSource' in window)) return;
  const source = new EventSource(url);
  const hear = () => { heard = Date.now(); tellLive(); document.dispatchEvent(new Event('live-heard')); };
  const show = () => { if (document.body.dataset.liveWay === 'ask') ask(); else refresh().catch(() => setTimeout(show, 5000)); }; // what was not to be had is asked for again
  source.addEventListener('hello', () => { hear(); if (wasLost) show(); wasLost = false; });
  source.addEventListener('beat', hear);
  source.addEventListener('changed', () => { hear(); show(); });
  source.addEventListener('error', () => {
    wasLost = true;
    document.dispatchEvent(new Event('live-lost'));
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(true), 5000);
  });
  addEventListener('pagehide', () => source.close(), { once: true });
}
addEventListener('pageshow', (event) => { if (event.persisted) listen(true); });
setInterval(tellLate, 15000);

modes();
copies(document);
listen();

// --- the officer's keyboard: a list is walked through without the mouse. Nothing of it works while one is typing. ---

document.addEventListener('keydown', (event) => {
  const list = document.querySelector('[data-keys=inbox]');
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]), select, textarea')) return;
  const rows = list ? [...list.querySelectorAll('tbody tr')] : [];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const go = (row) => row?.querySelector('.row-link')?.focus();
  switch (event.key) {
    case 'j': go(rows[Math.min(here + 1, rows.length - 1)]); break;
    case 'k': go(rows[Math.max(here - 1, 0)]); break;
    case 'o': if (here >= 0) rows[here].querySelector('.row-link').click(); break;
    case 'x': if (here >= 0) rows[here].querySelector('input[type=checkbox]')?.click(); break;
    case 'n': document.querySelector('.desk-bar form[method=post] button')?.click(); break;
    case 'a': document.querySelector('#action')?.focus(); break;
    case '/': document.querySelector('input[type=search]')?.focus(); event.preventDefault(); break;
    case '?': { const help = document.querySelector('[data-keys-help]'); if (help) { help.open = !help.open; help.querySelector('summary').focus(); } break; }
  }
});
