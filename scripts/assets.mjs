// Fonts: the Latin variable file of each family and its licence, with a fallback face of the same width,
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
const metrics = (name) => require(`@capsizecss/metrics/${name}`);

fs.mkdirSync(`${web}/fonts`, { recursive: true });
let faces = '/* Written by scripts/assets: the families a theme may choose, and a fallback of the same width for each. */\n';
for (const [pack, [family, key, kind]] of Object.entries(families)) {
  const from = `node_modules/@fontsource-variable/${pack}`;
  fs.copyFileSync(`${from}/files/${pack}-latin-wght-normal.woff2`, `${web}/fonts/${pack}.woff2`);
  fs.copyFileSync(`${from}/LICENSE`, `${web}/fonts/${pack}.LICENSE.txt`);
  const own = metrics(key), other = metrics(fallbacks[kind][0]);
  const adjust = own.xWidthAvg / own.unitsPerEm / (other.xWidthAvg / other.unitsPerEm);
  const side = (value) => percent(Math.abs(value) / own.unitsPerEm / adjust);
  faces += `@font-face{font-family:"${family} Variable";src:url(fonts/${pack}.woff2) format("woff2");font-weight:200 900;font-display:swap}\n`
    + `@font-face{font-family:"${family} Fallback";src:${fallbacks[kind][1]};size-adjust:${percent(adjust)};ascent-override:${side(own.ascent)};descent-override:${side(own.descent)};line-gap-override:${side(own.lineGap)}}\n`;
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
