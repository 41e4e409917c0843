import type { Statements } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { AttributeDefinition, ProductType } from '../../product-types/door.ts';
import type { Tables } from '../../tables.ts';
import { valuesOfProducts, valuesOfVariants, type StoredShownValue } from '../repository/shown-values.ts';
import type { AttributeContent } from '../rules/attribute-content.ts';

/** What is said of a product or a variant, with the attribute that it is a value of. */
export interface ShownValue<Kind extends AttributeContent['kind'] = AttributeContent['kind']> {
  readonly id: string;
  readonly definition: AttributeDefinition;
  readonly content: Extract<AttributeContent, { kind: Kind }>;
  /** Of a FILE. */
  readonly mediaType: string | null;
  readonly byteSize: number | null;
  readonly mediaId: string | null;
  readonly storageKey: string | null;
  /** Of one that is a picture. */
  readonly width: number | null;
  readonly height: number | null;
  readonly placeholder: string | null;
}

/** Reads of product types: as they were a moment ago, and as they are now. */
export interface TypeReads {
  readonly recent: () => Promise<readonly ProductType[]>;
  readonly current: () => Promise<readonly ProductType[]>;
}

/** Whoever has attributes. */
export interface Owner {
  readonly id: string;
  /** Null for what has no attributes: nothing is read of it. */
  readonly productTypeId: string | null;
}

/** Reads what is said of products and variants, of all of an operation in one statement for each of these kinds. */
export function showValues(db: Statements<Tables>) {
  const ownerOf = ({ ownerId }: StoredShownValue) => ownerId;
  const ofProducts = listByKey((ids: readonly string[]) => valuesOfProducts(db, ids), ownerOf);
  const ofVariants = listByKey((ids: readonly string[]) => valuesOfVariants(db, ids), ownerOf);
  const reader = (loader: typeof ofProducts) => async (types: TypeReads, owner: Owner) =>
    owner.productTypeId === null
      ? []
      : withDefinitions(types, owner.productTypeId, await loader.load(owner.id));
  return {
    ofProduct: reader(ofProducts),
    ofVariant: reader(ofVariants),
    /** After a mutation has changed something: whatever was read is read again. */
    forget: () => {
      ofProducts.clearAll();
      ofVariants.clearAll();
    },
  };
}

/** In the order of the product type. What another process has defined within the last second is asked for anew. */
async function withDefinitions(
  types: TypeReads,
  typeId: string,
  values: readonly StoredShownValue[],
): Promise<ShownValue[]> {
  if (values.length === 0) return [];
  const recent = inOrder(await types.recent(), typeId, values);
  return recent.length === values.length ? recent : inOrder(await types.current(), typeId, values);
}

function inOrder(
  types: readonly ProductType[],
  typeId: string,
  values: readonly StoredShownValue[],
): ShownValue[] {
  const byDefinition = new Map(values.map((value) => [value.definitionId, value]));
  const definitions = types.find(({ id }) => id === typeId)?.attributes ?? [];
  return definitions.flatMap((definition) => {
    const value = byDefinition.get(definition.id);
    return value === undefined ? [] : [{ ...value, definition }];
  });
}
