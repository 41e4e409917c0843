import type { Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { deleteSightings } from '../repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
const keptMs = 30 * dayMs;

/** Deletes what payments were recognised by more than 30 days ago. */
export async function forgetSightings(db: Statements<Tables>, now: Date): Promise<void> {
  await deleteSightings(db, new Date(now.getTime() - keptMs));
}
