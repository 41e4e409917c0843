import creditCardType from 'credit-card-type';

/** The first digits that an issuer's numbers have, from `low` to `high`, and how many digits there are in all. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly prefixLength: number;
  readonly lengths: ReadonlySet<number>;
  /** Of a brand that has its first digits all over the world and for itself. */
  readonly isPlain: boolean;
}

/** ISO/IEC 7812-1 has no longer ones; what is shorter than 13 is too often something else. */
export const lengths = [13, 14, 15, 16, 17, 18, 19] as const;

const plainBrands = new Set(['visa', 'mastercard', 'american-express', 'diners-club', 'discover', 'jcb']);
/** Visa's first numbers had 13 digits, which some test numbers still have. */
const earlierLengths: Readonly<Record<string, readonly number[]>> = { visa: [13] };

const ranges: readonly Range[] = Object.values(creditCardType.types).flatMap((brand) => {
  const { patterns, lengths: usual } = creditCardType.getTypeInfo(brand);
  const about = {
    lengths: new Set([...usual, ...(earlierLengths[brand] ?? [])]),
    isPlain: plainBrands.has(brand),
  };
  return patterns.map((pattern) => {
    const [low = 0, high = low] = Array.isArray(pattern) ? pattern : [pattern];
    return { low, high, prefixLength: String(low).length, ...about };
  });
});

const byFirstDigit: readonly (readonly Range[])[] = Array.from({ length: 10 }, (_none, digit) =>
  ranges.filter(({ low, high }) => `${low}`.startsWith(`${digit}`) || `${high}`.startsWith(`${digit}`)),
);

/** Whether an issuer has numbers that begin so and are this long. */
export function isIssued(number: string): boolean {
  return rangesOf(number).some(({ lengths: own }) => own.has(number.length));
}

/** Whether a brand that is known all over the world has numbers that begin so and are this long, in use today. */
export function isIssuedEverywhere(number: string): boolean {
  return rangesOf(number).some(
    ({ isPlain, lengths: own }) => isPlain && number.length > lengths[0] && own.has(number.length),
  );
}

function rangesOf(number: string): readonly Range[] {
  const candidates = byFirstDigit[Number(number[0])] ?? [];
  return candidates.filter(({ low, high, prefixLength }) => {
    const prefix = Number(number.slice(0, prefixLength));
    return prefix >= low && prefix <= high;
  });
}
