import type { DrawMotif } from './motif.ts';

const tent: DrawMotif = (paint) =>
  `<path d="M56 170l28 96H28zM342 150l34 116h-68z" fill="#8fa388"/><path d="M92 190l24 76H68z" fill="#7d937a"/>` +
  `<path d="M200 92 44 330M200 92l156 238" stroke="#6b6258" stroke-width="3"/><path fill="${paint.body}" d="M200 88q60 130 132 236H68Q140 218 200 88z"/><path d="M200 88q60 130 132 236h-60Q226 220 200 88z" fill="${paint.dark}" opacity=".7"/>` +
  `<path d="M200 150q20 90 48 174h-96q28-84 48-174z" fill="#3f3a3a"/><path d="M200 150q-4 100-14 174h-34q28-84 48-174z" fill="${paint.light}"/>` +
  (paint.style % 2
    ? `<path d="M110 256q90-26 180 0" stroke="${paint.accent}" stroke-width="9" fill="none" opacity=".9"/>`
    : `<circle cx="222" cy="282" r="9" fill="#f6d878"/><path d="M200 88v-26l30 10-30 10" fill="${paint.accent}" stroke="#6b6258" stroke-width="3"/>`) +
  `<path d="M60 324h280" stroke="${paint.dark}" stroke-width="5"/>`;

const sleepingBag: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M200 62c56 0 82 36 82 92 0 60-14 100-20 146-4 28-26 34-62 34s-58-6-62-34c-6-46-20-86-20-146 0-56 26-92 82-92z"/><path d="M200 76c38 0 56 24 56 52s-20 44-56 44-56-16-56-44 18-52 56-52z" fill="${paint.accent}"/><ellipse cx="200" cy="134" rx="38" ry="26" fill="#f6f1e7"/>` +
  `<path d="M119 186q81 24 162 0M124 218q76 22 152 0M130 250q70 20 140 0M134 282q66 18 132 0" stroke="${paint.dark}" stroke-width="4" fill="none"/><path d="M244 168q6 80-10 160" stroke="${paint.light}" stroke-width="5" fill="none" stroke-dasharray="5 3"/>` +
  (paint.style % 2 ? `<rect x="150" y="290" width="34" height="18" rx="4" fill="${paint.light}"/>` : '') +
  `<path d="M136 120q8-30 26-40" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round" opacity=".4"/>`;

const bottle: DrawMotif = (paint) =>
  (paint.style % 2
    ? `<path d="M176 60h48q6 0 6 8v36h-60V68q0-8 6-8z" fill="#3b3a3d"/><path d="M182 60q0-28 18-28t18 28" fill="none" stroke="#3b3a3d" stroke-width="9"/>`
    : `<rect x="164" y="54" width="72" height="50" rx="10" fill="${paint.accent}"/><path d="M176 56v46M188 56v46M200 56v46M212 56v46M224 56v46" stroke="#fff" stroke-width="3" opacity=".35"/>`) +
  `<path d="M170 102h60v14h-60z" fill="#c9ced3"/><path fill="${paint.body}" d="M168 114h64q2 22 18 34 12 10 12 30v124q0 24-24 24h-76q-24 0-24-24V178q0-20 12-30 16-12 18-34z"/>` +
  (paint.style > 1
    ? `<path d="M138 250q30-40 62-10t62-12v74q0 24-24 24h-76q-24 0-24-24z" fill="${paint.light}" opacity=".8"/>`
    : `<path d="M138 286h124" stroke="${paint.light}" stroke-width="8"/><path d="M200 200l16 28h-32z" fill="${paint.light}"/>`) +
  `<path d="M156 178v116" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".4"/>`;

const planter: DrawMotif = (paint) =>
  (paint.style % 2
    ? `<path d="M200 204Q120 190 96 96q90 10 104 108zM200 204q80-14 104-108-90 10-104 108z" fill="#5f8460"/><path d="M200 204q-50-70 0-156 50 86 0 156z" fill="#7aa377"/><path d="M200 200V70M196 196q-40-40-76-76M204 196q40-40 76-76" stroke="#4c6e50" stroke-width="3" fill="none"/>`
    : `<path d="M196 204q-14-90-60-120M204 204q10-100 50-134M200 204V64" stroke="#4c6e50" stroke-width="5" fill="none"/><path d="M136 84q-40-6-48 26 36 10 48-26zM160 124q-42 2-44 34 36 4 44-34zM254 70q40-10 52 20-34 16-52-20zM232 116q40-2 46 30-36 8-46-30zM200 64q-26-20-12-48 30 14 12 48zM198 120q-24-6-26-30 26 4 26 30z" fill="#6f9a6d"/>`) +
  `<path fill="${paint.body}" d="M122 214h156l-16 98q-2 14-16 14h-92q-14 0-16-14z"/><rect x="108" y="192" width="184" height="34" rx="9" fill="${paint.base}"/><path d="M108 218h184v8H108z" fill="${paint.dark}" opacity=".5"/>` +
  (paint.style > 1
    ? `<path d="M128 258l18-14 18 14 18-14 18 14 18-14 18 14 18-14 18 14" stroke="${paint.light}" stroke-width="6" fill="none"/>`
    : '') +
  `<path d="M146 240l8 66" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".35"/>`;

/** Camping and garden. */
export const outdoorMotifs = { tent, 'sleeping-bag': sleepingBag, bottle, planter };
