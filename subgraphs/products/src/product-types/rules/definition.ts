import type { Translations } from '../../languages/door.ts';

/** What the values of an attribute are. */
export type AttributeKind =
  'TEXT' | 'RICH_TEXT' | 'NUMBER' | 'BOOLEAN' | 'CHOICE' | 'DATE' | 'REFERENCE' | 'FILE';

/** What an attribute is of. */
export type AttributeOwner = 'PRODUCT' | 'VARIANT';

/** What an attribute refers to. */
export type ReferenceTarget = 'PRODUCT' | 'CATEGORY' | 'COLLECTION';

/** One value to choose. */
export interface AttributeChoice {
  /** What programs know it by. */
  readonly value: string;
  readonly name: string;
}

/** One thing that is to be said of products. */
export interface AttributeSpec {
  /** What programs know it by: it never changes. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: AttributeKind;
  readonly owner: AttributeOwner;
  readonly required: boolean;
  readonly filterable: boolean;
  readonly searchable: boolean;
  readonly inFacets: boolean;
  /** Of a NUMBER. */
  readonly unit: string | null;
  /** Whether several choices can be made, of a CHOICE. */
  readonly several: boolean;
  /** Of a REFERENCE. */
  readonly referenceTo: ReferenceTarget | null;
  /** Empty for all that is no CHOICE. */
  readonly choices: readonly AttributeChoice[];
}

/** One thing that is said of products of a type. */
export interface AttributeDefinition extends AttributeSpec {
  readonly id: string;
  /** Its texts in other languages; missing for none. */
  readonly translations?: Translations;
}

/** A kind of product. Requests share it: nobody changes it. */
export interface ProductType {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  /** Its name in other languages; missing for none. */
  readonly translations?: Translations;
  /** In the order of the product page. */
  readonly attributes: readonly AttributeDefinition[];
}
