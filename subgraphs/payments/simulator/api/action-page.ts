import { toDecimal } from '@cartwright/money';
import type { SimulatedPayment } from '../books/ledger.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#1c2b33}
h1{font-size:1.3rem}form{display:flex;gap:.75rem}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.4rem;
background:#1f6f5c;color:#fff;cursor:pointer}button[value=decline]{background:#a33b3b}`;

/** The page on which a buyer approves or declines a payment, as 3-D Secure asks for. */
export function actionPage(payment: SimulatedPayment): string {
  const body =
    payment.state === 'action_required' ? form(payment) : `<p>${outcomeOf(payment)}</p>${wayBack(payment)}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Test bank</title><style>${style}</style><h1>Test bank</h1>${body}</html>`;
}

function form({ amountMinor, currency }: SimulatedPayment): string {
  const amount = currency === null ? '' : `${toDecimal(amountMinor, currency)} ${currency}`;
  return `<p>A shop asks for <strong>${amount}</strong>. No money moves: this is a simulator.</p>
<form method="post"><button name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button></form>`;
}

/** For a buyer who opens the page once more, or after the shop has undone the payment. */
function wayBack({ returnUrl }: SimulatedPayment): string {
  return returnUrl === null ? '' : `<p><a href="${escaped(returnUrl)}">Back to the shop</a></p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function outcomeOf({ state }: SimulatedPayment): string {
  switch (state) {
    case 'authorized':
    case 'captured':
      return 'The payment is approved. You can close this page.';
    case 'declined':
      return 'The payment is declined. You can close this page.';
    case 'voided':
    case 'refunded':
      return 'The payment was cancelled. You can close this page.';
    case 'processing':
    case 'action_required':
      return 'The payment is not decided yet.';
  }
}
