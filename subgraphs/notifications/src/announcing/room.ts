import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes } from './events.ts';
import type { AnnouncementStoreWithin, Renderer } from './ports.ts';
import { claimGuest, claimOrder, storeAnnounced } from './repository/announced.ts';
import { countMails } from './repository/mail-counts.ts';
import { findCustomers, findPictures, saveCustomers, savePictures } from './repository/readers.ts';
import type { Dependencies } from './use-cases.ts';

const storing = {
  storeAnnounced,
  claimGuest,
  claimOrder,
  saveCustomers,
  findCustomers,
  savePictures,
  findPictures,
};

/** Puts what is announced into words, and sends it. */
interface Telling {
  readonly render: Renderer;
  /** Told when there is something to send. */
  readonly onStored: () => void;
  /** Told of an address that a customer has proved. */
  readonly onAddress: NonNullable<Dependencies['onAddress']>;
  /** Told what a variant is now. */
  readonly onVariant: NonNullable<Dependencies['onVariant']>;
}

/** What announcing is built from. */
export function announcingDependencies({ newId, logger }: Parts, telling: Telling): Dependencies {
  const storeWithin: AnnouncementStoreWithin = (tx) => bind(tx, storing);
  return { storeWithin, countMails, newId, logger, ...telling };
}

/** Turns facts of other domains into notifications. */
export function announcingRoom(dependencies: Dependencies): Room<Tables> {
  return { consumes: consumes(dependencies) };
}
