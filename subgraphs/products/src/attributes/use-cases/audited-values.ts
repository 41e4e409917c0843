import { createHash } from 'node:crypto';
import type { AttributeContent } from '../rules/attribute-content.ts';
import type { SaidValue } from '../rules/plan-values.ts';

/** In characters. What is longer is in the trail by its length alone, and by what tells it from another. */
const maxContent = 200;
/** What more than so many values said is in the trail by their numbers alone. */
const maxListed = 1000;

/** What the trail of what staff did says of values that a change takes or adds. It has room for 100 variants of 50 attributes each. */
export function auditedValues(values: readonly Pick<SaidValue, 'key' | 'variantId' | 'content'>[]) {
  if (values.length <= maxListed)
    return values.map(({ key, variantId, content }) => ({
      key,
      variantId,
      content: auditedContent(content),
    }));
  return [...Map.groupBy(values, ({ key }) => key)].map(([key, all]) => ({ key, values: all.length }));
}

function auditedContent(content: AttributeContent) {
  const said = content.kind === 'RICH_TEXT' ? content.html : JSON.stringify(content);
  if (content.kind !== 'RICH_TEXT' && said.length <= maxContent) return content;
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 32);
  return { kind: content.kind, characters: said.length, digest };
}
