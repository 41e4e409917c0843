import { decorate, type DrawMotif } from './motif.ts';

const wood = '#b98a5c';
const darkWood = '#94693f';
const brass = '#cfa859';
const warm = '#fff1c9';

const tableLamp: DrawMotif = (paint) =>
  `<ellipse cx="200" cy="170" rx="150" ry="110" fill="${warm}" opacity=".45"/><path d="M192 180h16v34h-16z" fill="${brass}"/>` +
  (paint.style % 2
    ? `<path fill="${paint.body}" d="M180 208h40q10 20 24 34 34 40 4 74-6 10-24 10h-48q-18 0-24-10-30-34 4-74 14-14 24-34z"/><path d="M152 262q48 18 96 0M146 284q54 20 108 0" stroke="${paint.light}" stroke-width="4" fill="none"/>`
    : `<circle cx="200" cy="252" r="50" fill="${paint.body}"/><path d="M150 308h100q8 0 8 18H142q0-18 8-18z" fill="${paint.dark}"/><path d="M166 232q12-22 34-24" stroke="${paint.light}" stroke-width="7" fill="none" stroke-linecap="round"/>`) +
  `<path fill="#f6ead2" d="M152 74h96l46 114H106z"/><path d="M152 74h24l-28 114h-42z" fill="#fff" opacity=".5"/><path d="M106 188h188M152 74h96" stroke="${paint.accent}" stroke-width="6"/>`;

const pendantLamp: DrawMotif = (paint) =>
  `<path d="M108 236 46 440h308l-62-204z" fill="${warm}" opacity=".4"/><path d="M200-60v164" stroke="#3f3b39" stroke-width="5"/><path d="M186 98h28v26h-28z" fill="${brass}"/>` +
  (paint.style % 2
    ? `<path fill="${paint.body}" d="M84 238q6-120 116-120t116 120z"/>`
    : `<path fill="${paint.body}" d="M176 120h48q4 44 48 70 34 20 40 48H88q6-28 40-48 44-26 48-70z"/>`) +
  `<circle cx="200" cy="240" r="24" fill="#fffbe8"/><ellipse cx="200" cy="238" rx="114" ry="11" fill="${paint.dark}"/><ellipse cx="200" cy="239" rx="100" ry="7" fill="${warm}"/><path d="M120 216q12-22 36-34" stroke="${paint.light}" stroke-width="7" fill="none" stroke-linecap="round" opacity=".8"/>`;

const chair: DrawMotif = (paint) =>
  `<path d="M126 80q-6 80 4 150M274 80q6 80-4 150" stroke="${wood}" stroke-width="13" fill="none" stroke-linecap="round"/><path d="M146 236l-8 60M254 236l8 60" stroke="${darkWood}" stroke-width="11"/>` +
  (paint.style % 2
    ? `<path d="M124 82q76-22 152 0v28q-76-20-152 0z" fill="${wood}"/><path d="M152 106v112M176 102v116M200 100v118M224 102v116M248 106v112" stroke="${wood}" stroke-width="8"/>`
    : `<rect x="120" y="74" width="160" height="86" rx="34" fill="${paint.body}"/><path d="M146 96q54-12 108 0" stroke="${paint.light}" stroke-width="5" fill="none" opacity=".7"/>`) +
  `<path fill="${paint.body}" d="M122 202q78-14 156 0l18 30q4 14-12 14H116q-16 0-12-14z"/><path d="M112 244h176v12H112z" fill="${darkWood}"/><path d="M118 254l-12 70M282 254l12 70" stroke="${wood}" stroke-width="14" stroke-linecap="round"/>`;

const table: DrawMotif = (paint) =>
  `<path d="M236 116q-14-46 6-66M246 118q6-36 30-48" stroke="#6f8a63" stroke-width="4" fill="none"/><circle cx="244" cy="50" r="9" fill="${paint.accent}"/><circle cx="278" cy="68" r="8" fill="#e6b566"/><path d="M228 106h28q14 30-2 46h-24q-16-16-2-46z" fill="#e9e2d6"/>` +
  `<path d="M126 140h60v12h-60z" fill="${paint.accent}"/><path d="M132 128h56v12h-56z" fill="#f3ede2"/>` +
  `<path d="M200 170v146" stroke="${paint.dark}" stroke-width="13"/><path d="M116 166 96 322M284 166l20 156" stroke="${paint.base}" stroke-width="14" stroke-linecap="round"/>` +
  `<path fill="${paint.dark}" d="M76 152v16q0 22 124 22t124-22v-16z"/><ellipse cx="200" cy="152" rx="124" ry="22" fill="${paint.body}"/>` +
  `<path d="M110 150q90-16 180 0M132 160q68-10 150 0" stroke="${paint.dark}" stroke-width="2" fill="none" opacity=".5"/><g><path d="M126 142h60v12h-60z" fill="${paint.accent}"/><path d="M131 130h58v12h-58z" fill="#f3ede2"/><path d="M228 106h28q14 32-2 50h-24q-16-18-2-50z" fill="#efe9de"/></g>`;

