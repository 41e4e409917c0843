import { hexOf } from './colours.ts';
import { parseImageKey, type ImageKey } from './image-key.ts';
import { brightnessOf, mixHex } from './mix-hex.ts';
import { clothingMotifs } from './motifs/clothing-motifs.ts';
import { deviceMotifs } from './motifs/device-motifs.ts';
import { homeMotifs } from './motifs/home-motifs.ts';
import { kitchenMotifs } from './motifs/kitchen-motifs.ts';
import { leisureMotifs } from './motifs/leisure-motifs.ts';
import type { DrawMotif, Motif, Paint } from './motifs/motif.ts';
import { outdoorMotifs } from './motifs/outdoor-motifs.ts';
import { setMotifs } from './motifs/set-motifs.ts';
import { wearMotifs } from './motifs/wear-motifs.ts';
import { hashText } from '@cartwright/random';

const drawings: Record<Motif, DrawMotif> = {
  ...clothingMotifs,
  ...wearMotifs,
  ...homeMotifs,
  ...kitchenMotifs,
  ...outdoorMotifs,
  ...deviceMotifs,
  ...leisureMotifs,
  ...setMotifs,
};

const backdrops = ['#ece4d8', '#dfe7e1', '#e3e2ec', '#f0e1da', '#dce6eb', '#ece6d2'] as const;
const accents = ['#e0a458', '#c8553d', '#5b8e7d', '#3d5a80', '#e8c7a0', '#8d5b7a'] as const;

/** The width and height of every picture, in pixels, where nothing asks for another. */
export const sampleImageSize = { width: 400, height: 400 } as const;

/**
 * Draws the picture of an image key as a standalone SVG document, below 3 KB.
 *
 * @param key - `SampleImage.key`; an invalid one gives a parcel.
 * @param title - Read out by screen readers; the image's `alt` is a good one.
 */
export function sampleImageSvg(key: string, title?: string): string {
  const image = parseImageKey(key, (name): name is Motif => Object.hasOwn(drawings, name));
  const gradient = `g${hashText(key).toString(36)}`;
  const paint = paintOf(image, `url(#${gradient})`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sampleImageSize.width}" height="${sampleImageSize.height}" viewBox="0 0 400 400" role="img"><title>${escapeXml(title ?? image.motif)}</title>` +
    `<defs><linearGradient id="${gradient}" x2=".9" y2="1"><stop stop-color="${mixHex(paint.base, paint.light, 0.35)}"/>` +
    `<stop offset="1" stop-color="${mixHex(paint.base, paint.dark, 0.45)}"/></linearGradient></defs>` +
    `${backdrop(image, paint)}<g transform="${viewTransforms[image.view] ?? ''}">${shadow}${drawings[image.motif](paint)}</g></svg>`
  );
}

const viewTransforms = [
  'translate(24 26) scale(.88)',
  'translate(-72 -58) scale(1.36)',
  'matrix(-.76 0 0 .76 352 72)',
];
const shadow = '<ellipse cx="200" cy="329" rx="138" ry="13" opacity=".16"/>';

function paintOf({ colour, seed }: ImageKey, body: string): Paint {
  const base = hexOf(colour);
  const usable = accents.filter((accent) => Math.abs(brightnessOf(accent) - brightnessOf(base)) > 0.1);
  return {
    body,
    base,
    light: mixHex(base, '#ffffff', brightnessOf(base) > 0.8 ? 0.6 : 0.32),
    dark: mixHex(base, '#1b1622', brightnessOf(base) > 0.8 ? 0.16 : 0.3),
    accent: usable[(seed >> 4) % usable.length] ?? accents[0],
    style: seed % 4,
  };
}

/** A wall with a soft shape on it, and a floor; darker behind pale products. */
function backdrop({ seed, view }: ImageKey, { base }: Paint): string {
  const tint = backdrops[(seed >> 8) % backdrops.length] ?? backdrops[0];
  const wall = mixHex(mixHex(tint, base, 0.1), '#6f6257', brightnessOf(base) > 0.78 ? 0.3 : 0);
  const shape = mixHex(wall, '#ffffff', 0.45);
  const figures = [
    `<circle cx="200" cy="192" r="158" fill="${shape}"/>`,
    `<circle cx="330" cy="90" r="190" fill="${shape}"/>`,
    `<path d="M64 330V196a136 136 0 0 1 272 0v134z" fill="${shape}"/>`,
  ];
  const floor = `<path d="M0 ${view === 1 ? 372 : 316}h400v84H0z" fill="${mixHex(wall, '#3b2f2a', 0.12)}"/>`;
  return `<path d="M0 0h400v400H0z" fill="${wall}"/>${figures[view === 1 ? 1 : (seed >> 12) % 2 ? 2 : 0] ?? ''}${floor}`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
