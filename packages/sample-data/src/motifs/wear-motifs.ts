import type { DrawMotif } from './motif.ts';

const sneaker: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M74 290q-10-60 6-112 28 22 66 2 14-8 26-6 30 56 92 70 66 12 70 46z"/>` +
  `<path d="M74 290q-6-34-3-62l38 2q6 40 4 60z" fill="${paint.dark}"/><path d="M274 247q58 10 60 43h-72q-4-26 12-43z" fill="${paint.light}"/>` +
  `<path d="M140 290q10-40 54-62l14 14q-40 14-46 48z" fill="${paint.style % 2 ? paint.accent : paint.dark}" opacity=".8"/>` +
  `<path d="M172 174q-8 28-28 36l-64-6" stroke="${paint.dark}" stroke-width="4" fill="none"/>` +
  `<path d="M180 196l-20 16M194 212l-20 16M210 226l-18 17M228 236l-16 18" stroke="#fff" stroke-width="7" stroke-linecap="round"/>` +
  `<path d="M62 288h276q6 34-20 36H80q-22-4-18-36z" fill="#f7f4ee"/><path d="M64 302h272" stroke="${paint.base}" stroke-width="3"/>`;

const boot: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M122 80h94q-6 70 4 124 30 14 66 26 44 14 46 66H124q-10-60-4-120 4-50 2-96z"/>` +
  `<path d="M158 84h34q-2 66 4 110-16 14-32 0-8-60-6-110z" fill="${paint.dark}"/>` +
  (paint.style < 2
    ? `<path d="M166 90v98M176 90v104M186 90v100" stroke="${paint.base}" stroke-width="4"/>`
    : `<path d="M158 104l34 14M158 118l34-14M160 138l34 14M160 152l34-14M162 172l34 14M162 186l34-14" stroke="${paint.accent}" stroke-width="5" stroke-linecap="round"/>`) +
  `<path d="M122 80q-14-22 2-28 14 4 8 28z" fill="${paint.accent}"/><path d="M262 222q-16 30-6 74" stroke="${paint.dark}" stroke-width="3" fill="none"/>` +
  `<path d="M118 292h216q6 20 0 32H204l-8-12-6 14h-72q-6-18 0-34z" fill="#3a3330"/><path d="M122 291h210" stroke="${paint.light}" stroke-width="4" stroke-dasharray="7 4"/>`;

const sandalFoot: DrawMotif = (paint) =>
  `<path fill="#c9a27a" d="M138 76c42 0 50 52 46 110-4 50 8 142-42 142s-38-84-44-130c-8-60-4-122 40-122z"/>` +
  `<path fill="none" stroke="#a67f58" stroke-width="3" d="M138 88c32 0 40 46 36 98-4 48 6 130-32 130s-28-76-34-120c-7-56-4-108 30-108z"/>` +
  `<path fill="${paint.body}" d="M88 124q50-30 102 0v36q-50-26-98 2zM92 196q46-26 96 0v30q-46-22-92 4z"/>` +
  `<rect x="160" y="118" width="20" height="34" rx="4" fill="none" stroke="#d9b45b" stroke-width="5"/><path d="M170 118v34" stroke="${paint.dark}" stroke-width="3"/>`;

const sandal: DrawMotif = (paint) =>
  sandalFoot(paint) + `<g transform="matrix(-1 0 0 1 400 0)">${sandalFoot(paint)}</g>`;

const backpack: DrawMotif = (paint) =>
  `<path d="M168 88q0-36 32-36t32 36" fill="none" stroke="${paint.dark}" stroke-width="11"/><path fill="${paint.dark}" d="M98 190q-14 60 0 116l20 8V170zM302 190q14 60 0 116l-20 8V170z"/>` +
  `<path fill="${paint.body}" d="M112 152q0-74 88-74t88 74v148q0 26-26 26H138q-26 0-26-26z"/>` +
  (paint.style % 2
    ? `<path d="M112 172q88 30 176 0v-20q0-74-88-74t-88 74z" fill="${paint.light}"/><path d="M156 150v76M244 150v76" stroke="#8a5a36" stroke-width="12"/><path d="M148 212h16v16h-16zM236 212h16v16h-16z" fill="none" stroke="#d9b45b" stroke-width="5"/>`
    : `<path d="M126 176q0-74 74-74t74 74" fill="none" stroke="${paint.dark}" stroke-width="5"/><rect x="168" y="126" width="64" height="34" rx="6" fill="${paint.accent}"/>`) +
  `<path d="M138 232h124v60q0 16-16 16h-92q-16 0-16-16z" fill="${paint.dark}" opacity=".75"/><path d="M146 246h108" stroke="${paint.light}" stroke-width="5"/><path d="M246 246l10 20" stroke="${paint.accent}" stroke-width="7" stroke-linecap="round"/>`;

