import { decorate, type DrawMotif } from './motif.ts';

const wickerBrown = '#8d6643';

const mug: DrawMotif = (paint) =>
  `<path d="M158 92q-14-16 0-32t0-32M194 92q-14-16 0-32t0-32" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round" opacity=".7"/><path d="M262 172q66-14 66 44t-72 56" fill="none" stroke="${paint.dark}" stroke-width="22"/>` +
  `<path fill="${paint.body}" d="M96 130h172v128q0 68-62 68h-48q-62 0-62-68z"/>` +
  decorate(paint.style, [
    `<path d="M96 236h172v22q0 68-62 68h-48q-62 0-62-68z" fill="${paint.light}" opacity=".75"/>`,
    `<path d="M96 178h172M96 204h172" stroke="${paint.accent}" stroke-width="9"/>`,
    `<path d="M122 180h1M160 200h1M214 174h1M240 212h1M136 238h1M190 250h1M226 262h1M150 282h1M196 296h1M176 166h1" stroke="${paint.light}" stroke-width="8" stroke-linecap="round"/>`,
    `<circle cx="182" cy="222" r="34" fill="${paint.accent}"/><path d="M148 222a34 34 0 0 0 68 0z" fill="${paint.light}"/>`,
  ]) +
  `<ellipse cx="182" cy="130" rx="86" ry="17" fill="${paint.light}"/><ellipse cx="182" cy="132" rx="74" ry="12" fill="#5a3a28"/><path d="M114 164q-4 90 22 128" stroke="#fff" stroke-width="7" fill="none" stroke-linecap="round" opacity=".35"/>`;

const glass: DrawMotif = (paint) =>
  `<path fill="${paint.light}" opacity=".45" d="M112 84h176l-18 226q-2 16-18 16H148q-16 0-18-16z"/><path fill="${paint.body}" opacity=".75" d="M120 170h160l-12 132q-2 12-14 12H146q-12 0-14-12z"/><ellipse cx="200" cy="170" rx="80" ry="11" fill="${paint.light}"/>` +
  (paint.style % 2
    ? `<path d="M148 100l10 212M174 100l6 212M200 100v212M226 100l-6 212M252 100l-10 212" stroke="#fff" stroke-width="5" opacity=".4"/>`
    : `<circle cx="238" cy="184" r="30" fill="#f4d35e"/><circle cx="238" cy="184" r="23" fill="#fbe9a4"/><path d="M238 161v46M215 184h46" stroke="#f4d35e" stroke-width="4"/><path d="M150 200l40-8 8 38-40 8z" fill="#fff" opacity=".5"/>`) +
  `<ellipse cx="200" cy="84" rx="88" ry="12" fill="none" stroke="#fff" stroke-width="5"/><path d="M134 110l12 180" stroke="#fff" stroke-width="9" opacity=".7" stroke-linecap="round"/>`;

const pan: DrawMotif = (paint) =>
  `<g transform="rotate(-32 170 226)"><path d="M262 210h118q14 0 14 16t-14 16H262z" fill="${paint.base}"/><circle cx="376" cy="226" r="6" fill="#fff" opacity=".7"/><path d="M258 204h34v44h-34z" fill="#6d6f76"/></g>` +
  `<circle cx="170" cy="226" r="112" fill="#4b4d55"/><circle cx="170" cy="226" r="96" fill="#36373e"/><circle cx="170" cy="226" r="84" fill="none" stroke="#484a52" stroke-width="3"/>` +
  (paint.style % 2
    ? `<path d="M126 196q20-36 58-22 44 0 44 42 14 44-32 58-40 18-66-10-30-28-4-68z" fill="#fdfaf2"/><circle cx="176" cy="222" r="25" fill="#f2b134"/><path d="M162 214q6-10 16-10" stroke="#fff" stroke-width="5" fill="none" stroke-linecap="round"/>`
    : `<path d="M130 250q-6-40 34-60M196 268q36-20 20-66M160 282q-30-6-36-20" stroke="#6f8a63" stroke-width="9" fill="none" stroke-linecap="round"/><circle cx="180" cy="218" r="18" fill="#d9573f"/><circle cx="148" cy="246" r="16" fill="#e8784f"/><circle cx="190" cy="262" r="15" fill="#d9573f"/>`) +
  `<path d="M84 192q24-50 76-62" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round" opacity=".35"/>`;