const cushion: DrawMotif = (paint) =>
  `<path fill="${paint.body}" stroke="${paint.dark}" stroke-width="6" stroke-linejoin="round" d="M78 92q122 24 244 0-24 116 0 232-122-24-244 0 24-116 0-232z"/>` +
  decorate(paint.style, [
    `<path d="M110 106q12 100 0 204M150 110q6 98 0 196M200 112v192M250 110q-6 98 0 196M290 106q-12 100 0 204" stroke="${paint.light}" stroke-width="9" fill="none" opacity=".75"/>`,
    `<path d="M98 158q102 14 204 0M96 258q104-14 208 0" stroke="${paint.accent}" stroke-width="16" fill="none"/>`,
    `<circle cx="200" cy="208" r="9" fill="${paint.dark}"/><path d="M200 208q-60-20-92-70M200 208q60-20 92-70M200 208q-60 20-92 70M200 208q60 20 92 70" stroke="${paint.dark}" stroke-width="3" fill="none" opacity=".6"/>`,
    `<path d="M200 132l70 76-70 76-70-76z" fill="none" stroke="${paint.light}" stroke-width="8"/><path d="M200 172l34 36-34 36-34-36z" fill="${paint.accent}"/>`,
  ]);

const blanket: DrawMotif = (paint) =>
  `<path d="M88 322v-24M102 324v-24M116 324v-24M130 324v-24M144 324v-24M158 324v-24M172 324v-24" stroke="${paint.dark}" stroke-width="6"/>` +
  `<rect x="76" y="226" width="248" height="76" rx="30" fill="${paint.dark}"/><rect x="76" y="170" width="248" height="74" rx="32" fill="${paint.body}"/><rect x="76" y="112" width="248" height="74" rx="32" fill="${paint.base}"/>` +
  `<path d="M80 128q10-16 30-16h180q30 4 34 30H80z" fill="${paint.light}" opacity=".4"/>` +
  `<path d="M78 112h110v190H82q-8 0-8-10V124q0-12 4-12z" fill="${paint.body}"/><path d="M76 140h112M76 154h112M76 250h112M76 264h112" stroke="${paint.style % 2 ? paint.accent : paint.light}" stroke-width="7"/>` +
  `<path d="M188 112v190" stroke="${paint.dark}" stroke-width="4"/><path d="M206 208h104M206 266h104" stroke="${paint.light}" stroke-width="3" opacity=".6"/>`;

const vase: DrawMotif = (paint) =>
  `<path d="M196 110Q186 60 150 40M202 110q2-50 20-84M206 110q14-40 50-52" stroke="#6f8a63" stroke-width="4" fill="none"/><path d="M150 40q-26-2-34 18 24 8 34-18zM168 62q-28 6-28 26 24 0 28-26zM256 58q26-6 34 12-22 14-34-12zM236 66q20 8 16 28-20-6-16-28z" fill="#7f9b72"/><circle cx="222" cy="28" r="14" fill="${paint.accent}"/>` +
  (paint.style % 2
    ? `<path fill="${paint.body}" d="M176 104h48q0 40 30 76 50 66 4 132-8 14-30 14h-56q-22 0-30-14-46-66 4-132 30-36 30-76z"/>`
    : `<path fill="${paint.body}" d="M172 104h56q-4 26 16 40 50 34 38 90-10 50-30 80-6 12-22 12h-60q-16 0-22-12-20-30-30-80-12-56 38-90 20-14 16-40z"/>`) +
  (paint.style > 1
    ? `<path d="M126 226q74 26 148 0M128 250q72 26 144 0" stroke="${paint.light}" stroke-width="6" fill="none"/>`
    : '') +
  `<ellipse cx="200" cy="105" rx="27" ry="6" fill="${paint.dark}"/><path d="M150 210q-14 40 8 82" stroke="${paint.light}" stroke-width="9" fill="none" stroke-linecap="round" opacity=".7"/>`;

const candle: DrawMotif = (paint) =>
  `<circle cx="200" cy="104" r="80" fill="${warm}" opacity=".6"/><path d="M200 62q28 36 20 56-6 14-20 14t-20-14q-8-20 20-56z" fill="#f2a63c"/><path d="M200 92q12 18 8 28-3 7-8 7t-8-7q-4-10 8-28z" fill="${warm}"/><path d="M200 124v36" stroke="#4a3f38" stroke-width="4"/>` +
  `<rect x="120" y="142" width="160" height="184" rx="22" fill="${paint.light}" opacity=".6"/><path d="M130 168h140v134q0 14-14 14H144q-14 0-14-14z" fill="${paint.body}"/><ellipse cx="200" cy="168" rx="70" ry="9" fill="${paint.light}"/>` +
  `<rect x="152" y="204" width="96" height="76" rx="6" fill="#faf6ee"/><path d="M168 224h64M178 240h44" stroke="#5b534c" stroke-width="5"/><circle cx="200" cy="262" r="8" fill="${paint.accent}"/><path d="M134 170v130" stroke="#fff" stroke-width="6" opacity=".55" stroke-linecap="round"/>`;

/** Furniture, lamps and decor. */
export const homeMotifs = {
  'table-lamp': tableLamp,
  'pendant-lamp': pendantLamp,
  chair,
  table,
  cushion,
  blanket,
  vase,
  candle,
};
