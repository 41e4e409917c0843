import { comeAgainIn, overloaded } from '@cartwright/errors';
import type { ShedLog } from '@cartwright/process';
import type { GraphQLError } from 'graphql';
import { operationKey, type KnownImportance } from '../rate/known-importance.ts';
import type { WorkSeats } from '../rate/work-seats.ts';

/** What is refused while the line before the work is full. */
export interface EarlyRefusals {
  /** Whether anything is refused at present. */
  readonly isDue: () => boolean;
  /** Why an operation is refused, by the body that asks for it and where it comes from; undefined for one that has to be looked into. */
  readonly refusalOf: (body: Buffer, clientAddress: string) => GraphQLError | undefined;
}

/**
 * Refuses what would find no place in the line, before it is counted, its token is looked at or anything of it is read but its
 * document: with ten times as many requests as can be worked on, refusing them must cost next to nothing.
 */
export function earlyRefusals({
  seats,
  known,
  shed,
}: {
  readonly seats: WorkSeats;
  readonly known: KnownImportance;
  readonly shed: ShedLog;
}): EarlyRefusals {
  return {
    isDue: () => seats.refuses('browsing'),
    refusalOf: (body, clientAddress) => {
      const sent = parsed(body);
      if (sent === undefined) return undefined;
      const importance = known.of(sent, operationKey(sent));
      if (!seats.refuses(importance, clientAddress)) return undefined;
      shed.count(importance, 'early');
      return overloaded(comeAgainIn());
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
