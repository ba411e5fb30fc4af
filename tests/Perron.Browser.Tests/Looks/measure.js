() => {
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.getBoundingClientRect().width > 1 && !one.closest('.sr-only, .skip');
  const name = (one) => `${one.tagName.toLowerCase()}${one.className && typeof one.className === 'string' ? '.' + one.className.split(' ')[0] : ''} « ${(one.textContent || one.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ').slice(0, 30)} »`;
  const main = document.querySelector('main');
  const texts = [...main.querySelectorAll('p, li, dd')].filter(seen).filter((one) => one.textContent.trim().length > 40 && !one.closest('.meta, .tag, table, nav') && !one.matches('.meta, .field-hint, .choice-hint, .moment-when'));
  const lines = (one) => {
    const range = document.createRange(), rows = new Map();
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('.sr-only')) continue;
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const box = range.getClientRects()[0];
        if (box && box.width > 0) rows.set(Math.round(box.bottom / 8), (rows.get(Math.round(box.bottom / 8)) ?? 0) + 1);
      }
    }
    return Math.max(0, ...rows.values());
  };
  const isInline = (one) => one.tagName === 'A' && getComputedStyle(one).display === 'inline';
  const target = (one) => one.closest('.choice') ?? one;
  const targets = [...new Set([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(seen).map(target))].filter(seen)
    .filter((one) => !isInline(one)).filter((one) => !one.matches('.row-link'));
  const boxes = targets.map((one) => [one, one.getBoundingClientRect()]);
  const small = boxes.filter(([, box]) => Math.round(box.width) < 44 || Math.round(box.height) < 44).map(([one, box]) => `${name(one)} ${Math.round(box.width)}×${Math.round(box.height)}`);
  const isFixed = (one) => { for (let part = one; part; part = part.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(part).position)) return true; return false; };
  const touching = [];
  let near = 0;
  for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
    const [[one, x], [other, y]] = [boxes[a], boxes[b]];
    if (one.contains(other) || other.contains(one) || isFixed(one) !== isFixed(other)) continue;
    const across = Math.max(x.left - y.right, y.left - x.right), down = Math.max(x.top - y.bottom, y.top - x.bottom);
    if (Math.max(across, down) < 7.5) near++;
    if (across < -1 && down < -1) touching.push(`${name(one)} ∩ ${name(other)}`);
  }
  const root = getComputedStyle(document.documentElement);
  const scale = [0, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => parseFloat(root.getPropertyValue(`--space-${step}`)) * 16)];
  const onScale = (gap) => scale.some((one) => Math.abs(one - gap) <= 1.5) || scale.some((one) => scale.some((two) => Math.abs(one + two - gap) <= 1.5));
  const blocks = [...main.children].filter(seen);
  const offScale = [];
  for (let i = 1; i < blocks.length; i++) {
    const gap = blocks[i].getBoundingClientRect().top - blocks[i - 1].getBoundingClientRect().bottom;
    if (gap >= -1 && (gap < 3 && !blocks[i].matches('.accordion, .home, .hero') || !onScale(gap))) offScale.push(`${name(blocks[i - 1])} → ${name(blocks[i])} : ${gap.toFixed(1)} px`);
  }
  const cut = [...document.querySelectorAll('h1, h2, h3, p, a, button, dt, dd, label, th, td, span')].filter(seen)
    .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1).map(name);
  const wordless = [
    ...(document.body.innerText.match(/\[[a-z]+(-[a-z0-9]+)+\]/g) ?? []), // the name of a text that is missing
    ...[...document.querySelectorAll('a[href], button')].filter(seen).filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label'))),
    ...[...document.querySelectorAll('.tag, .meter, .moment, .callout, .field-message, .summary .is-missing, .late, .visibility')].filter(seen).filter((one) => one.textContent.trim().length < 2),
  ].map((one) => typeof one === 'string' ? one : name(one));
  const sizes = texts.map((one) => [parseFloat(getComputedStyle(one).fontSize), name(one)]).sort(([one], [other]) => one - other);
  return JSON.stringify({
    primaries: [...main.querySelectorAll('.button-primary:not(.search-button)')].filter(seen).filter((one) => one.getBoundingClientRect().top + scrollY < innerHeight).length
      || [...main.querySelectorAll('.search-button')].filter(seen).length,
    bodySize: Math.min(99, ...sizes.map(([size]) => size)), smallest: sizes[0]?.[1] ?? '',
    longest: Math.max(0, ...texts.map(lines)),
    small, near, touching, offScale: offScale.slice(0, 6), overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth, cut, wordless,
  });
}
