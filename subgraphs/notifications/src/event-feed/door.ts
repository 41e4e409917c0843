export { alsoFed } from './events.ts';
export { deleteEventsOf, eventsOf, findEvents, type PlacedEvent } from './repository.ts';
export { eventTypes, readPosition } from './rules.ts';
export type { OnPlaced } from './use-cases/place-events.ts';
