import { brandsByNames, findMeant, makeMeant } from '../repository/brands.ts';
import { recordChange, stateOf, type Changing, type Dependencies } from './change-brand.ts';

/** Brands that products are to have, by the names that staff or a file give, and who gives them. */
export interface HoldBrands {
  readonly staffId: string;
  readonly names: readonly string[];
  readonly reason: string | null;
}

/**
 * What the brands are called that some names mean, whatever their case. Where there is none it is made, with its entry in the audit trail.
 * To be asked where nobody else changes the catalogue.
 */
export async function holdBrands(
  dependencies: Pick<Dependencies, 'newId' | 'now'>,
  changing: Changing,
  { staffId, names, reason }: HoldBrands,
): Promise<ReadonlyMap<string, string>> {
  const { tx } = changing;
  const asked = [...new Set(names)].toSorted();
  if (asked.length === 0) return new Map();
  const meant = await findMeant(tx, asked);
  const known = meant.flatMap(({ asked: given, name }) => (name === null ? [] : [[given, name] as const]));
  const unknown = meant.flatMap(({ asked: given, name }) => (name === null ? [given] : []));
  if (unknown.length === 0) return new Map(known);
  const made = (await makeMeant(tx, unknown)).map(
    ({ asked: given, name }) => [given, name ?? given] as const,
  );
  for (const brand of await brandsByNames(tx, [...new Set(made.map(([, name]) => name))])) {
    const states = { before: null, after: stateOf(brand, null) };
    const action = { staffId, operation: 'brandCreate', reason, target: brand.id };
    await recordChange(dependencies, changing, { ...action, ...states });
  }
  return new Map([...known, ...made]);
}
