import { streamOf } from '@cartwright/events';
import type { StreamInfo } from '@nats-io/jetstream';
import type { RelayWork } from './relay-work.ts';
import { isStreamNotFound } from './ensure-stream.ts';
import { recordAckFloor } from './record-ack-floor.ts';
import { repairStream } from './repair-stream.ts';
import { assertReadable } from './store-failure.ts';
import { differencesOf } from './stream-config.ts';

/** Of so many looks at a stream that stays as it was, one is at its consumers too. */
const looksPerFullLook = 6;

/**
 * Looks after the stream while nothing is published: repairs it when it was deleted, replaced or configured otherwise, and
 * records the ack floor. Without it, what was published and not handled would be missed until the next publication. A stream in which
 * everything is acknowledged needs no more than that it is still the same and can be read.
 */
export class StreamLooks {
  readonly #work: RelayWork;
  /** The stream as it was when everything in it was acknowledged. */
  #settled: string | undefined;
  #sinceFullLook = 0;

  constructor(work: RelayWork) {
    this.#work = work;
  }

  /** @throws StreamUnreadable when JetStream has the stream, and not its messages */
  async look(): Promise<void> {
    const info = await findInfo(this.#work);
    this.#sinceFullLook += 1;
    const mayBeShort = this.#sinceFullLook < looksPerFullLook;
    if (info !== undefined && mayBeShort && printOf(info) === this.#settled)
      return assertReadable(this.#work.session.manager, info);
    this.#sinceFullLook = 0;
    this.#settled = undefined;
    if (info === undefined) return repairStream(this.#work);
    if (await lookAtAll(this.#work, info)) this.#settled = printOf(info);
  }
}

/** What changes with whatever has to be seen to. */
function printOf({ created, config, state }: StreamInfo): string {
  const { first_seq, last_seq, messages, consumer_count } = state;
  return JSON.stringify({ created, config, first_seq, last_seq, messages, consumer_count });
}

/** @returns whether everything in the stream is acknowledged, and that is recorded */
async function lookAtAll(work: RelayWork, info: StreamInfo): Promise<boolean> {
  const known = await work.store.knownStream(streamOf(work.domain));
  if (known?.created !== info.created || differencesOf(info.config, work.domain).length > 0) {
    await repairStream(work);
    return false;
  }
  await assertReadable(work.session.manager, info);
  return (await recordAckFloor(work, { info, known })) === info.state.last_seq;
}

async function findInfo({ session, domain }: RelayWork): Promise<StreamInfo | undefined> {
  try {
    return await session.manager.streams.info(streamOf(domain));
  } catch (error) {
    if (isStreamNotFound(error)) return undefined;
    throw error;
  }
}
