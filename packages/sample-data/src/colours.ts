const hexByColour = {
  Black: '#2b2b2f',
  White: '#f4f1ea',
  Charcoal: '#4a4e57',
  Stone: '#b5aea3',
  Sand: '#d8c3a0',
  Cream: '#efe3c8',
  Navy: '#2c3e66',
  Sky: '#86b6d9',
  Teal: '#2f7f86',
  Forest: '#3c6650',
  Sage: '#9db59a',
  Olive: '#7d7f4b',
  Mustard: '#d9a441',
  Ochre: '#c58a3d',
  Rust: '#b5573a',
  Terracotta: '#c9714f',
  Coral: '#e5806c',
  Blush: '#e2b3ab',
  Burgundy: '#7c3041',
  Plum: '#6b4468',
  Lilac: '#b3a3d1',
  Slate: '#6d7f92',
  Cognac: '#a0623a',
  Oak: '#cba77a',
  Walnut: '#7a5538',
  Ash: '#dcc9ab',
  Brass: '#c9a24f',
  Steel: '#a9b1ba',
  Copper: '#c27b52',
  Silver: '#c3c8ce',
  Indigo: '#34457c',
} as const;

/** The name of a colour or finish that product pictures can have. */
export type Colour = keyof typeof hexByColour;

/** Every colour's name. */
export const colours = Object.keys(hexByColour) as Colour[];

/** Whether an option value is also a colour: `Navy` is, `XL` is not. */
export function isColour(value: string): value is Colour {
  return Object.hasOwn(hexByColour, value);
}

/** The colour as `#rrggbb`. */
export function hexOf(colour: Colour): string {
  return hexByColour[colour];
}

/** Colours as clothes come in them. */
export const textileColours: readonly Colour[] = [
  'Black',
  'White',
  'Navy',
  'Charcoal',
  'Forest',
  'Sand',
  'Rust',
  'Sage',
  'Burgundy',
  'Mustard',
  'Sky',
  'Olive',
  'Plum',
  'Blush',
];

/** Colours as leather comes in them. */
export const leatherColours: readonly Colour[] = [
  'Black',
  'Cognac',
  'Walnut',
  'Burgundy',
  'Olive',
  'Navy',
  'Sand',
];

/** Colours as glazes and lacquers come in them. */
export const glazeColours: readonly Colour[] = [
  'White',
  'Cream',
  'Sage',
  'Slate',
  'Terracotta',
  'Ochre',
  'Teal',
  'Blush',
  'Charcoal',
  'Navy',
  'Coral',
];

/** Colours as appliances come in them. */
export const technicalColours: readonly Colour[] = [
  'Black',
  'White',
  'Slate',
  'Forest',
  'Coral',
  'Sand',
  'Indigo',
];

/** Woods that furniture and toys are made of. */
export const woods: readonly Colour[] = ['Oak', 'Walnut', 'Ash'];
