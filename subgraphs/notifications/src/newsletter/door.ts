export { deleteWishesFor, deleteWishesOf, wishesOf } from './repository/wishes.ts';
export { fulfilWish } from './use-cases/confirm-wish.ts';
