import { merchantContracts } from '@cartwright/events';
import type { Received } from '@cartwright/messaging';

/** An event as it is told to merchants, before it has a place. */
export interface ArrivedEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** What it is about: the key of the message. */
  readonly subject: string;
  readonly time: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

const byType = new Map(merchantContracts.map((contract) => [contract.type, contract]));

/** The types of events that merchants may be told of. */
export const eventTypes: readonly string[] = [...byType.keys()].toSorted();

/** What merchants are told of a message; undefined for one that is not for them. */
export function eventOf({ id, type, source, key, time, data }: Received): ArrivedEvent | undefined {
  const told = byType.get(type)?.forMerchants(data);
  return told && { id, type, source, subject: key, time: new Date(time), data: told };
}

const positionPattern = /^(0|[1-9]\d{0,14})$/;

/** A position from its digits; undefined for what is none. */
export function readPosition(digits: string): number | undefined {
  return positionPattern.test(digits) ? Number(digits) : undefined;
}
