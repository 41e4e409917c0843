import type { Readable } from 'node:stream';
import { isId } from '@cartwright/graph';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PathSigner, UploadAddress } from './path-signer.ts';
import { maxUploadBytes } from './rules/media-type.ts';
import { openToAll } from './send-picture.ts';
import { drop } from './storage/exactly.ts';
import type { ReceiveUpload, UploadReception } from './use-cases/receive-upload.ts';

/** What uploads are received with. */
export interface UploadRouteParts {
  readonly signer: PathSigner;
  readonly receive: ReceiveUpload;
  readonly now: () => Date;
}

/** Takes files at the addresses that `mediaUploadCreate` has given out: `PUT /media/uploads/<id>?expires=…&signature=…`. */
export function serveUploads(app: FastifyInstance, parts: UploadRouteParts): void {
  app.register((uploads, _options, done) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    uploads.put<{ Params: { uploadId: string }; Querystring: Partial<UploadAddress> }>(
      '/media/uploads/:uploadId',
      async (request, reply) => {
        const { uploadId } = request.params;
        const bytes = (request.body as Readable | undefined) ?? request.raw;
        const isOpen = isGenuine(parts, { expires: '', signature: '', ...request.query, uploadId });
        const reception = isOpen ? await parts.receive(uploadId, bytes) : 'not-expected';
        if (!bytes.readableEnded) await drop(bytes, maxUploadBytes);
        return answer(reply, reception);
      },
    );
    done();
  });
}

/** A parameter that is given twice is a list, and no signature. */
function isGenuine({ signer, now }: UploadRouteParts, address: UploadAddress): boolean {
  return (
    isId(address.uploadId) &&
    typeof address.signature === 'string' &&
    signer.isGenuineUpload(address) &&
    Number(address.expires) > now().getTime()
  );
}

const answers: Readonly<Record<UploadReception, readonly [status: number, message: string]>> = {
  received: [201, 'Received. Call mediaUploadComplete next, or productImportCreate with a table.'],
  'not-expected': [403, 'Nothing is taken here, or not any more. Ask mediaUploadCreate for an address.'],
  'already-received': [409, 'Something was sent here before. Ask mediaUploadCreate for another address.'],
  'wrong-length': [400, 'This is not as long as mediaUploadCreate was told. Nothing was kept.'],
};

function answer(reply: FastifyReply, reception: UploadReception): FastifyReply {
  const [status, message] = answers[reception];
  return reply
    .code(status)
    .headers({ ...openToAll, 'cache-control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send(`${message}\n`);
}