const tote: DrawMotif = (paint) =>
  `<path d="M156 186v-54q0-66 44-66t44 66v54" fill="none" stroke="${paint.dark}" stroke-width="12"/>` +
  `<path fill="${paint.body}" d="M98 164h204l-12 150q-2 12-14 12H124q-12 0-14-12z"/><path d="M99 178h202" stroke="${paint.dark}" stroke-width="3" stroke-dasharray="8 4"/>` +
  `<path d="M148 178h16v26h-16zM236 178h16v26h-16z" fill="${paint.dark}"/>` +
  (paint.style % 2
    ? `<circle cx="200" cy="252" r="40" fill="${paint.accent}"/><path d="M160 252q40-40 80 0z" fill="${paint.light}"/>`
    : `<path d="M104 228h192l-7 84q-1 14-13 14H124q-12 0-13-14z" fill="${paint.light}" opacity=".7"/>`);

const wallet: DrawMotif = (paint) =>
  `<rect x="112" y="106" width="150" height="90" rx="10" fill="${paint.accent}"/><rect x="124" y="122" width="152" height="90" rx="10" fill="#f7f4ee"/><path d="M124 140h152" stroke="${paint.light}" stroke-width="12"/>` +
  `<rect x="82" y="152" width="236" height="164" rx="18" fill="${paint.body}"/><rect x="94" y="164" width="212" height="140" rx="10" fill="none" stroke="${paint.light}" stroke-width="3" stroke-dasharray="8 5"/>` +
  (paint.style % 2
    ? `<path d="M318 206h-62q-26 0-26 28t26 28h62z" fill="${paint.dark}"/><circle cx="258" cy="234" r="10" fill="#d9b45b"/>`
    : `<path d="M82 214q118 34 236 0" stroke="${paint.dark}" stroke-width="4" fill="none"/><rect x="176" y="262" width="48" height="22" rx="4" fill="${paint.dark}" opacity=".6"/>`);

const scarf: DrawMotif = (paint) =>
  `<path d="M226 170l48 118-48 20-40-112z" fill="${paint.dark}"/><path d="M272 288l8 24M260 294l8 24M248 299l8 24M236 303l8 24" stroke="${paint.dark}" stroke-width="5"/>` +
  `<path fill="${paint.body}" fill-rule="evenodd" d="M200 66c74 0 116 34 116 72s-42 72-116 72-116-34-116-72 42-72 116-72zm0 42c-44 0-70 12-70 28s26 26 70 26 70-10 70-26-26-28-70-28z"/>` +
  `<path d="M100 122q40-44 100-44t100 44M96 158q30 40 104 40t104-40" stroke="${paint.light}" stroke-width="6" fill="none" opacity=".7"/>` +
  `<path d="M150 184h58l-10 122h-62z" fill="${paint.body}"/><path d="M150 184h58l-2 20h-58z" fill="${paint.dark}" opacity=".5"/>` +
  `<path d="M143 244h60M141 260h61M140 276h60" stroke="${paint.style % 2 ? paint.accent : paint.light}" stroke-width="7"/><path d="M140 306l-4 24M152 306l-3 24M164 306l-2 24M176 306l-1 24M188 306v24" stroke="${paint.base}" stroke-width="5"/>`;

const hat: DrawMotif = (paint) =>
  (paint.style === 3
    ? ''
    : `<circle cx="200" cy="92" r="34" fill="${paint.accent}"/><path d="M176 82q22-24 48 0M172 100q26 16 56 0" stroke="#fff" stroke-width="3" fill="none" opacity=".5"/>`) +
  `<path fill="${paint.body}" d="M98 250q0-134 102-134t102 134z"/>` +
  (paint.style === 1
    ? `<path d="M106 204l16-18 16 18 16-18 16 18 16-18 16 18 16-18 16 18 16-18 16 18 16-18 12 14" stroke="${paint.light}" stroke-width="8" fill="none"/>`
    : `<path d="M140 146q-16 40-14 90M170 128q-8 50-6 108M200 122v114M230 128q8 50 6 108M260 146q16 40 14 90" stroke="${paint.dark}" stroke-width="4" fill="none"/>`) +
  `<rect x="86" y="232" width="228" height="68" rx="22" fill="${paint.dark}"/><path d="M98 266h206" stroke="${paint.base}" stroke-width="52" stroke-dasharray="5 9"/>`;

/** Shoes, bags and what else is worn. */
export const wearMotifs = { sneaker, boot, sandal, backpack, tote, wallet, scarf, hat };
