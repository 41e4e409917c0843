import { createRandom, type Random } from '@cartwright/random';
import { sampleId } from './sample-id.ts';
import type { SampleAttribute, SampleProductType } from './sample-product-types.ts';
import type { SampleProduct } from './sample-types.ts';

/** What is said of a product by one attribute. */
export interface SampleAttributeValue {
  id: string;
  attribute: SampleAttribute;
  content: SampleContent;
}

type SampleContent =
  | { kind: 'CHOICE'; choices: string[] }
  | { kind: 'NUMBER'; number: number }
  | { kind: 'BOOLEAN'; isTrue: boolean }
  | { kind: 'RICH_TEXT'; html: string; plain: string };

/** More than any sample type has. */
const mostAttributes = 8;

/** What is said of a product of that type: the same for the same product. */
export function sampleAttributes(
  { id, index }: Pick<SampleProduct, 'id' | 'index'>,
  { attributes }: Pick<SampleProductType, 'attributes'>,
): SampleAttributeValue[] {
  const random = createRandom(`attributes:${id}`);
  return attributes.map((attribute, place) => ({
    id: sampleId('attribute-value', index * mostAttributes + place),
    attribute,
    content: contentOf(attribute, random),
  }));
}

const numbers: Readonly<Record<string, readonly number[]>> = {
  'laptop-size': [13.3, 14, 15.6, 17],
  'battery-life': [8, 12, 20, 30],
};
const careTexts = ['Wash cold with like colours.', 'Wash by hand.', 'Wash warm, and iron while damp.'];

function contentOf({ key, kind, choices, several }: SampleAttribute, random: Random): SampleContent {
  switch (kind) {
    case 'CHOICE': {
      const values = choices.map(({ value }) => value);
      const chosen = new Set([
        random.pick(values),
        ...(several && random.chance(0.3) ? [random.pick(values)] : []),
      ]);
      return { kind, choices: values.filter((value) => chosen.has(value)) };
    }
    case 'NUMBER':
      return { kind, number: random.pick(numbers[key] ?? [1, 2, 3]) };
    case 'BOOLEAN':
      return { kind, isTrue: random.chance(0.5) };
    case 'RICH_TEXT': {
      const text = random.pick(careTexts);
      return { kind, html: `<p>${text}</p>`, plain: text };
    }
  }
}
