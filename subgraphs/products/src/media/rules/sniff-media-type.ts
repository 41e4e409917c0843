import type { MediaType } from './media-type.ts';

/** So many bytes say what a file is. */
export const tellingBytes = 512;

/** What a file is by its first bytes, whatever it is called; undefined for all that may not be uploaded, such as SVG. */
export function sniffMediaType(head: Buffer): MediaType | undefined {
  return signatures.find(([, isIt]) => isIt(head))?.[0];
}

const signatures: readonly (readonly [MediaType, (head: Buffer) => boolean])[] = [
  ['application/pdf', (head) => textAt(head, 0, 5) === '%PDF-'],
  ['image/jpeg', (head) => startsWith(head, [0xff, 0xd8, 0xff])],
  ['image/png', (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/webp', (head) => textAt(head, 0, 4) === 'RIFF' && textAt(head, 8, 4) === 'WEBP'],
  ['image/avif', (head) => ['avif', 'avis'].includes(brandOf(head) ?? '')],
  ['video/mp4', (head) => mp4Brands.has(brandOf(head) ?? '')],
  ['video/webm', (head) => startsWith(head, [0x1a, 0x45, 0xdf, 0xa3]) && docTypeOf(head) === 'webm'],
  ['model/gltf-binary', (head) => textAt(head, 0, 8) === 'glTF\u0002\0\0\0'],
  ['model/vnd.usdz+zip', (head) => /\.usd[ac]?$/u.test(firstStoredIn(head) ?? '')],
];

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return head.subarray(0, bytes.length).equals(Buffer.from(bytes));
}

function textAt(head: Buffer, start: number, length: number): string {
  return head.toString('latin1', start, start + length);
}

/** Of files that browsers play; of QuickTime they do not. */
const mp4Brands = new Set([
  ...['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9'],
  ...['mp41', 'mp42', 'avc1', 'dash', 'M4V ', 'M4VH', 'M4VP', 'MSNV'],
]);

/** What a file of EBML says that it is (RFC 8794, 11.2.5): `webm`, `matroska`; its length is of one byte. */
function docTypeOf(head: Buffer): string | undefined {
  const at = head.indexOf(Buffer.from([0x42, 0x82]));
  return at === -1 ? undefined : textAt(head, at + 3, (head[at + 2] ?? 0) & 0x7f);
}

/** The name of the first file of an archive that stores it as it is (APPNOTE.TXT, 4.3.7), as a USDZ has to. */
function firstStoredIn(head: Buffer): string | undefined {
  const isStored = head.length > 30 && textAt(head, 0, 4) === 'PK\u0003\u0004' && head.readUInt16LE(8) === 0;
  return isStored ? textAt(head, 30, head.readUInt16LE(26)) : undefined;
}

/** The major brand of a file of boxes (ISO/IEC 14496-12, 4.3); undefined for any other. */
function brandOf(head: Buffer): string | undefined {
  return textAt(head, 4, 4) === 'ftyp' ? textAt(head, 8, 4) : undefined;
}
