// Fonts: of each family the letters and weights that are used, and its licence, with a fallback face of the same width,
// so that nothing moves when the font arrives. Icons: one sprite for each style, with the names of icons.txt only.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const web = 'src/Perron.Design/wwwroot';
const families = {
  'bricolage-grotesque': ['Bricolage Grotesque', 'bricolageGrotesque', 'sans'],
  'source-sans-3': ['Source Sans 3', 'sourceSans3', 'sans'],
  archivo: ['Archivo', 'archivo', 'sans'],
  'public-sans': ['Public Sans', 'publicSans', 'sans'],
  fraunces: ['Fraunces', 'fraunces', 'serif'],
  'schibsted-grotesk': ['Schibsted Grotesk', 'schibstedGrotesk', 'sans'],
  literata: ['Literata', 'literata', 'serif'],
  'hanken-grotesk': ['Hanken Grotesk', 'hankenGrotesk', 'sans'],
  figtree: ['Figtree', 'figtree', 'sans'],
  newsreader: ['Newsreader', 'newsreader', 'serif'],
  'atkinson-hyperlegible-next': ['Atkinson Hyperlegible Next', 'atkinsonHyperlegibleNext', 'sans'],
};
const fallbacks = { sans: ['arial', 'local("Arial"), local("Liberation Sans"), local("Roboto")'], serif: ['timesNewRoman', 'local("Times New Roman"), local("Liberation Serif"), local("Noto Serif")'] };
const percent = (value) => `${(value * 100).toFixed(2)}%`;
const subset = require('subset-font');
const metrics = (name) => require(`@capsizecss/metrics/${name}`);

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => String.fromCodePoint(from + place)).join('');
// What French, Dutch, German and English are written with. Names have other Latin letters too: those stand in a file of their own, fetched where one is shown.
const letters = { latin: range(0x20, 0x7e) + range(0xa0, 0xff) + range(0x2010, 0x2027) + 'ıŒœˆ˚˜\u2009\u202f‹›€№™←↑→↓−×≤≥', 'latin-ext': range(0x100, 0x130) + range(0x132, 0x151) + range(0x154, 0x17f) + 'ȘșȚțẀẁẂẃẄẅẞỲỳ' };
const ranges = { latin: 'U+0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2000-20CF,U+2116,U+2122,U+2190-2193,U+2212,U+2264-2265', 'latin-ext': 'U+100-130,U+132-151,U+154-17F,U+218-21B,U+1E80-1E85,U+1E9E,U+1EF2-1EF3' };
const features = ['calt', 'ccmp', 'clig', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rlig', 'rvrn', 'tnum'];
// A theme's titles may be as heavy as ThemeReader allows (type.headingWeight); what is read is never heavier than 700.
const forReadingOnly = ['source-sans-3', 'public-sans', 'literata'];
fs.mkdirSync(`${web}/fonts`, { recursive: true });
let faces = '/* Written by scripts/assets: the families a theme may choose, and a fallback of the same width for each. */\n';
for (const [pack, [family, key, kind]] of Object.entries(families)) {
  const from = `node_modules/@fontsource-variable/${pack}`;
  const heaviest = forReadingOnly.includes(pack) ? 700 : 800;
  for (const [script, text] of Object.entries(letters)) {
    const file = `${pack}${script === 'latin' ? '' : '-ext'}.woff2`;
    const whole = fs.readFileSync(`${from}/files/${pack}-${script}-wght-normal.woff2`);
    fs.writeFileSync(`${web}/fonts/${file}`, await subset(whole, text, { targetFormat: 'woff2', keepFeatures: features, variationAxes: { wght: { min: 400, max: heaviest } } }));
    faces += `@font-face{font-family:"${family} Variable";src:url(fonts/${file}) format("woff2");font-weight:400 ${heaviest};font-display:swap;unicode-range:${ranges[script]}}\n`;
  }
  fs.copyFileSync(`${from}/LICENSE`, `${web}/fonts/${pack}.LICENSE.txt`);
  const own = metrics(key), other = metrics(fallbacks[kind][0]);
  const adjust = own.xWidthAvg / own.unitsPerEm / (other.xWidthAvg / other.unitsPerEm);
  const side = (value) => percent(Math.abs(value) / own.unitsPerEm / adjust);
  faces += `@font-face{font-family:"${family} Fallback";src:${fallbacks[kind][1]};size-adjust:${percent(adjust)};ascent-override:${side(own.ascent)};descent-override:${side(own.descent)};line-gap-override:${side(own.lineGap)}}\n`;
}

const css = fs.readFileSync(`${web}/perron.css`, 'utf8');
const [head, tail] = ['/* faces */\n', '/* end of faces */\n'];
const at = css.indexOf(head), end = css.indexOf(tail);
fs.writeFileSync(`${web}/perron.css`, css.slice(0, at + head.length) + faces + css.slice(end));

const names = fs.readFileSync('src/Perron.Design/icons.txt', 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
fs.mkdirSync(`${web}/icons`, { recursive: true });
for (const style of ['regular', 'bold', 'fill', 'duotone']) {
  const symbols = names.map((name) => {
    const file = path.join('node_modules/@phosphor-icons/core/assets', style, style === 'regular' ? `${name}.svg` : `${name}-${style}.svg`);
    const drawing = fs.readFileSync(file, 'utf8').replace(/^<svg[^>]*>/, '').replace('</svg>', '');
    return `<symbol id="${name}" viewBox="0 0 256 256">${drawing}</symbol>`;
  });
  fs.writeFileSync(`${web}/icons/${style}.svg`, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
}
// Arrows and signs that are alike in every theme stand in a small sprite of their own.
const common = ['arrow-left-bold', 'arrow-right-bold', 'caret-down-bold', 'caret-right-bold', 'check-bold', 'x-bold', 'list-bold', 'check-circle-fill', 'info-fill', 'megaphone-fill', 'warning-fill', 'warning-circle-fill'];
fs.writeFileSync(`${web}/icons/common.svg`, `<svg xmlns="http://www.w3.org/2000/svg">\n${common.map((name) => {
  const file = `node_modules/@phosphor-icons/core/assets/${name.split('-').at(-1)}/${name}.svg`;
  return `<symbol id="${name}" viewBox="0 0 256 256">${fs.readFileSync(file, 'utf8').replace(/^<svg[^>]*>/, '').replace('</svg>', '')}</symbol>`;
}).join('\n')}\n</svg>\n`);
fs.copyFileSync('node_modules/@phosphor-icons/core/LICENSE', `${web}/icons/LICENSE.txt`);
// The map of a place: loaded only by pages that ask for one. Its pictures are not used: the house draws its own crosshair.
fs.mkdirSync(`${web}/leaflet`, { recursive: true });
fs.writeFileSync(`${web}/leaflet/leaflet.js`, fs.readFileSync('node_modules/leaflet/dist/leaflet.js', 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '\n'));
fs.copyFileSync('node_modules/leaflet/dist/leaflet.css', `${web}/leaflet/leaflet.css`);
fs.copyFileSync('node_modules/leaflet/LICENSE', `${web}/leaflet/LICENSE.txt`);
console.log(`${Object.keys(families).length} families, ${names.length} icons`);
