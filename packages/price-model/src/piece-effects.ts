import type { Effect, Line, Selection } from './cart.ts';
import { divide, sumOf } from './divide.ts';
import { fraction, halfUp } from './fraction.ts';
import { cheapestFirst, dearestFirst, piecesOf, type Piece } from './pieces.ts';
import { isSelected } from './select.ts';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** The lines, what is left of each, and which of them the promotion looks at. */
export interface Goods {
  readonly lines: readonly Line[];
  readonly restsMinor: readonly bigint[];
  readonly selection: Selection;
}

/** BUY_X_GET_Y: what each line gets off. */
export function buyXGetY(effect: EffectOf<'BUY_X_GET_Y'>, goods: Goods): bigint[] {
  const got = piecesGot(effect, goods);
  return goods.lines.map((_, line) => {
    const cost = sumOf(got.filter((piece) => piece.line === line).map(({ priceMinor }) => priceMinor));
    return halfUp(fraction(cost * BigInt(effect.basisPoints), 10_000n));
  });
}

function piecesGot(effect: EffectOf<'BUY_X_GET_Y'>, { lines, restsMinor, selection }: Goods): Piece[] {
  const pieces = piecesOf(lines, restsMinor);
  const lineOf = (piece: Piece): Line => itemAt(lines, piece.line);
  const canBeBought = (piece: Piece): boolean => isSelected(lineOf(piece), effect.buys);
  const canBeGot = (piece: Piece): boolean => isSelected(lineOf(piece), selection);
  const toBuy = [
    ...dearestFirst(pieces.filter((piece) => canBeBought(piece) && !canBeGot(piece))),
    ...dearestFirst(pieces.filter((piece) => canBeBought(piece) && canBeGot(piece))),
  ];
  const toGet = cheapestFirst(pieces.filter(canBeGot));

  const used = new Set<Piece>();
  const got: Piece[] = [];
  for (let application = 0; application < (effect.maxApplications ?? Infinity); application++) {
    const buys = toBuy.filter((piece) => !used.has(piece)).slice(0, effect.buyQuantity);
    const gets = toGet
      .filter((piece) => !used.has(piece) && !buys.includes(piece))
      .slice(0, effect.getQuantity);
    if (buys.length < effect.buyQuantity || gets.length < effect.getQuantity) break;
    for (const piece of [...buys, ...gets]) used.add(piece);
    got.push(...gets);
  }
  return got;
}

/** BUNDLE_PRICE: what each line gets off. */
export function bundlePrice(
  effect: EffectOf<'BUNDLE_PRICE'>,
  { lines, restsMinor, selection }: Goods,
): bigint[] {
  const selected = piecesOf(lines, restsMinor).filter(({ line }) =>
    isSelected(itemAt(lines, line), selection),
  );
  const pieces = dearestFirst(selected);
  const offs = lines.map(() => 0n);
  for (let group = 0; group < (effect.maxApplications ?? Infinity); group++) {
    const inGroup = pieces.slice(group * effect.quantity, (group + 1) * effect.quantity);
    const cost = sumOf(inGroup.map(({ priceMinor }) => priceMinor));
    if (inGroup.length < effect.quantity || cost <= effect.amountMinor) break;
    const costOfLines = lines.map((_, line) =>
      sumOf(inGroup.filter((piece) => piece.line === line).map(({ priceMinor }) => priceMinor)),
    );
    divide(cost - effect.amountMinor, costOfLines).forEach(
      (off, line) => (offs[line] = itemAt(offs, line) + off),
    );
  }
  return offs;
}

/** GIFT: what each line gets off. */
export function gift(effect: EffectOf<'GIFT'>, { lines, restsMinor }: Goods): bigint[] {
  const given = lines.findIndex(({ variantId }) => variantId === effect.variantId);
  return lines.map((_, line) => {
    const pieces = line === given ? piecesOf(lines, restsMinor).filter((piece) => piece.line === line) : [];
    return sumOf(pieces.slice(0, effect.quantity).map(({ priceMinor }) => priceMinor));
  });
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('There is no such line.');
  return item;
}
