import { describe, expect, it } from 'vitest';
import { colours } from './colours.ts';
import { formatImageKey, parseImageKey } from './image-key.ts';
import type { Motif } from './motifs/motif.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleImageSvg } from './sample-image-svg.ts';

const keys = [...sampleCatalogue().products].flatMap(({ images }) => images.map(({ key }) => key));

const element = /<(?<end>\/?)(?<name>[a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(?<empty>\/?)>/g;

/** Throws unless every element is closed in the right order and every attribute is quoted. */
function assertWellFormed(xml: string): void {
  const open: (string | undefined)[] = [];
  for (const { groups } of xml.matchAll(element)) {
    if (groups?.['end'] && open.pop() !== groups['name'])
      throw new Error(`${groups['name']} closes nothing: ${xml}`);
    if (!groups?.['end'] && !groups?.['empty']) open.push(groups?.['name']);
  }
  const rest = xml.replaceAll(element, '');
  if (open.length > 0 || rest.includes('<')) throw new Error(`Left over: ${open.join()} ${rest}`);
}

describe('sampleImageSvg', () => {
  it('draws every picture of the catalogue as well-formed SVG below 3 KB without a hole in it', () => {
    for (const key of keys) {
      const svg = sampleImageSvg(key, 'Nordlys Wool Blanket');
      assertWellFormed(svg);
      expect(Buffer.byteLength(svg)).toBeLessThan(3_000);
      expect(svg).not.toMatch(/undefined|NaN|null/);
    }
  });

  it('draws the same picture for the same key', () => {
    const [key = ''] = keys;
    expect(sampleImageSvg(key)).toBe(sampleImageSvg(key));
  });

  it('shows another colour differently', () => {
    const inColour = (colour: string): string => sampleImageSvg(`mug_${colour}_00abcd_0`, 'Mug');
    expect(inColour('sage')).not.toBe(inColour('coral'));
  });

  it('has a title for screen readers, with markup in it escaped', () => {
    const svg = sampleImageSvg('mug_sage_00abcd_0', 'Tea & <script>alert("x")</script>');
    assertWellFormed(svg);
    expect(svg).toContain('<title>Tea &amp; &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</title>');
  });

  it.each(['', 'nonsense', 'constructor_sage_00abcd_0', 'mug_"><x>_zz_9', '__proto__'])(
    'survives the key %j',
    (key) => {
      const svg = sampleImageSvg(key);
      assertWellFormed(svg);
      expect(svg).not.toContain('<x>');
    },
  );

  it('gives a parcel for a motif that it does not know', () => {
    expect(sampleImageSvg('spaceship_sage_00abcd_0')).toContain('<title>parcel</title>');
  });
});

describe('an image key', () => {
  const isMotif = (name: string): name is Motif => name === 't-shirt';

  it.each(colours)('reads back what was written in %s', (colour) => {
    const image = { motif: 't-shirt', colour, seed: 0x00abcd, view: 2 } as const;
    expect(parseImageKey(formatImageKey(image), isMotif)).toEqual(image);
  });

  it('can stand in a URL path', () => {
    for (const key of keys) expect(encodeURIComponent(key)).toBe(key);
  });
});
