import { FileFault } from './file-fault.ts';

/** The text of a file, piece by piece, without a byte order mark. @throws FileFault where it is not UTF-8 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true });
      if (text !== '') yield text;
    }
    yield decoder.decode();
  } catch (error) {
    if (!isNotText(error)) throw error;
    throw new FileFault('This file is not UTF-8. Please save it as "CSV UTF-8", and send it again.');
  }
}

function isNotText(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
