import type { DrawMotif } from './motif.ts';

const covers: readonly DrawMotif[] = [
  (paint) =>
    `<circle cx="214" cy="196" r="46" fill="${paint.accent}"/><path d="M132 260q44-60 84-16t78-22v94H132z" fill="${paint.dark}"/><path d="M132 284q60-34 162-4v36H132z" fill="${paint.light}" opacity=".6"/>`,
  (paint) =>
    `<path d="M156 300q0-120 58-120t58 120z" fill="${paint.light}"/><path d="M178 300q0-80 36-80t36 80z" fill="${paint.accent}"/><circle cx="214" cy="160" r="13" fill="${paint.accent}"/>`,
  (paint) =>
    `<path d="M148 200h130M148 220h130M148 240h130M148 260h130M148 280h130" stroke="${paint.light}" stroke-width="8"/><circle cx="246" cy="240" r="32" fill="${paint.accent}"/>`,
  (paint) =>
    `<path d="M214 300V180M214 230q-44-6-48-48 46 2 48 48zM214 250q44-6 48-48-46 2-48 48z" fill="${paint.light}" stroke="${paint.light}" stroke-width="4"/><circle cx="214" cy="172" r="15" fill="${paint.accent}"/>`,
];

const book: DrawMotif = (paint) =>
  `<path d="M128 316h166v12H134q-16 0-16-12z" fill="#f3ead9"/><path d="M296 70q10 4 10 14v236q0 8-10 8z" fill="#e3d7c1"/><path fill="${paint.body}" d="M122 66h168q8 0 8 8v242H122q-12 0-12 10V78q0-12 12-12z"/><path d="M122 66h10v250h-10q-12 0-12 10V78q0-12 12-12z" fill="${paint.dark}"/>` +
  (covers[paint.style]?.(paint) ?? '') +
  `<path d="M152 98h124M170 118h88" stroke="#fbf6ea" stroke-width="10"/><path d="M110 326q2-10 12-10h176" stroke="${paint.dark}" stroke-width="4" fill="none"/>`;

const notebook: DrawMotif = (paint) =>
  `<path d="M168 318l-4 34 12-10 12 10V318z" fill="${paint.accent}"/><rect x="104" y="76" width="200" height="250" rx="16" fill="#ece2cf"/><rect x="98" y="70" width="200" height="250" rx="16" fill="${paint.body}"/><path d="M98 86q0-16 16-16h14v250h-14q-16 0-16-16z" fill="${paint.dark}"/>` +
  (paint.style % 2
    ? `<rect x="156" y="116" width="92" height="54" rx="4" fill="#faf6ee"/><path d="M170 136h64M178 152h48" stroke="#6b645b" stroke-width="5"/>`
    : `<circle cx="200" cy="180" r="42" fill="none" stroke="${paint.light}" stroke-width="5"/><path d="M176 196l24-46 24 46z" fill="${paint.light}"/>`) +
  `<path d="M270 70v250" stroke="${paint.accent}" stroke-width="10"/>` +
  (paint.style > 1
    ? `<g transform="rotate(14 320 200)"><rect x="312" y="108" width="16" height="180" fill="#e5b44a"/><path d="M312 288h16l-8 26z" fill="#f0d9b5"/><path d="M317 304h6l-3 10z" fill="#3b3a3d"/><rect x="312" y="94" width="16" height="18" rx="4" fill="#d98a80"/></g>`
    : '');

const pen: DrawMotif = (paint) =>
  `<path d="M74 322q60-34 96-10t86-16 70 8" stroke="${paint.base}" stroke-width="5" fill="none" stroke-linecap="round"/><g transform="rotate(38 210 190)"><path d="M196 272h28l-12 60h-4z" fill="${paint.style % 2 ? '#d9b45b' : '#c9ced3'}"/><path d="M210 288v40" stroke="#4a4743" stroke-width="3"/><circle cx="210" cy="288" r="4" fill="#4a4743"/>` +
  `<path fill="${paint.body}" d="M192 130h36l-2 144h-32z"/><path d="M190 20q0-14 20-14t20 14v114h-40z" fill="${paint.dark}"/><path d="M189 124h42v14h-42z" fill="#d9b45b"/><path d="M194 262h32v10h-32z" fill="#d9b45b"/>` +
  `<path d="M222 24v78" stroke="#d9b45b" stroke-width="7" stroke-linecap="round"/><path d="M199 150v100M198 24v90" stroke="#fff" stroke-width="5" opacity=".4" stroke-linecap="round"/></g>`;

const cube = (x: number, y: number, faces: readonly [string, string, string]): string =>
  `<g transform="translate(${x} ${y})"><path d="M0-48 52-24 0 0-52-24z" fill="${faces[0]}"/><path d="M-52-24 0 0v58l-52-24z" fill="${faces[1]}"/><path d="M52-24 0 0v58l52-24z" fill="${faces[2]}"/></g>`;

const blocks: DrawMotif = (paint) =>
  cube(136, 250, ['#ecd3a8', '#d9b985', '#c4a06a']) +
  cube(264, 250, [paint.light, paint.base, paint.dark]) +
  cube(200, 272, ['#f4e6c8', paint.accent, '#b98a5c']) +
  cube(200, 168, ['#f0dcb4', paint.base, paint.dark]) +
  (paint.style % 2
    ? `<path d="M200 34l50 72-50 24-50-24z" fill="${paint.accent}"/><path d="M200 34l50 72-50 24z" fill="${paint.dark}" opacity=".35"/>`
    : cube(200, 92, ['#ecd3a8', '#d9b985', '#c4a06a'])) +
  `<circle cx="318" cy="308" r="20" fill="${paint.accent}"/><path d="M308 300q4-8 12-8" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round" opacity=".6"/>`;

