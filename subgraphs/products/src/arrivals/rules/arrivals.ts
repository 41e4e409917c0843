import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';

/** What came of the pieces of a variant that were on their way. */
export interface Arrival {
  readonly variantId: string;
  /** How many are there now. */
  readonly received: number;
  /** How many will never be: they came broken, or were lost. */
  readonly missed: number;
}

/** What is looked at where staff say what has arrived. */
export interface Awaited {
  /** How many pieces of each variant are on their way. */
  readonly open: ReadonlyMap<string, number>;
  /** The input field of those that will never be there. */
  readonly missedField: 'quantityRejected' | 'quantityLost';
}

/** Reads what has arrived, each variant once: all that is on its way where nothing is given. */
export function readArrivals(
  given: readonly Arrival[] | null,
  { open, missedField }: Awaited,
): { readonly kind: 'valid'; readonly arrivals: readonly Arrival[] } | InvalidInput {
  if (given === null) return { kind: 'valid', arrivals: allOf(open) };
  if (given.length === 0) return fault([], 'REQUIRED', 'Please say what has arrived.');
  const seen = new Set<string>();
  const arrivals: Arrival[] = [];
  for (const [place, { variantId: id, received, missed }] of given.entries()) {
    const at = String(place);
    const variantId = id.toLowerCase();
    const awaited = open.get(variantId);
    if (awaited === undefined || seen.has(variantId))
      return fault([at, 'variantId'], 'INVALID_VALUE', 'Please give each variant that is on its way once.');
    seen.add(variantId);
    if (received < 0)
      return fault([at, 'quantityReceived'], 'OUT_OF_RANGE', 'Please give no number below 0.');
    if (missed < 0) return fault([at, missedField], 'OUT_OF_RANGE', 'Please give no number below 0.');
    if (received + missed === 0)
      return fault([at, 'quantityReceived'], 'OUT_OF_RANGE', 'Please give at least one piece.');
    if (received + missed > awaited)
      return fault([at, 'quantityReceived'], 'OUT_OF_RANGE', `Only ${awaited} pieces are on their way.`);
    arrivals.push({ variantId, received, missed });
  }
  return { kind: 'valid', arrivals: arrivals.sort((a, b) => (a.variantId < b.variantId ? -1 : 1)) };
}

function allOf(open: ReadonlyMap<string, number>): Arrival[] {
  return [...open].flatMap(([variantId, received]) =>
    received === 0 ? [] : [{ variantId, received, missed: 0 }],
  );
}

function fault([...path]: readonly string[], ...rest: FaultRest): InvalidInput {
  return invalidInput(invalidField(['lines', ...path], ...rest));
}

type FaultRest = Parameters<typeof invalidField> extends [unknown, ...infer Rest] ? Rest : never;
