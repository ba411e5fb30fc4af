// Speaks every clip of src/Perron.Rules/Speaking with espeak-ng, trims it, makes all equally loud, encodes it, listens to what came out, and writes voices.json and README.md.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const out = 'src/Perron.Visits/wwwroot/voices';
const rate = 22050;
const letters = 'ABCDEFGHJKLMNPRTUVWXYZ'; // I, O, Q and S look like figures
const hundreds = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const languages = {
  fr: { voice: 'fr-be', speed: 150, ticket: 'Ticket', counter: 'guichet', hundred: n => n === 1 ? 'cent' : `${n} cents` }, // septante, nonante
  nl: { voice: 'nl', speed: 150, ticket: 'Ticket', counter: 'loket', hundred: n => n === 1 ? 'honderd' : `${n}00`, letters: { Y: 'ypsilon' } },
  de: { voice: 'de', speed: 150, ticket: 'Ticket', counter: 'Schalter', hundred: n => n === 1 ? 'einhundert' : `${n}00` },
  en: { voice: 'en-gb', speed: 150, ticket: 'Ticket', counter: 'counter', hundred: n => `${n} hundred`, and: n => `${n} hundred and` },
};

const work = mkdtempSync(join(tmpdir(), 'voices-'));
const manifest = {};
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await keep('chime', chime());
for (const [language, speaker] of Object.entries(languages)) {
  mkdirSync(join(out, language));
  const words = { ticket: speaker.ticket, counter: speaker.counter };
  for (const letter of letters) words[`letter-${letter.toLowerCase()}`] = speaker.letters?.[letter] ?? letter;
  for (let number = 0; number < 100; number++) words[`number-${number}`] = `${number}`;
  for (const n of hundreds) words[`hundred-${n}`] = speaker.hundred(n);
  if (speaker.and) for (const n of hundreds) words[`hundred-${n}-and`] = speaker.and(n);
  for (const [name, text] of Object.entries(words)) await keep(`${language}/${name}`, await spoken(text, speaker));
}

writeFileSync(join(out, 'voices.json'), `${JSON.stringify(manifest, null, 1)}\n`);
writeFileSync(join(out, 'README.md'), readme());
rmSync(work, { recursive: true });
const size = Object.keys(manifest).reduce((sum, name) => sum + statSync(join(out, `${name}.mp3`)).size, 0);
console.log(`${Object.keys(manifest).length} clips, ${(size / 1e6).toFixed(2)} MB`);

async function spoken(text, { voice, speed }) {
  const file = join(work, 'spoken.wav');
  await run('espeak-ng', ['-v', voice, '-s', `${speed}`, '-w', file, text]);
  return trimmed(pcm(readFileSync(file)));
}

// The samples of a RIFF file as espeak-ng writes it: 16 bits, one channel, 22050 a second.
function pcm(wav) {
  if (wav.readUInt16LE(22) !== 1 || wav.readUInt32LE(24) !== rate || wav.readUInt16LE(34) !== 16) throw new Error('not 16 bits, one channel, 22050 a second');
  return Float32Array.from(new Int16Array(wav.buffer, wav.byteOffset + 44, (wav.length - 44) >> 1), one => one / 32768);
}

// Without the silence before and after, but for 30 ms and 60 ms that join clips as a speaker would.
function trimmed(samples) {
  const loud = one => Math.abs(one) > 0.01;
  const [first, last] = [samples.findIndex(loud), samples.findLastIndex(loud)];
  if (first < 0) throw new Error('nothing was spoken');
  const [before, after] = [rate * 0.03, rate * 0.06];
  const result = new Float32Array(Math.round(before + last - first + after));
  result.set(samples.subarray(first, last + 1), Math.round(before));
  return result;
}

// Two tones that fade, a third apart: heard over talk, and not an alarm.
function chime() {
  const tone = (t, hertz) => t < 0 ? 0 : Math.min(1, t / 0.005) * Math.exp(-t * 5) * (Math.sin(2 * Math.PI * hertz * t) + 0.3 * Math.sin(4 * Math.PI * hertz * t));
  return Float32Array.from({ length: rate * 1.2 }, (_, at) => tone(at / rate, 784) + tone(at / rate - 0.35, 622));
}

async function keep(name, samples) {
  const mean = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const louder = Math.min(0.12 / mean, 0.89 / peak); // as loud as the others, without clipping
  const raw = Buffer.from(Int16Array.from(samples, one => Math.round(32767 * one * louder)).buffer);
  const file = join(out, `${name}.mp3`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 's16le', '-ar', `${rate}`, '-ac', '1', '-i', '-', '-c:a', 'libmp3lame', '-b:a', '24k', '-write_xing', '0', '-id3v2_version', '0', '-bitexact', file], { input: raw });
  const heard = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', '-'], { maxBuffer: 1 << 24 });
  const decoded = new Int16Array(heard.buffer, heard.byteOffset, heard.length >> 1);
  const [ms, loudest] = [Math.round(decoded.length / rate * 1000), decoded.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 32768];
  if (ms < 150 || ms > 3000 || loudest < 0.2) throw new Error(`${name}: ${ms} ms, loudest ${loudest}`);
  manifest[name] = { ms, loudest: Number(loudest.toFixed(2)) };
}

function readme() {
  const version = execFileSync('espeak-ng', ['--version']).toString().match(/[\d.]+/)[0];
  const voices = Object.entries(languages).map(([language, { voice, speed }]) => `- \`${language}/\`: voice \`${voice}\`, ${speed} words a minute`).join('\n');
  return `# Voices

What a waiting room hears when a ticket is called, one clip after another: \`Perron.Speaking\` says which. Made by \`scripts/make-voices\` with eSpeak NG ${version} and its own formant voices
(no MBROLA), encoded by ffmpeg (LAME) as MP3, 24 kb/s, one channel, which every browser plays. eSpeak NG is under the GPL 3; what it speaks is not covered by it, and these files are under the licence of this repository.

${voices}
- \`chime.mp3\`: two tones, computed

\`voices.json\` says of each clip how many milliseconds it lasts and how loud it gets (1 is full scale), as decoded from the file. A commune with better voices replaces the files and keeps their names.
`;
}
