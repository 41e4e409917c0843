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
