import type { ChosenOption } from './choose-options.ts';
import { isColour, type Colour } from './colours.ts';
import { formatImageKey } from './image-key.ts';
import type { Motif } from './motifs/motif.ts';
import type { Random } from '@cartwright/random';
import { sampleId } from './sample-id.ts';
import type { SampleImage, SampleOptionValue } from './sample-types.ts';

const fallbackColours: readonly Colour[] = [
  'Navy',
  'Forest',
  'Rust',
  'Teal',
  'Mustard',
  'Plum',
  'Coral',
  'Slate',
  'Sage',
  'Burgundy',
];
const viewNames = ['', ', close-up', ', at a distance'] as const;

/** A product's pictures, and which of them shows a variant. */
export interface ProductImages {
  images: SampleImage[];
  imageOf: (optionValues: readonly SampleOptionValue[]) => SampleImage;
}

interface Shot {
  colour: Colour;
  view: 0 | 1 | 2;
  label: string;
}

/** One picture for each colour and a close-up; two or three views of a product that comes in one colour only. */
export function makeImages(
  product: { index: number; title: string; motif: Motif; options: readonly ChosenOption[] },
  random: Random,
): ProductImages {
  const seed = random.integer(0, 0xffffff);
  const byColour = pictureOption(product.options);
  const shots = byColour ? colourShots(byColour.values.filter(isColour)) : plainShots(random);
  const images = shots.map(({ colour, view, label }, position) => ({
    id: sampleId('image', product.index * 8 + position),
    key: formatImageKey({ motif: product.motif, colour, seed, view }),
    alt: `${product.title}${label}`,
    position,
  }));
  const imageOf = (optionValues: readonly SampleOptionValue[]): SampleImage => {
    const chosen = optionValues.find(({ name }) => name === byColour?.name)?.value;
    const found = images[Math.max(0, byColour?.values.findIndex((value) => value === chosen) ?? 0)];
    if (!found) throw new Error(`${product.title} has no picture.`);
    return found;
  };
  return { images, imageOf };
}

function pictureOption(options: readonly ChosenOption[]): ChosenOption | undefined {
  const coloured = options.filter(({ values }) => values.every(isColour));
  return coloured.find(({ name }) => name === 'Colour') ?? coloured[0];
}

function colourShots(chosen: readonly Colour[]): Shot[] {
  const shots: Shot[] = chosen.map((colour) => ({ colour, view: 0, label: ` in ${colour.toLowerCase()}` }));
  return [...shots, ...chosen.slice(0, 1).map((colour): Shot => ({ colour, view: 1, label: viewNames[1] }))];
}

function plainShots(random: Random): Shot[] {
  const colour = random.pick(fallbackColours);
  const views = random.chance(0.5) ? ([0, 1, 2] as const) : ([0, 1] as const);
  return views.map((view) => ({ colour, view, label: viewNames[view] }));
}
