import type { AttributeContent } from './attribute-content.ts';

const ofReference = {
  PRODUCT: 'AttributeProductValue',
  CATEGORY: 'AttributeCategoryValue',
  COLLECTION: 'AttributeCollectionValue',
} as const;

const ofKind = {
  TEXT: 'AttributeTextValue',
  RICH_TEXT: 'AttributeRichTextValue',
  NUMBER: 'AttributeNumberValue',
  BOOLEAN: 'AttributeBooleanValue',
  CHOICE: 'AttributeChoiceValue',
  DATE: 'AttributeDateValue',
  FILE: 'AttributeFileValue',
} as const;

/** What the schema calls a value with that content. */
export function typeNameOf(content: AttributeContent) {
  return content.kind === 'REFERENCE' ? ofReference[content.to] : ofKind[content.kind];
}