const knife: DrawMotif = (paint) =>
  `<rect x="70" y="96" width="260" height="216" rx="22" fill="#d9b98c"/><path d="M70 150h260M70 204h260M70 258h260" stroke="#c7a474" stroke-width="3"/><circle cx="298" cy="126" r="11" fill="#a9845a"/>` +
  `<g transform="rotate(-34 200 204)"><path d="M44 204h176v34q-120 10-176-34z" fill="#dfe4e8"/><path d="M44 204h176v12q-110 4-176-12z" fill="#b4bcc4"/><rect x="216" y="198" width="14" height="42" fill="#8d959d"/><path fill="${paint.body}" d="M230 198h104q24 0 24 22t-22 20q-40-8-106-2z"/><path d="M256 218h1M288 218h1M320 219h1" stroke="${paint.light}" stroke-width="11" stroke-linecap="round"/></g>` +
  (paint.style % 2
    ? `<path d="M112 252q16-22 30 0-14 20-30 0z" fill="#7f9b72"/><path d="M126 276q20-16 28 6-20 12-28-6z" fill="#6f8a63"/>`
    : `<circle cx="134" cy="266" r="20" fill="#d9573f"/><circle cx="134" cy="266" r="13" fill="#ef9a78"/>`);

const coffeeMaker: DrawMotif = (paint) =>
  `<path d="M200 40v60" stroke="#9aa1a8" stroke-width="7"/><circle cx="200" cy="44" r="17" fill="${paint.body}"/><path d="M266 148q68-6 68 66t-68 70" fill="none" stroke="#3a3330" stroke-width="18"/>` +
  `<rect x="124" y="116" width="144" height="196" rx="12" fill="#e8f0f2" opacity=".8"/><path d="M128 182h136v124H128z" fill="#4d3123"/><path d="M128 182h136v14H128z" fill="#a87b55"/><path d="M128 160h136" stroke="#9aa1a8" stroke-width="6"/><path d="M196 100v60" stroke="#9aa1a8" stroke-width="6"/>` +
  `<path fill="${paint.body}" d="M118 116q4-34 78-34t78 34z"/><path d="M112 110h168v18l-180 6z" fill="${paint.dark}"/><path d="M118 226h156v16H118zM114 298h164v28H114z" fill="${paint.body}"/><path d="M140 132v166" stroke="#fff" stroke-width="8" opacity=".55" stroke-linecap="round"/>`;

const teapot: DrawMotif = (paint) =>
  `<path d="M112 210q-30-6-44-56l-26-4q6 104 82 126z" fill="${paint.dark}"/>` +
  (paint.style % 2
    ? `<path d="M138 176q0-122 66-122t66 122" fill="none" stroke="${wickerBrown}" stroke-width="13"/>`
    : `<path d="M290 186q60-20 60 34t-68 58" fill="none" stroke="${paint.dark}" stroke-width="18"/>`) +
  `<path fill="${paint.body}" d="M204 138q102 0 102 104 0 84-70 84h-64q-70 0-70-84 0-104 102-104z"/>` +
  (paint.style > 1
    ? `<path d="M104 226q100 30 200 0M103 246q101 30 202 0" stroke="${paint.light}" stroke-width="6" fill="none"/>`
    : '') +
  `<path d="M152 148q10-30 52-30t52 30q-52 18-104 0z" fill="${paint.light}"/><circle cx="204" cy="110" r="13" fill="${paint.accent}"/><path d="M128 226q6-48 38-60" stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round" opacity=".4"/>`;

/** What cooks and drinkers use. */
export const kitchenMotifs = { mug, glass, pan, knife, 'coffee-maker': coffeeMaker, teapot };
