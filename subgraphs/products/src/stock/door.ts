export { findOrdered, lockStock, stockNewVariants } from './repository/stock.ts';
