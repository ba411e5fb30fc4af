// A place on a map: a fixed crosshair in the middle, and the map moves under it, by hand or by keys.
// Without this the place is said in words, which is always enough.
import './leaflet/leaflet.js';

const L = window.L;
const lang = document.documentElement.lang;
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const filled = (text, ...values) => values.reduce((all, value, at) => all.replaceAll(`{${at}}`, value), text);
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

for (const place of document.querySelectorAll('[data-place], [data-still]')) start(place);

async function start(place) {
  const words = place.dataset;
  const part = (name) => place.querySelector(`[data-part=${name}]`);
  const [west, south, east, north] = words.bounds.split(',').map(Number);
  const bounds = L.latLngBounds([south, west], [north, east]);
  const point = words.still?.split(',').map(Number);
  if (part('tools')) part('tools').hidden = false;
  const map = L.map(part('map'), {
    attributionControl: false, zoomControl: false, keyboard: false, doubleClickZoom: 'center', touchZoom: 'center', scrollWheelZoom: false,
    zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, maxBounds: bounds.pad(.2), maxBoundsViscosity: 1, minZoom: Number(words.widest), maxZoom: Number(words.closest),
  });
  map.setView(point ?? words.centre.split(',').map(Number), point ? 16 : 14);
  if (words.tiles) L.tileLayer(words.tiles, { bounds: bounds.pad(.2), minZoom: Number(words.widest), maxZoom: Number(words.closest) }).addTo(map);
  map.createPane('mark').style.zIndex = 450; // above the plan, whenever that comes
  let lines = [];
  const loaded = words.plan ? draw(map, words.plan).then((drawn) => { lines = drawn; }, () => { }) : Promise.resolve();

  const keys = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  part('map').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys[event.key]) map.panBy(keys[event.key].map((way) => way * (event.shiftKey ? 120 : 30)), { animate: false });
    else if (event.key === '+' || event.key === '=') map.setZoom(map.getZoom() + 1, { animate: false });
    else if (event.key === '-') map.setZoom(map.getZoom() - 1, { animate: false });
    else if (event.key === 'Enter' && part('choose')) choose();
    else return;
    event.preventDefault();
  });
  part('closer')?.addEventListener('click', () => map.zoomIn(1, { animate: !calm }));
  part('wider')?.addEventListener('click', () => map.zoomOut(1, { animate: !calm }));
  if (point) { L.circleMarker(point, { radius: 9, className: 'place-mark', pane: 'mark' }).addTo(map); return; }

  const [latitude, longitude] = place.querySelectorAll('input[type=hidden]');
  const box = place.closest('fieldset').querySelector('input.input');
  let mark;
  let moved = false;
  let speaking;
  const degrees = (at) => filled(words.degrees, ...[at.lat, at.lng].map((one) => one.toLocaleString(`${lang}-BE`, { minimumFractionDigits: 5, maximumFractionDigits: 5 })));
  const say = (text) => { part('said').textContent = text; };
  const within = (at) => at.lng >= west && at.lng <= east && at.lat >= south && at.lat <= north;

  function show() {
    const at = latitude.value && longitude.value ? L.latLng(Number(latitude.value.replace(',', '.')), Number(longitude.value.replace(',', '.'))) : null;
    mark?.remove();
    mark = at && L.circleMarker(at, { radius: 9, className: 'place-mark', pane: 'mark' }).addTo(map);
    part('point').hidden = !at;
    part('words').textContent = at ? filled(words.chosen, degrees(at)) : '';
    return at;
  }

  function choose() {
    clearTimeout(speaking); // the choice is what is said now
    const at = map.getCenter();
    if (!within(at)) { say(words.outside); return; }
    latitude.value = at.lat.toFixed(5);
    longitude.value = at.lng.toFixed(5);
    show();
    const street = nearest(lines, at, 80);
    if (street && box.value.trim() === '') box.value = street;
    say(street ? filled(words.near, filled(words.chosen, degrees(at)), street) : filled(words.chosen, degrees(at)));
  }

  part('choose').addEventListener('click', choose);
  part('remove').addEventListener('click', (event) => {
    event.preventDefault();
    latitude.value = longitude.value = '';
    show();
    say(words.removed);
    part('map').focus();
  });

  part('here').hidden = !navigator.geolocation;
  part('here').addEventListener('click', () => {
    say(words.asking);
    navigator.geolocation.getCurrentPosition((found) => {
      const at = L.latLng(found.coords.latitude, found.coords.longitude);
      if (!within(at)) { say(words.outside); return; }
      moved = false;
      map.setView(at, 17, { animate: false });
      choose();
      say(`${filled(words.here, Math.max(1, Math.round(found.coords.accuracy)))} ${part('words').textContent}`);
    }, () => say(words.refused), { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
  });

  // What is written and what is shown say the same: a street that the plan knows is looked up while one types. Not on leaving the box: what then moves slips away under the press of a button.
  let writing = 0;
  box.addEventListener('input', () => {
    clearTimeout(writing);
    writing = setTimeout(() => {
      const typed = folded(box.value);
      const street = lines.find((line) => line.name && `${typed} `.startsWith(`${folded(line.name)} `));
      if (!street || latitude.value) return;
      map.setView(street.points[Math.floor(street.points.length / 2)], 16, { animate: false });
      say(filled(words.street, street.name));
    }, 300);
  });

  part('map').addEventListener('focus', () => { moved = true; map.scrollWheelZoom.enable(); map.options.scrollWheelZoom = 'center'; tell(); });
  part('map').addEventListener('blur', () => map.scrollWheelZoom.disable());
  map.on('dragstart', () => { moved = true; });
  map.on('moveend', tell);
  function tell() {
    clearTimeout(speaking);
    if (!moved) return;
    speaking = setTimeout(() => {
      const at = map.getCenter();
      const street = nearest(lines, at, 150);
      say(street ? filled(words.near, filled(words.atCentre, degrees(at)), street) : filled(words.atCentre, degrees(at)));
    }, 500);
  }

  const before = show();
  if (before) map.setView(before, 16, { animate: false });
  await loaded;
  place.dataset.ready = '';
}

async function draw(map, address) {
  const plan = await (await fetch(address)).json();
  const lines = [];
  L.geoJSON(plan, {
    interactive: false,
    style: (feature) => ({ className: feature.geometry.type === 'Point' ? 'plan-point' : `plan-${feature.properties.kind}`, lineCap: 'round', lineJoin: 'round' }),
    pointToLayer: (feature, at) => L.circleMarker(at, { radius: 5, interactive: false }),
    onEachFeature: (feature, layer) => {
      const { kind, name } = feature.properties;
      if (!name) return;
      const label = document.createElement('span');
      label.textContent = name;
      layer.bindTooltip(label, { permanent: true, direction: { Point: 'right', Polygon: 'bottom' }[feature.geometry.type] ?? 'center', className: `plan-name plan-name-${kind}`, interactive: false });
      if (kind === 'street' || kind === 'main' || kind === 'square') lines.push({ name, isSquare: kind === 'square', points: feature.geometry.coordinates.flat(kind === 'square' ? 1 : 0).map(([x, y]) => L.latLng(y, x)) });
    },
  }).addTo(map);
  const near = () => map.getContainer().classList.toggle('is-wide', map.getZoom() < 15);
  map.on('zoomend', near);
  near();
  return lines;
}

// The street of the plan that is no further than so many metres; null when there is none.
function nearest(lines, at, most) {
  const metres = 111320;
  const wide = metres * Math.cos(at.lat * Math.PI / 180);
  const flat = (one) => [(one.lng - at.lng) * wide, (one.lat - at.lat) * metres];
  let best = null;
  for (const line of lines) {
    if (line.isSquare && L.latLngBounds(line.points).contains(at)) return line.name;
    for (let i = 1; i < line.points.length; i++) {
      const [[ax, ay], [bx, by]] = [flat(line.points[i - 1]), flat(line.points[i])];
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.hypot(ax + along * dx, ay + along * dy);
      if (far <= most) { most = far; best = line.name; }
    }
  }
  return best;
}
