import { asAdministrator } from './as-administrator.ts';
import type { CodeMutant } from './mutant.ts';

/** What is sold, and what is paid. */
export const saleMutants: readonly CodeMutant[] = [
  {
    name: 'pieces that are set aside can be had by others',
    parts: ['products'],
    file: 'subgraphs/products/src/stock/repository/stock.ts',
    replace: "const available = eb('stock.available', '+', eb.ref('delta.available'));",
    by: "const available = eb('stock.available', '+', eb.lit(0));",
    noticedBy: ['buys with thirty accounts of one network what there are ten of'],
    alsoSwitchOff: async (target) => {
      await asAdministrator(target, 'products', 'ALTER TABLE stock DROP CONSTRAINT stock_check');
      return () =>
        asAdministrator(
          target,
          'products',
          `UPDATE stock SET received = available + reserved + sold;
           ALTER TABLE stock ADD CONSTRAINT stock_check CHECK (available::bigint + reserved + sold = received)`,
        );
    },
  },
  {
    name: 'an event of the provider is new each time',
    parts: ['payments'],
    file: 'subgraphs/payments/src/webhooks/repository.ts',
    replace: '    .onConflict((conflict) => conflict.doNothing())\n',
    by: '',
    noticedBy: ['sends an event of the provider again, five times at once'],
  },
];
