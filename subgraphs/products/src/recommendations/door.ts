export { noteAll } from './repository/sales.ts';
export { collectViews, forgetViews } from './repository/views.ts';
export { countSales } from './use-cases/count-sales.ts';
