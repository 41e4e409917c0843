import type { DrawMotif, Paint } from './motif.ts';

const stripes = (paint: Paint, rows: string): string =>
  `<path d="${rows}" stroke="${paint.light}" stroke-width="9" fill="none" opacity=".55"/>`;

const tShirt: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M152 88 96 116 66 190l46 18 12-28v138q76 10 152 0V180l12 28 46-18-30-74-56-28q-48 36-96 0z"/>` +
  (paint.style === 1 ? stripes(paint, 'M124 202h152M124 234h152M124 266h152M124 298h152') : '') +
  (paint.style === 2 ? `<path d="M220 158h40v40q-20 12-40 0z" fill="${paint.dark}" opacity=".55"/>` : '') +
  `<path d="M124 180q2-32-4-52M276 180q-2-32 4-52M140 312q8-30 2-64" stroke="${paint.dark}" stroke-width="3" fill="none" opacity=".6"/>` +
  `<path d="M151 89q49 42 98 0" stroke="${paint.style === 3 ? paint.accent : paint.dark}" stroke-width="9" fill="none"/>`;

const shirt: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M156 84 104 108q-16 8-20 30L58 296l38 10 30-122v132q74 16 148 0V184l30 122 38-10-26-158q-4-22-20-30l-52-24z"/>` +
  (paint.style === 1
    ? stripes({ ...paint, light: paint.dark }, 'M146 150v166M172 150v170M228 150v170M254 150v166')
    : '') +
  `<path d="M200 112v212" stroke="${paint.dark}" stroke-width="3"/><path d="M62 280l38 10M338 280l-38 10" stroke="${paint.dark}" stroke-width="4"/>` +
  `<path d="M222 164h38v42l-19 10-19-10z" fill="none" stroke="${paint.dark}" stroke-width="3"/>` +
  `<path d="M156 84q44 20 88 0l12 24-34 32-22-28-22 28-34-32z" fill="${paint.light}"/><path d="M170 91q30 14 60 0l-30 21z" fill="${paint.dark}"/>` +
  `<path d="M207 146v170" stroke="${paint.light}" stroke-width="8" stroke-linecap="round" stroke-dasharray="0 34"/>`;

const sweater: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M154 90 106 108q-22 8-28 36L52 292l46 10 28-112v126h148V190l28 112 46-10-26-148q-6-28-28-36l-48-18q-46 24-92 0z"/>` +
  `<path d="M52 292l46 10 4-18-46-10zM348 292l-46 10-4-18 46-10zM126 298h148v26H126z" fill="${paint.dark}"/>` +
  `<path d="M132 311h138" stroke="${paint.base}" stroke-width="20" stroke-dasharray="3 7"/>` +
  (paint.style < 2
    ? `<path d="M176 136q14 20 0 40t0 40 0 40 0 40M200 130q14 20 0 42t0 42 0 42 0 40M224 136q14 20 0 40t0 40 0 40 0 40" stroke="${paint.light}" stroke-width="5" fill="none"/>`
    : `<path d="M126 196l12-14 13 14 12-14 13 14 12-14 13 14 12-14 13 14 12-14 13 14 12-14 11 14" stroke="${paint.accent}" stroke-width="8" fill="none"/><path d="M126 220h148M126 170h148" stroke="${paint.light}" stroke-width="4"/>`) +
  `<path d="M152 92q48 34 96 0" stroke="${paint.dark}" stroke-width="15" fill="none"/>`;

const trousers: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M138 74h124q12 120 16 248l-58 6-20-172-20 172-58-6q4-128 16-248z"/>` +
  `<path d="M137 74h126l2 20H135z" fill="${paint.dark}"/><path d="M152 72v24M200 72v24M248 72v24" stroke="${paint.light}" stroke-width="5"/>` +
  `<path d="M200 94v62M200 94q-2 40-16 46M134 104q26 6 30 34M266 104q-26 6-30 34" stroke="${paint.dark}" stroke-width="3" fill="none"/>` +
  `<path d="M122 306l58 6M278 306l-58 6" stroke="${paint.style === 0 ? paint.accent : paint.dark}" stroke-width="3" stroke-dasharray="6 3"/>` +
  `<path d="M152 170v130M248 170v130" stroke="${paint.light}" stroke-width="4" opacity=".45"/><circle cx="193" cy="84" r="5" fill="${paint.light}"/>`;

const shorts: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M120 112h160l30 172q-46 16-98 14l-12-92-12 92q-52 2-98-14z"/>` +
  (paint.style === 1 ? stripes(paint, 'M150 130l-22 166M178 130l-6 166M222 130l6 166M250 130l22 166') : '') +
  `<path d="M118 108h164l4 26H114z" fill="${paint.dark}"/><path d="M122 121h156" stroke="${paint.base}" stroke-width="20" stroke-dasharray="3 6"/>` +
  `<path d="M200 134v72M112 146q34 10 38 44M288 146q-34 10-38 44" stroke="${paint.dark}" stroke-width="3" fill="none"/>` +
  `<path d="M194 124q-16 26-8 52M206 124q16 24 8 44" stroke="${paint.light}" stroke-width="5" fill="none" stroke-linecap="round"/>`;

const dress: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M154 70h16q30 50 60 0h16q4 40 16 60l-26 52q46 60 66 138-102 22-204 0 20-78 66-138l-26-52q12-20 16-60z"/>` +
  `<path d="M164 180h72l4 16h-80z" fill="${paint.style % 2 ? paint.accent : paint.dark}"/>` +
  `<path d="M176 204q-22 60-30 118M200 204v124M224 204q22 60 30 118" stroke="${paint.dark}" stroke-width="3" fill="none" opacity=".7"/>` +
  (paint.style > 1
    ? `<path d="M128 296h1M150 262h1M176 300h1M186 250h1M216 284h1M232 246h1M250 302h1M262 268h1M182 150h1M214 140h1" stroke="${paint.light}" stroke-width="11" stroke-linecap="round"/>`
    : `<path d="M100 302q100 22 200 0" stroke="${paint.light}" stroke-width="6" fill="none"/>`) +
  `<path d="M170 70q30 50 60 0" stroke="${paint.light}" stroke-width="5" fill="none"/>`;

const jacket: DrawMotif = (paint) =>
  `<path fill="${paint.body}" d="M150 92 104 112q-20 10-24 34L58 296l42 8 26-112v132h148V192l26 112 42-8-22-150q-4-24-24-34l-46-20z"/>` +
  `<path d="M150 94q-6-34 50-34t50 34l-22 34h-56z" fill="${paint.dark}"/><path d="M166 94q0-20 34-20t34 20l-16 30h-36z" fill="${paint.accent}"/>` +
  `<path d="M200 124v200" stroke="${paint.light}" stroke-width="7"/><path d="M200 124v200" stroke="${paint.dark}" stroke-width="7" stroke-dasharray="2 4"/>` +
  (paint.style < 2
    ? `<path d="M138 232h46v52h-46zM216 232h46v52h-46z" fill="${paint.dark}" opacity=".6"/><path d="M136 230h50v14h-50zM214 230h50v14h-50z" fill="${paint.light}"/>`
    : `<path d="M126 160h148M126 196h148M126 232h148M126 268h148M126 304h148" stroke="${paint.dark}" stroke-width="4"/>`) +
  `<path d="M61 278l42 8M339 278l-42 8" stroke="${paint.dark}" stroke-width="5"/>`;

/** Clothes, laid flat. */
export const clothingMotifs = { 't-shirt': tShirt, shirt, sweater, trousers, shorts, dress, jacket };
