import { hashOpaqueToken } from '@cartwright/identity';
import type { Reception } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { books, findByAddress, insertPiece } from '../repository/imports.ts';

const pieceBytes = 512_000;

/** Takes the file of an import whole or not at all; it is worked from then on. */
export async function receiveFile(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { token, bytes }: { readonly token: string; readonly bytes: Uint8Array },
): Promise<Reception> {
  const tokenSha256 = hashOpaqueToken(token);
  return messaging.transact<Reception>(async (tx) => {
    const found = await findByAddress(tx, { tokenSha256, now: now() });
    if (found === undefined) return 'not-expected';
    const row = await books.imports.lock(tx, found.id);
    if (row?.status !== 'EXPECTED') return row?.status === 'CANCELLED' ? 'not-expected' : 'already-received';
    if (bytes.length !== row.byteSize) return 'wrong-length';
    for (let position = 0; position * pieceBytes < bytes.length; position += 1) {
      const piece = bytes.subarray(position * pieceBytes, (position + 1) * pieceBytes);
      await insertPiece(tx, { importId: row.id, position, bytes: Buffer.from(piece) });
    }
    await books.imports.save(tx, row.id, { status: 'WAITING' });
    return 'received';
  });
}
