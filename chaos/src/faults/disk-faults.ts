import { setTimeout as delay } from 'node:timers/promises';
import { fillWriteAheadLog } from '@cartwright/testing';
import { connect } from '@nats-io/transport-node';
import type { LimitedNats } from '../store/breakable-service.ts';
import type { ChaosStore } from '../store/chaos-store.ts';
import type { FaultKind } from './fault.ts';

/** PostgreSQL's disk is full: for rows only, or for the write-ahead log too, which makes PostgreSQL crash. */
export const postgresDiskFull: FaultKind = {
  name: 'PostgreSQL disk full',
  isPossible: ({ disks }) => disks !== undefined,
  create: ({ chaos, random }) => {
    const isLogFull = random.next() < 0.5;
    return {
      what: isLogFull ? 'its log too' : 'rows',
      parts: ['postgres'],
      begin: async () => {
        chaos.disks?.postgres.fill();
        if (isLogFull) await fillLog(chaos);
      },
      heal: async () => {
        chaos.disks?.postgres.freeSpace();
        await chaos.postgres.recover();
      },
    };
  },
};

/** JetStream reaches its own limit and rejects messages, or its disk is full and it hangs until it is restarted. */
export const natsDiskFull: FaultKind = {
  name: 'NATS disk full',
  create: ({ chaos, random }) => {
    const { nats, disks } = chaos;
    const isLimit = disks === undefined || random.next() < 0.5;
    return {
      what: isLimit ? 'the limit of JetStream' : 'the disk itself',
      parts: ['nats'],
      begin: async () => {
        if (isLimit) await restartWith(nats, () => almostAllUsed(chaos));
        else disks.nats.fill();
      },
      heal: async () => {
        disks?.nats.freeSpace();
        await nats.crash();
        nats.limits.maxStoreBytes = undefined;
        await nats.start();
      },
    };
  },
};

async function restartWith(nats: LimitedNats, readLimit: () => Promise<number>): Promise<void> {
  nats.limits.maxStoreBytes = await readLimit();
  await nats.stop();
  await nats.start();
}

const spareBytes = 10_000;

async function almostAllUsed({ store }: ChaosStore): Promise<number> {
  const { username, password, host } = new URL(store.services.nats.urlFor('admin'));
  const connection = await connect({ servers: host, user: username, pass: password, timeout: 5000 });
  const answer = await connection.request('$JS.API.INFO', '', { timeout: 5000 });
  await connection.close();
  return answer.json<{ storage: number }>().storage + spareBytes;
}

const fillAttempts = 20;

/** Commits until PostgreSQL has crashed and cannot restart; gives up after 20 attempts. */
async function fillLog({ postgres, store }: ChaosStore): Promise<void> {
  for (let attempt = 0; postgres.isRunning && attempt < fillAttempts; attempt += 1) {
    await fillWriteAheadLog(store.services.postgres.url).catch(() => delay(100));
  }
}
