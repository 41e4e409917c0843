import { expect, it } from 'vitest';
import { glb, mp4, usdz, webm } from '../../../test/played-files.ts';
import { sniffMediaType } from './sniff-media-type.ts';

const box = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 32]), Buffer.from(`ftyp${brand}`)]);

it.each<[string, Buffer, string | undefined]>([
  ['a JPEG', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
  ['a WebP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ['an AVIF', box('avif'), 'image/avif'],
  ['a PDF', Buffer.from('%PDF-1.7'), 'application/pdf'],
  ['a sound', Buffer.from('RIFF\x10\0\0\0WAVEfmt '), undefined],
  ['an MP4', mp4(1), 'video/mp4'],
  ['a film for QuickTime', box('qt  '), undefined],
  ['a WebM', webm(1), 'video/webm'],
  [
    'a Matroska',
    Buffer.from('1a45dfa3a342828888' + Buffer.from('matroska').toString('hex'), 'hex'),
    undefined,
  ],
  ['a GLB', glb(1), 'model/gltf-binary'],
  ['a GLB of the first version', Buffer.from('glTF\x01\0\0\0'), undefined],
  ['a USDZ', usdz(1), 'model/vnd.usdz+zip'],
  [
    'an archive of something else',
    Buffer.from(usdz(1).toString('latin1').replace('.usdc', '.html'), 'latin1'),
    undefined,
  ],
  ['the head of an archive', Buffer.from('PK\x03\x04'), undefined],
  ['a GIF', Buffer.from('GIF89a'), undefined],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
  ['a PDF behind something else', Buffer.from(' %PDF-1.7'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is what its first bytes say', (_what, head, type) => {
  expect(sniffMediaType(head)).toBe(type);
});
