export { lockStock, stockNewVariants } from './repository/stock.ts';
