import type { DrawMotif } from './motif.ts';

const headphones: DrawMotif = (paint) =>
  `<path d="M98 240v-30q0-122 102-122t102 122v30" fill="none" stroke="${paint.dark}" stroke-width="22"/><path d="M122 150q22-46 78-46t78 46" fill="none" stroke="${paint.light}" stroke-width="7" stroke-linecap="round"/>` +
  `<rect x="112" y="206" width="38" height="112" rx="19" fill="#39383c"/><rect x="250" y="206" width="38" height="112" rx="19" fill="#39383c"/><path fill="${paint.body}" d="M124 200v124q-58 0-58-62t58-62zM276 200v124q58 0 58-62t-58-62z"/>` +
  `<path d="M88 236q-8 26 0 52" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round" opacity=".45"/><path d="M92 176h14v34H92zM294 176h14v34h-14z" fill="#b4bcc4"/>` +
  (paint.style % 2
    ? `<circle cx="306" cy="262" r="11" fill="${paint.accent}"/>`
    : `<path d="M304 240v44" stroke="${paint.accent}" stroke-width="8" stroke-linecap="round"/>`);

const speaker: DrawMotif = (paint) =>
  paint.style % 2
    ? `<rect x="108" y="70" width="184" height="256" rx="30" fill="${paint.body}"/><circle cx="200" cy="236" r="68" fill="#333238"/><circle cx="200" cy="236" r="50" fill="#45444c"/><circle cx="200" cy="236" r="20" fill="${paint.accent}"/><circle cx="200" cy="122" r="32" fill="#333238"/><circle cx="200" cy="122" r="15" fill="#5b5a63"/><path d="M124 100v190" stroke="#fff" stroke-width="6" opacity=".3" stroke-linecap="round"/>`
    : `<path d="M130 136q0-64 70-64t70 64" fill="none" stroke="#8a5a36" stroke-width="13"/><rect x="62" y="132" width="276" height="188" rx="34" fill="${paint.body}"/><path d="M84 164h232M84 186h232M84 208h232M84 230h232M84 252h232M84 274h232M84 296h232" stroke="${paint.dark}" stroke-width="11" stroke-linecap="round" stroke-dasharray="0 15.4"/><circle cx="284" cy="170" r="22" fill="#ece6da"/><path d="M284 170l8-14" stroke="#4a4743" stroke-width="5" stroke-linecap="round"/><rect x="96" y="158" width="70" height="22" rx="6" fill="${paint.accent}"/><path d="M92 318l-6 10M308 318l6 10" stroke="#3b3a3d" stroke-width="10"/>`;

const powerBank: DrawMotif = (paint) =>
  `<path d="M206 84q-4-60 60-56t64 86-40 96" fill="none" stroke="#3f3e42" stroke-width="8"/><path d="M276 204h28v30h-28z" fill="#d2d6da"/><g transform="rotate(-9 190 204)"><rect x="112" y="78" width="156" height="246" rx="30" fill="${paint.body}"/>` +
  `<rect x="192" y="72" width="30" height="14" rx="4" fill="#d2d6da"/><path d="M144 118h1M164 118h1M184 118h1" stroke="#b9f2c4" stroke-width="10" stroke-linecap="round"/><path d="M204 118h1" stroke="${paint.dark}" stroke-width="10" stroke-linecap="round"/>` +
  (paint.style % 2
    ? `<path d="M204 172l-44 60h30l-12 46 46-64h-30z" fill="${paint.light}"/>`
    : `<path d="M112 252h156v42q0 30-30 30h-96q-30 0-30-30z" fill="${paint.accent}"/><path d="M112 252h156" stroke="${paint.light}" stroke-width="5"/>`) +
  `<path d="M130 112v170" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".35"/></g>`;

const keyboard: DrawMotif = (paint) =>
  `<g transform="rotate(-10 200 210)"><rect x="46" y="146" width="308" height="140" rx="18" fill="${paint.dark}"/><rect x="46" y="138" width="308" height="140" rx="18" fill="${paint.body}"/>` +
  `<path d="M62 164h278M62 194h278M62 224h278" stroke="#f3efe7" stroke-width="22" stroke-dasharray="21 4.6"/><path d="M62 254h46M238 254h100" stroke="#f3efe7" stroke-width="22" stroke-dasharray="21 4.6"/><path d="M113 254h120" stroke="#f3efe7" stroke-width="22"/>` +
  `<path d="M62 164h21M317 224h21" stroke="${paint.accent}" stroke-width="22"/><path d="M66 157h274M66 187h274M66 217h274" stroke="#fff" stroke-width="3" stroke-dasharray="13 12.6"/>` +
  (paint.style % 2 ? `<circle cx="328" cy="148" r="4" fill="#8ee6a2"/>` : '') +
  `</g><path d="M330 130q30-10 30-50t34-44" stroke="#3f3e42" stroke-width="6" fill="none"/>`;

/** Electronics. */
export const deviceMotifs = { headphones, speaker, 'power-bank': powerBank, keyboard };
