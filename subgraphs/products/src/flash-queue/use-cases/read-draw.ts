import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { FlashOffer } from '../../flash-offers/door.ts';
import type { Parts } from '../../parts.ts';
import { countDrawn, readDraw, type DrawnTicket } from '../repository/places.ts';
import { isDrawn } from '../rules/place.ts';

/** A page of what was drawn for an offer; nothing until it opens. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readTickets(
  { database: { statements }, now }: Pick<Parts, 'database' | 'now'>,
  offer: FlashOffer,
  args: ConnectionArguments,
): Promise<Connection<DrawnTicket>> {
  const page = readPage(args, { identity: ['draw', offer.id], key: z.string().max(64) });
  const { fetchSize: size, direction, cursor: after } = page;
  const isTold = isDrawn(offer, now());
  return toConnection({
    page,
    rows: isTold ? await readDraw(statements, offer.id, { size, after, direction }) : [],
    keyOf: ({ digest }) => digest,
    totalCount: () => (isTold ? countDrawn(statements, offer.id) : Promise.resolve(0)),
  });
}
