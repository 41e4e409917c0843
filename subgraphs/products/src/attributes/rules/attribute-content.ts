import { daysOf } from '../../catalogue/door.ts';

/** What is said by a value of an attribute, as it is stored. */
export type AttributeContent =
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'RICH_TEXT'; readonly html: string; readonly plain: string }
  | { readonly kind: 'NUMBER'; readonly number: number }
  | { readonly kind: 'BOOLEAN'; readonly isTrue: boolean }
  | { readonly kind: 'CHOICE'; readonly choices: readonly string[] }
  /** Year, month and day: `2026-12-31`. */
  | { readonly kind: 'DATE'; readonly date: string }
  | { readonly kind: 'REFERENCE'; readonly to: 'PRODUCT' | 'CATEGORY' | 'COLLECTION'; readonly id: string }
  | { readonly kind: 'FILE'; readonly mediaId: string };

/** What ranges compare of it: a number, or the days since 1970 of a date; null for what has no order. */
export function numberOf(content: AttributeContent): number | null {
  switch (content.kind) {
    case 'NUMBER':
      return content.number;
    case 'DATE':
      return daysOf(content.date);
    default:
      return null;
  }
}

/** The values that filters and facets know it by; none of what neither is about. */
export function filterValuesOf(content: AttributeContent): readonly string[] {
  switch (content.kind) {
    case 'TEXT':
      return [content.text];
    case 'NUMBER':
      return [String(content.number)];
    case 'BOOLEAN':
      return [String(content.isTrue)];
    case 'CHOICE':
      return content.choices;
    case 'DATE':
      return [content.date];
    case 'REFERENCE':
      return [content.id];
    case 'RICH_TEXT':
    case 'FILE':
      return [];
  }
}
