import type { OutboxRow } from './message-store.ts';

/** The most bytes of an envelope: nats-server allows 1 MiB per message by default, headers included. */
export const maxEnvelopeBytes = 900_000;

/** @throws RangeError when a message is too large for NATS */
export function refuseTooLarge(rows: readonly OutboxRow[]): void {
  const tooLarge = rows.find(
    ({ envelope }) => Buffer.byteLength(JSON.stringify(envelope)) > maxEnvelopeBytes,
  );
  if (tooLarge) throw new RangeError(`${tooLarge.type} of ${tooLarge.key} is too large for NATS`);
}
