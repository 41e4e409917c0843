import type { MediaType } from './media-type.ts';

/** So many bytes say what a file is. */
export const tellingBytes = 64;

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
];

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return head.subarray(0, bytes.length).equals(Buffer.from(bytes));
}

function textAt(head: Buffer, start: number, length: number): string {
  return head.toString('latin1', start, start + length);
}

/** The major brand of a file of boxes (ISO/IEC 14496-12, 4.3); undefined for any other. */
function brandOf(head: Buffer): string | undefined {
  return textAt(head, 4, 4) === 'ftyp' ? textAt(head, 8, 4) : undefined;
}
