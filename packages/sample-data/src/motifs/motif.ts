/** What a picture can show. */
export type Motif =
  | 'backpack'
  | 'bear'
  | 'blanket'
  | 'blocks'
  | 'board-game'
  | 'book'
  | 'boot'
  | 'bottle'
  | 'camping-set'
  | 'candle'
  | 'chair'
  | 'coffee-maker'
  | 'cushion'
  | 'dress'
  | 'evening-set'
  | 'glass'
  | 'hat'
  | 'headphones'
  | 'jacket'
  | 'keyboard'
  | 'knife'
  | 'mug'
  | 'notebook'
  | 'pan'
  | 'parcel'
  | 'pen'
  | 'pendant-lamp'
  | 'planter'
  | 'power-bank'
  | 'puzzle'
  | 'sandal'
  | 'scarf'
  | 'shirt'
  | 'shorts'
  | 'sleeping-bag'
  | 'sneaker'
  | 'speaker'
  | 'sweater'
  | 't-shirt'
  | 'table'
  | 'table-lamp'
  | 'tea-set'
  | 'teapot'
  | 'tent'
  | 'tote'
  | 'trousers'
  | 'vase'
  | 'wallet';

/** The colours that a motif is drawn in, all derived from the product's own. */
export interface Paint {
  /** Fill of the main body: a gradient of `base`. */
  body: string;
  base: string;
  light: string;
  dark: string;
  /** A second colour that goes with the first. */
  accent: string;
  /** 0 to 3: which decoration this product has. */
  style: number;
}

/** SVG elements on a canvas of 400 by 400; what stands, stands at y = 326. */
export type DrawMotif = (paint: Paint) => string;

/** Picks the decoration of a style; styles beyond the list have none. */
export function decorate(style: number, decorations: readonly string[]): string {
  return decorations[style] ?? '';
}
