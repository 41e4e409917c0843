import { hashOpaqueToken } from '@cartwright/identity';
import type { Expectation, Reception } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { books, findByAddress, insertPiece, type CustomerImport } from '../repository/imports.ts';

const pieceBytes = 512_000;

/** Says what is to come to an address. */
export async function expectFile(
  { database, now }: Pick<Parts, 'database' | 'now'>,
  token: string,
): Promise<Expectation> {
  const tokenSha256 = hashOpaqueToken(token);
  const row = await findByAddress(database.statements, { tokenSha256, now: now() });
  return row === undefined ? 'not-expected' : (refusalOf(row) ?? { byteSize: row.byteSize });
}

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
    if (row === undefined) return 'not-expected';
    const refusal = refusalOf(row);
    if (refusal !== null) return refusal;
    if (bytes.length !== row.byteSize) return 'wrong-length';
    for (let position = 0; position * pieceBytes < bytes.length; position += 1) {
      const piece = bytes.subarray(position * pieceBytes, (position + 1) * pieceBytes);
      await insertPiece(tx, { importId: row.id, position, bytes: Buffer.from(piece) });
    }
    await books.imports.save(tx, row.id, { status: 'WAITING' });
    return 'received';
  });
}

function refusalOf({ status }: CustomerImport): 'not-expected' | 'already-received' | null {
  if (status === 'EXPECTED') return null;
  return status === 'CANCELLED' ? 'not-expected' : 'already-received';
}
