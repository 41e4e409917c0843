import { daysOf } from '../../catalogue/door.ts';
import type { AttributeContent } from './attribute-content.ts';

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
