export { findOrdered, lockStock, stockNewVariants } from './repository/stock.ts';
export { adjustStock } from './use-cases/adjust-stock.ts';
