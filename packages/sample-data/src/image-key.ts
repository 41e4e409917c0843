import { colours, type Colour } from './colours.ts';
import type { Motif } from './motifs/motif.ts';

/** Everything that a picture is drawn from. */
export interface ImageKey {
  motif: Motif;
  colour: Colour;
  /** Decides decoration and background; 24 bits. */
  seed: number;
  /** 0 the whole product, 1 closer, 2 from the other side. */
  view: number;
}

/** Writes the key so that it can stand in a URL path: `t-shirt_forest_1f3a9c_0`. */
export function formatImageKey({ motif, colour, seed, view }: ImageKey): string {
  return [motif, colour.toLowerCase(), seed.toString(16).padStart(6, '0'), view].join('_');
}

/** Parses a key; invalid parts fall back to a parcel in sand. */
export function parseImageKey(text: string, isMotif: (name: string) => name is Motif): ImageKey {
  const [motif = '', colourName = '', seed = '', view = ''] = text.split('_');
  return {
    motif: isMotif(motif) ? motif : 'parcel',
    colour: colours.find((colour) => colour.toLowerCase() === colourName) ?? 'Sand',
    seed: /^[0-9a-f]{6}$/.test(seed) ? Number.parseInt(seed, 16) : 0,
    view: /^[0-2]$/.test(view) ? Number(view) : 0,
  };
}
