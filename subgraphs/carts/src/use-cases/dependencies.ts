import type { CartsRepository } from '../repository/carts-repository.ts';

/** What every use case is built from. */
export interface Dependencies {
  readonly repository: CartsRepository;
  readonly now: () => Date;
  /** Makes UUIDv7s. */
  readonly newId: () => string;
}