const bear: DrawMotif = (paint) =>
  `<circle cx="142" cy="86" r="29" fill="${paint.dark}"/><circle cx="258" cy="86" r="29" fill="${paint.dark}"/><circle cx="142" cy="88" r="15" fill="${paint.light}"/><circle cx="258" cy="88" r="15" fill="${paint.light}"/>` +
  `<path d="M132 216q-44 20-46 66" stroke="${paint.dark}" stroke-width="38" stroke-linecap="round"/><path d="M268 216q44 20 46 66" stroke="${paint.dark}" stroke-width="38" stroke-linecap="round"/><ellipse cx="200" cy="256" rx="78" ry="72" fill="${paint.body}"/><ellipse cx="200" cy="264" rx="46" ry="46" fill="${paint.light}"/>` +
  `<ellipse cx="142" cy="308" rx="36" ry="30" fill="${paint.dark}"/><ellipse cx="258" cy="308" rx="36" ry="30" fill="${paint.dark}"/><ellipse cx="142" cy="312" rx="20" ry="16" fill="${paint.light}"/><ellipse cx="258" cy="312" rx="20" ry="16" fill="${paint.light}"/>` +
  `<ellipse cx="200" cy="136" rx="84" ry="74" fill="${paint.body}"/><ellipse cx="200" cy="160" rx="38" ry="29" fill="${paint.light}"/><path d="M186 146q14-8 28 0-4 16-14 16t-14-16z" fill="#3b3230"/><path d="M200 160v10q-12 12-22 2M200 170q12 12 22 2" stroke="#3b3230" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M164 124h.1M236 124h.1" stroke="#3b3230" stroke-width="15" stroke-linecap="round"/>` +
  (paint.style % 2
    ? `<path d="M200 212l-38-18v38zM200 212l38-18v38z" fill="${paint.accent}"/><circle cx="200" cy="212" r="10" fill="${paint.accent}"/>`
    : `<path d="M144 196q56 34 112 0l4 18q-60 36-120 0z" fill="${paint.accent}"/>`);

const puzzle: DrawMotif = (paint) =>
  `<path d="M86 92h110v110H86z" fill="${paint.body}"/><path d="M196 92h110v110H196z" fill="${paint.accent}"/><path d="M86 202h110v110H86z" fill="${paint.light}"/><circle cx="202" cy="146" r="21" fill="${paint.base}"/><circle cx="140" cy="196" r="21" fill="${paint.light}"/>` +
  `<path d="M230 202a21 21 0 0 1 42 0z" fill="#00000022"/><path d="M196 238a21 21 0 0 0 0 42z" fill="#00000022"/><path d="M108 176q32-40 66-8M222 124q28 40 62 10M106 280q36-38 70-10" stroke="#fff" stroke-width="7" fill="none" opacity=".55" stroke-linecap="round"/>` +
  `<g transform="rotate(${paint.style % 2 ? 14 : -10} 270 276)"><path d="M218 224h110v110H218z" fill="${paint.dark}"/><circle cx="276" cy="220" r="21" fill="${paint.dark}"/><circle cx="214" cy="282" r="21" fill="${paint.dark}"/><path d="M240 304q34-40 68-12" stroke="#fff" stroke-width="7" fill="none" opacity=".5" stroke-linecap="round"/></g>`;

const boardGame: DrawMotif = (paint) =>
  `<path d="M70 120h224v176q0 10-10 10H80q-10 0-10-10z" fill="${paint.dark}"/><rect x="66" y="76" width="232" height="204" rx="10" fill="${paint.body}"/><rect x="80" y="90" width="204" height="176" rx="6" fill="none" stroke="${paint.light}" stroke-width="4"/>` +
  (paint.style % 2
    ? `<path d="M182 116l66 38v76l-66 38-66-38v-76z" fill="${paint.light}"/><path d="M182 154l33 19v38l-33 19-33-19v-38z" fill="${paint.accent}"/>`
    : `<path d="M96 252l52-86 40 52 32-44 50 78z" fill="${paint.light}"/><circle cx="232" cy="140" r="22" fill="${paint.accent}"/>`) +
  `<path d="M106 112h88" stroke="#fbf6ea" stroke-width="12" stroke-linecap="round"/><path d="M296 214q16 0 16 18 0 10-8 16 6 40 20 74h-56q14-34 20-74-8-6-8-16 0-18 16-18z" fill="${paint.accent}"/><path d="M262 322h68v8h-68z" fill="${paint.dark}"/>` +
  `<g transform="rotate(-12 226 296)"><rect x="196" y="266" width="58" height="58" rx="12" fill="#fdfaf2"/><path d="M211 281h.1M239 281h.1M225 295h.1M211 309h.1M239 309h.1" stroke="#3b3a3d" stroke-width="11" stroke-linecap="round"/></g>`;

const parcel: DrawMotif = (paint) =>
  `<path d="M200 92 328 142v128l-128 54-128-54V142z" fill="${paint.body}"/><path d="M200 92 328 142l-128 52L72 142z" fill="${paint.light}"/><path d="M200 194l128-52v128l-128 54z" fill="${paint.dark}" opacity=".6"/><path d="M136 117l128 50v46l-24 10v-46L112 127z" fill="${paint.accent}"/>`;

/** Books, stationery, toys, and the parcel as fallback for everything else. */
export const leisureMotifs = { book, notebook, pen, blocks, bear, puzzle, 'board-game': boardGame, parcel };
