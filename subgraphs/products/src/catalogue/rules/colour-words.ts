/** What buyers call the colours that the catalogue has finer names for. */
const coloursByWord: Readonly<Record<string, readonly string[]>> = {
  beige: ['Sand', 'Stone', 'Cream', 'Oak', 'Ash'],
  black: ['Black', 'Charcoal'],
  blue: ['Navy', 'Sky', 'Indigo', 'Teal', 'Slate'],
  brown: ['Cognac', 'Walnut', 'Oak', 'Rust', 'Terracotta', 'Copper'],
  gold: ['Brass', 'Ochre'],
  green: ['Forest', 'Sage', 'Olive', 'Teal'],
  grey: ['Charcoal', 'Slate', 'Stone', 'Steel', 'Silver'],
  orange: ['Rust', 'Terracotta', 'Coral', 'Copper'],
  pink: ['Blush', 'Coral'],
  purple: ['Plum', 'Lilac'],
  red: ['Burgundy', 'Rust', 'Coral'],
  white: ['White', 'Cream'],
  yellow: ['Mustard', 'Ochre'],
};

/** The plain colour words for some option values: `blue` for `Navy`, nothing for `XL`. */
export function colourWords(values: Iterable<string>): string[] {
  const chosen = new Set(values);
  return Object.entries(coloursByWord)
    .filter(([, colours]) => colours.some((colour) => chosen.has(colour)))
    .map(([word]) => word);
}
